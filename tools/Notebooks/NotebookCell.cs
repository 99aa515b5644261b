namespace Pix2Pitch.Tools.Notebooks;

/// <summary>A cell of a notebook.</summary>
/// <param name="Text">Markdown or C#.</param>
/// <param name="IsMarkdown">Which of them.</param>
internal sealed record NotebookCell(string Text, bool IsMarkdown);
