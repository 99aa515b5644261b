using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that call code of the user.</summary>
public static class CustomMappingCatalog
{
    /// <summary>
    /// Computes columns, the members of <typeparamref name="TDst"/>, from columns, the members of <typeparamref name="TSrc"/>.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="mapAction">What computes them. It is shared by all cursors.</param>
    /// <param name="contractName">By this name a loaded model finds the factory of the action; null: it cannot be saved.</param>
    /// <param name="inputSchemaDefinition">Which columns the members of the input are.</param>
    /// <param name="outputSchemaDefinition">Which columns the members of the output are.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(new CustomMappingTransformer<TSrc, TDst>(mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition));
    }
}
