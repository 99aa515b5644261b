namespace Microsoft.ML.Runtime;

/// <summary>The environment of one component, whose name its messages bear.</summary>
internal sealed class Host(MLContext context, string name, int seed) : IHost
{
    public Random Rand { get; } = new(seed);

    public ComponentCatalog ComponentCatalog => context.ComponentCatalog;

    public string ContextDescription => name;

    public IHost Register(string childName, int? seed = null, bool? verbose = null)
        => new Host(context, $"{name}; {childName}", seed ?? Rand.Next());

    public IChannel Start(string channelName) => new Channel(context, $"{name}; {channelName}");

    public IProgressChannel StartProgressChannel(string channelName) => new ProgressChannel(context, $"{name}; {channelName}");
}
