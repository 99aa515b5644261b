namespace Microsoft.ML.Data;

/// <summary>A type that is not made of others.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    protected PrimitiveDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
