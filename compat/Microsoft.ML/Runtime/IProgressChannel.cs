namespace Microsoft.ML.Runtime;

/// <summary>Takes the progress of one activity.</summary>
public interface IProgressChannel : IProgressChannelProvider, IDisposable
{
    /// <summary>Sets the names, and what is called whenever somebody wants to know how far it is.</summary>
    void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction);

    /// <summary>Reports the metrics, then the progress, in the header's order.</summary>
    void Checkpoint(params double?[] values);
}
