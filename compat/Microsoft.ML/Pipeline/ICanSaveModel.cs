namespace Microsoft.ML;

/// <summary>Something that can be part of a saved model.</summary>
public interface ICanSaveModel
{
    void Save(ModelSaveContext ctx);
}
