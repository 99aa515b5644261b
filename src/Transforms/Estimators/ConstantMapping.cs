using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Pix2Pitch.Estimators;

/// <summary>Gives every row a 0, which <c>MapValue</c> turns into any constant. The table of <c>MapValue</c> is saved with the model.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ConstantMapping : CustomMappingFactory<ConstantMapping.Input, ConstantMapping.Output>
{
    public const string Contract = "Pix2Pitch.Constant";

    public const string Column = "Pix2Pitch.Constant.Zero";

    public override Action<Input, Output> GetMapping() => static (_, output) => output.Zero = 0;

    internal sealed class Input;

    internal sealed class Output
    {
        [ColumnName(Column)]
        public int Zero { get; set; }
    }
}
