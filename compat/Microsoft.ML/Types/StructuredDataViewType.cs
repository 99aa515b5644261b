namespace Microsoft.ML.Data;

/// <summary>A type that is made of others.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
