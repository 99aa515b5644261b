namespace Microsoft.ML.Runtime;

/// <summary>What an exception may say of where it was thrown.</summary>
public interface IExceptionContext
{
    string ContextDescription { get; }
}
