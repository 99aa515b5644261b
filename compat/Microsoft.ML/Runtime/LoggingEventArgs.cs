using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A message of the log.</summary>
public class LoggingEventArgs : EventArgs
{
    public LoggingEventArgs(string message) => (Message, RawMessage) = (message, message);

    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
        => (Message, RawMessage, Kind, Source) = ($"[Source={source}, Kind={kind}] {message}", message, kind, source);

    public string Source { get; }

    public ChannelMessageKind Kind { get; }

    /// <summary>The message with its source and kind before it.</summary>
    public string Message { get; }

    public string RawMessage { get; }
}
