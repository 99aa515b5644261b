namespace Pix2Pitch.Manifests;

/// <summary>
/// Something about a manifest or folder that its reader should know: a row, file or folder that was left out, or, where
/// <see cref="WasLeftOut"/> is false, how something was read.
/// </summary>
/// <param name="Line">The line at which the row begins, from 1; 0 where it is no row.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="File">The manifest that has the line, or the file or folder.</param>
public sealed record ManifestProblem(int Line, string Reason, string File)
{
    /// <summary>
    /// Whether a row, file or folder was left out. False: nothing of use was, but the reader should know; such as the encoding of
    /// a list that is not UTF-8, or files in a folder of pictures that are neither pictures nor recordings.
    /// </summary>
    public bool WasLeftOut { get; init; } = true;
}
