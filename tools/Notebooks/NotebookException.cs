namespace Pix2Pitch.Tools.Notebooks;

/// <summary>What the user of this tool can fix, in one sentence.</summary>
internal sealed class NotebookException(string message) : Exception(message);
