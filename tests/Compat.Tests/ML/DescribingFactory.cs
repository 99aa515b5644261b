using Microsoft.ML.Transforms;

namespace Pix2Pitch.Compat.Tests.ML;

/// <summary>A custom mapping that a saved model finds by its contract.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class DescribingFactory : CustomMappingFactory<Work, Described>
{
    public const string Contract = "Pix2Pitch.Compat.Tests.Describing";

    public override Action<Work, Described> GetMapping() => static (work, described) =>
    {
        described.Text = $"{work.Title} ({work.Year})";
        described.Numbers = [work.Title.Length, work.Year, work.Year / 100];
    };
}
