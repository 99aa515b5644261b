using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.SoundFiles;

/// <summary>The row of an estimator that reads a clip of a recording.</summary>
internal sealed class RecordingInput : MappingInput
{
    [ColumnName("Pix2Pitch.Recording.Path")]
    public ReadOnlyMemory<char> Path { get; set; }

    /// <summary>Seconds that are added to the offset in the options; NaN means 0.</summary>
    [ColumnName("Pix2Pitch.Recording.Offset")]
    public float Offset { get; set; }

    /// <summary>The start of the clip in seconds.</summary>
    /// <exception cref="Pix2PitchException">The offset is negative or infinite.</exception>
    public double OffsetAfter(double offsetSeconds)
    {
        double offset = offsetSeconds + (float.IsNaN(Offset) ? 0 : Offset);
        return offset >= 0 && double.IsFinite(offset)
            ? offset : throw new Pix2PitchException($"The offset of '{Path}' is {offset} s; it must be 0 s or more.");
    }
}
