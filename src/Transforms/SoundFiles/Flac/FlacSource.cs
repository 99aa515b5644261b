namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>Where the frames of a FLAC stream come from, one after the other.</summary>
internal abstract class FlacSource
{
    /// <summary>Reads the bytes that come next; 0 at the end.</summary>
    public abstract int Read(Span<byte> bytes);

    /// <summary>Goes to a frame that begins at a sample or before it, as near as possible.</summary>
    public abstract void Seek(long sample);

    /// <summary>Goes to the first frame.</summary>
    public abstract void Rewind();
}
