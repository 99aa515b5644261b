using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Pix2Pitch.Cli.Studio;

/// <summary>Decides which requests the studio answers: only those that its own pages send, under a name of its own, with the token if there is one.</summary>
internal sealed class StudioGuard
{
    private const string Cookie = "pix2pitch-visitor";

    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[]? _token;

    public StudioGuard(StudioOptions options)
    {
        _token = options.Token is { } token ? Hash(token) : null;
        _hosts.UnionWith(options.Hosts);
        if (!IPAddress.IsLoopback(options.Address)) _hosts.UnionWith([Dns.GetHostName(), $"{Dns.GetHostName()}.local"]);
    }

    /// <summary>Headers of every answer: nothing from elsewhere is loaded, no script in the page is run, no page of others shows this one.</summary>
    public static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    /// <summary>
    /// Whether the name in the request is one of this machine. With another name, a page of another site has changed the address of its own name to that of this machine
    /// (DNS rebinding), and its scripts would count as being of the same site.
    /// </summary>
    public bool IsOwnName(HttpContext context)
    {
        string host = context.Request.Host.Host;
        IPAddress? own = context.Connection.LocalIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.LocalIpAddress;
        if (_hosts.Contains(host)) return true;
        if (own is null) return false;
        if (IPAddress.TryParse(host, out IPAddress? named)) return named.Equals(own);
        return IPAddress.IsLoopback(own) && host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Whether a browser sends the request for a page of the studio or because its user asks for it. A link of another site may open a page, but nothing else.
    /// </summary>
    public static bool IsOwnRequest(HttpRequest request)
    {
        bool onlyReads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        string? site = request.Headers["Sec-Fetch-Site"];
        if (site is not (null or "same-origin"))
        {
            bool opensPage = onlyReads && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
            if (!opensPage) return false;
        }
        return !request.Headers.TryGetValue("Origin", out StringValues origin) || Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.Authority == request.Host.Value;
    }

    /// <summary>Whether the visitor has the token, or none is needed. One in the address is kept in a cookie.</summary>
    public bool IsAdmitted(HttpContext context)
    {
        if (_token is null) return true;
        if (context.Request.Query.TryGetValue("token", out StringValues given) && Admit(context, given.ToString())) return true;
        return context.Request.Cookies.TryGetValue(Cookie, out string? kept) && IsRight(kept);
    }

    /// <summary>Admits a visitor who has entered the token.</summary>
    /// <returns>False if it is wrong.</returns>
    public bool Admit(HttpContext context, string token)
    {
        if (_token is null) return true;
        byte[] hash = Hash(token.Trim());
        if (!CryptographicOperations.FixedTimeEquals(hash, _token)) return false;
        context.Response.Cookies.Append(Cookie, Convert.ToHexStringLower(hash), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
        });
        return true;
    }

    private bool IsRight(string cookie)
    {
        byte[] kept = new byte[SHA256.HashSizeInBytes];
        return cookie.Length == 2 * kept.Length && Convert.FromHexString(cookie, kept, out _, out _) == System.Buffers.OperationStatus.Done && CryptographicOperations.FixedTimeEquals(kept, _token);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes($"pix2pitch studio\n{token}"));
}
