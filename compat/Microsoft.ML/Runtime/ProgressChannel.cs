namespace Microsoft.ML.Runtime;

/// <summary>Writes each checkpoint to the context's log, as a trace.</summary>
internal sealed class ProgressChannel(MLContext context, string source) : IProgressChannel
{
    private ProgressHeader _header = new();

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
        => _header = header ?? throw new ArgumentNullException(nameof(header));

    public void Checkpoint(params double?[] values)
    {
        string[] names = [.. _header.MetricNames, .. _header.UnitNames];
        IEnumerable<string> parts = values.Take(names.Length).Select((value, i) => (value, i))
            .Where(part => part.value is not null).Select(part => $"{names[part.i]}: {part.value}");
        context.Write(string.Join(", ", parts), ChannelMessageKind.Trace, source);
    }

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel(context, $"{source}; {name}");

    public void Dispose()
    {
    }
}
