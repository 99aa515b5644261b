using Microsoft.ML.Transforms;

namespace Pix2Pitch.Estimators;

// Pipelines that were saved by 0.1 refer to its mappings, which are no more. ML.NET finds these instead, so that it ends with what to do; without them it says
// that a contract is missing. A pipeline of 0.1 has one of these before all others of its own: the options of each estimator, and the works of LabelStyle.

/// <summary>Stands for a mapping of 0.1.</summary>
internal abstract class MappingOf01 : CustomMappingFactory<MappingOf01.Row, MappingOf01.Row>
{
    public override Action<Row, Row> GetMapping()
        => throw new Pix2PitchException("This ML.NET model was saved with Pix2Pitch 0.1, whose models this version cannot load: build the pipeline again and save it (docs/upgrading.md has the new names).");

    internal sealed class Row;
}

[CustomMappingFactoryAttribute("Pix2Pitch.Constant.v1")]
internal sealed class ConstantMappingOf01 : MappingOf01;

[CustomMappingFactoryAttribute("Pix2Pitch.UnknownWork.v1")]
internal sealed class UnknownWorkMappingOf01 : MappingOf01;
