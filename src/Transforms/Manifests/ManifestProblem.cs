namespace Pix2Pitch.Manifests;

/// <summary>A row of a manifest, or a file or folder that was met, that could not be read and was left out.</summary>
/// <param name="Line">The line at which the row begins, from 1; 0 where it is no row.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="File">The manifest that has the line, or the file or folder.</param>
public sealed record ManifestProblem(int Line, string Reason, string File);
