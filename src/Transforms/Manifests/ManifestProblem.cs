namespace Pix2Pitch.Manifests;

/// <summary>A row of a manifest that could not be read and was left out.</summary>
/// <param name="Line">The line at which the row begins, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record ManifestProblem(int Line, string Reason);
