using System.IO.Compression;
using Pix2Pitch.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;

namespace Pix2Pitch.Paintings;

/// <summary>A temporary file with a painting from a stream or from memory. Decoders need a file, because some read it twice.</summary>
internal sealed class PaintingCopy : IDisposable
{
    private const long MaxBytes = 2L << 30;

    private readonly string _name; // in messages, as the subject of a sentence

    /// <summary>Copies the rest of a stream.</summary>
    /// <exception cref="Pix2PitchException">The stream cannot be read or is longer than 2 GiB, or there is no space for the file.</exception>
    public PaintingCopy(Stream stream, CancellationToken cancellation = default)
        : this("The stream") => Write(file =>
        {
            byte[] buffer = new byte[1 << 16];
            long length = 0;
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                if ((length += read) > MaxBytes) throw new Pix2PitchException($"{_name} is longer than the {MaxBytes >> 30} GiB that a painting may have: make it smaller.");
                file.Write(buffer, 0, read);
            }
        });

    /// <summary>Writes an image as PNG, with its colour profile and orientation.</summary>
    /// <exception cref="Pix2PitchException">There is no space for the file.</exception>
    public PaintingCopy(Image image)
        : this("The image") => Write(file =>
        {
            var encoder = new PngEncoder { CompressionLevel = PngCompressionLevel.BestSpeed };
            if (image.Metadata.IccProfile is not { } profile)
            {
                image.SaveAsPng(file, encoder);
                return;
            }
            // ImageSharp 2 does not write profiles.
            using var withoutProfile = new FileStream(Path + "-png", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
            image.SaveAsPng(withoutProfile, encoder);
            byte[] head = new byte[33]; // the signature and IHDR
            withoutProfile.Position = 0;
            withoutProfile.ReadExactly(head);
            file.Write(head);
            using var data = new MemoryStream();
            data.Write("profile\0\0"u8); // name and compression method
            using (var deflate = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(profile.ToByteArray());
            PngChunks.Write(file, "iCCP"u8, data.ToArray());
            withoutProfile.CopyTo(file);
        });

    private PaintingCopy(string name) => (_name, Path) = (name, System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"pix2pitch-{Guid.NewGuid():N}"));

    public string Path { get; }

    /// <summary>Reads the file. Messages name the stream or image, not the temporary file.</summary>
    public T Read<T>(Func<string, T> read)
    {
        try
        {
            return read(Path);
        }
        catch (Pix2PitchException e) when (e.Message.Contains(Path, StringComparison.Ordinal))
        {
            string message = e.Message.Replace($"The painting '{Path}'", _name, StringComparison.Ordinal).Replace($"'{Path}'", _name, StringComparison.Ordinal);
            throw new Pix2PitchException(message, e.InnerException);
        }
    }

    public void Dispose() => File.Delete(Path);

    private void Write(Action<FileStream> write)
    {
        try
        {
            using var file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write);
            write(file);
        }
        catch (Exception e)
        {
            File.Delete(Path);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new Pix2PitchException($"{_name} cannot be copied to the folder for temporary files, '{System.IO.Path.GetTempPath()}' ({e.Message.TrimEnd('.')}): "
                    + "check that it can be read, and free some space.", e);
            }
            throw;
        }
    }
}
