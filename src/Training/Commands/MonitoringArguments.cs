using System.CommandLine;
using Pix2Pitch.Training.Monitoring;

namespace Pix2Pitch.Training.Commands;

/// <summary>The options of <c>train</c> that change <see cref="MonitoringOptions"/>.</summary>
internal sealed class MonitoringArguments
{
    private static readonly MonitoringOptions s_defaults = new();

    private readonly Option<double> _minutes = new("--preview-minutes")
    {
        Description = "Minutes between previews, from 0 to 10,000; 0 for none.",
        DefaultValueFactory = _ => s_defaults.PreviewMinutes,
    };

    private readonly Option<int> _paintings = new("--preview-paintings")
    {
        Description = "Paintings in a preview, from 1 to 16.",
        DefaultValueFactory = _ => s_defaults.PreviewPaintings,
    };

    private readonly Option<bool> _noTensorBoard = new("--no-tensorboard") { Description = "Write no event files for TensorBoard." };

    private readonly Option<bool> _noReport = new("--no-report") { Description = "Write no report." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_minutes, _paintings, _noTensorBoard, _noReport]) command.Options.Add(option);
    }

    public MonitoringOptions Read(ParseResult result) => new()
    {
        PreviewMinutes = result.GetValue(_minutes),
        PreviewPaintings = result.GetValue(_paintings),
        TensorBoard = !result.GetValue(_noTensorBoard),
        Report = !result.GetValue(_noReport),
        Command = string.Join(' ', result.Tokens.Select(token => TrainCommand.Quote(token.Value))),
    };
}
