using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Commands;

/// <summary>Shows a line for each stage of <c>prepare</c>. Unlike <see cref="Progress{T}"/> it shows reports at once and in order.</summary>
internal sealed class PrepareStages(Progress progress) : IProgress<PrepareProgress>
{
    private string? _stage;

    public void Report(PrepareProgress value)
    {
        if (value.Stage != _stage) progress.Next(value.Stage);
        _stage = value.Stage;
        progress.Report(value.Done, value.Total);
    }
}
