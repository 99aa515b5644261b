namespace Microsoft.ML.Runtime;

/// <summary>Where components get their channels and their randomness from; <see cref="MLContext"/> is one.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    ComponentCatalog ComponentCatalog { get; }

    IHost Register(string name, int? seed = null, bool? verbose = null);
}
