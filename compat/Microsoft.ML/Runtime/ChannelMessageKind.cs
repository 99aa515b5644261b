namespace Microsoft.ML.Runtime;

/// <summary>How grave a message is.</summary>
public enum ChannelMessageKind
{
    Trace,
    Info,
    Warning,
    Error,
}
