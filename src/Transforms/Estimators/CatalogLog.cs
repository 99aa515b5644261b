using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Pix2Pitch.Estimators;

/// <summary>
/// Messages for <see cref="MLContext.Log"/>, as those of ML.NET's own operations. ML.NET gives the environment that takes messages to its own assemblies only, so it is read from the
/// catalog's private property; a version of ML.NET without it loses the messages and nothing else.
/// </summary>
internal sealed class CatalogLog
{
    private readonly IHostEnvironment? _environment;
    private readonly string _source;

    private CatalogLog(Func<IHostEnvironment> environment, string source)
    {
        _source = source;
        try
        {
            _environment = environment();
        }
        catch (MissingMethodException)
        {
            // No messages.
        }
    }

    /// <param name="catalog">The catalog of the operation.</param>
    /// <param name="source">The operation's name.</param>
    public static CatalogLog Of(TransformsCatalog catalog, string source) => new(() => Environment(catalog), source);

    /// <inheritdoc cref="Of(TransformsCatalog, string)"/>
    public static CatalogLog Of(DataOperationsCatalog catalog, string source) => new(() => Environment(catalog), source);

    /// <summary>What was done.</summary>
    public void Info(string message) => Send(channel => channel.Info(MessageSensitivity.UserData, message));

    /// <summary>What the user should know.</summary>
    public void Warning(string message) => Send(channel => channel.Warning(MessageSensitivity.UserData, message));

    private void Send(Action<IChannel> send)
    {
        if (_environment is null) return;
        using IChannel channel = _environment.Start(_source);
        send(channel);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Microsoft.ML.Data.IInternalCatalog.get_Environment")]
    private static extern IHostEnvironment Environment(TransformsCatalog catalog);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Microsoft.ML.Data.IInternalCatalog.get_Environment")]
    private static extern IHostEnvironment Environment(DataOperationsCatalog catalog);
}
