using Microsoft.AspNetCore.Http;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Cli.Studio;

/// <summary>Receives the painting of a visitor and checks it before anything is decoded.</summary>
internal static class PaintingUpload
{
    private const string FileName = "upload";

    /// <summary>Writes the body of a request to a file, whose name the studio gives, and checks it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="folder">The folder that the file goes to.</param>
    /// <param name="name">The name of the visitor's file, for messages.</param>
    /// <param name="options">What is allowed.</param>
    /// <param name="cancellation">Cancelled when the visitor goes away.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="Pix2PitchException">It is too large, damaged or no image.</exception>
    /// <exception cref="TooLargeException">It has too many bytes.</exception>
    public static async Task<string> ReceiveAsync(HttpRequest request, string folder, string name, StudioOptions options, CancellationToken cancellation)
    {
        if (request.ContentLength > options.MaxUploadBytes) throw new TooLargeException(name, options.MaxUploadBytes);
        string path = Path.Combine(folder, FileName);
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
        {
            byte[] buffer = new byte[1 << 16];
            long length = 0;
            for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
            {
                if ((length += read) > options.MaxUploadBytes) throw new TooLargeException(name, options.MaxUploadBytes);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        Check(path, name, options);
        return path;
    }

    /// <summary>The sentence of an error about the painting, with the visitor's name of the file; null if the error is about something else.</summary>
    public static string? SentenceOf(Exception e, string path, string name)
    {
        if (e is not Pix2PitchException || !e.Message.Contains($"'{path}'", StringComparison.Ordinal)) return null;
        return e.Message.Replace($"'{path}'", $"'{name}'", StringComparison.Ordinal);
    }

    private static void Check(string path, string name, StudioOptions options)
    {
        try
        {
            long bytes = PaintingFile.ReadHeader(path, options.MaxPixels).DecoderBytes;
            if (bytes > options.MaxDecoderBytes)
            {
                throw new Pix2PitchException($"The painting '{path}' must be decoded at once, in {bytes >> 20} MiB, more than the {options.MaxDecoderBytes >> 20} MiB that are allowed here: "
                    + "make it smaller, or save it as JPEG or PNG that is not progressive or interlaced.");
            }
        }
        catch (Pix2PitchException e) when (SentenceOf(e, path, name) is { } sentence)
        {
            throw new Pix2PitchException(sentence, e);
        }
    }

    /// <summary>A painting has too many bytes.</summary>
    internal sealed class TooLargeException(string name, long max)
        : Exception($"The painting '{name}' has more than the {(max >= 1 << 20 ? $"{max >> 20} MiB" : $"{max} bytes")} that are allowed: make it smaller.");
}
