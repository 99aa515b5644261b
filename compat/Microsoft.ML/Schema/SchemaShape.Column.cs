using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>A column as far as it is known before anything is fitted. The default, with no name, stands for none.</summary>
    public readonly struct Column
    {
        public readonly string Name;
        public readonly VectorKind Kind;

        /// <summary>The type of the items; for keys, the number that they are stored as.</summary>
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind kind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
            => (Name, Kind, ItemType, IsKey, Annotations) = (name, kind, itemType, isKey, annotations ?? new SchemaShape([]));

        /// <summary>Whether a column holds one value or many.</summary>
        public enum VectorKind
        {
            Scalar,
            Vector,
            VariableVector,
        }

        internal static Column Create(string name, DataViewType type, DataViewSchema.Annotations annotations = null)
        {
            PrimitiveDataViewType item = DataViewTypes.ItemOf(type);
            bool isKey = item is KeyDataViewType;
            VectorKind kind = type is not VectorDataViewType vector ? VectorKind.Scalar
                : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
            DataViewType itemType = isKey ? DataViewTypes.PrimitiveOf(item.RawType) : (DataViewType)item ?? type;
            return new Column(name, kind, itemType, isKey, annotations is null ? null : SchemaShape.Create(annotations.Schema));
        }

        internal bool IsScalarKey => IsKey && Kind == VectorKind.Scalar;

        /// <summary>A shape with this column only, such as annotations are.</summary>
        internal SchemaShape Alone => new([this]);

        internal static Column VectorOf(string name, DataViewType itemType, SchemaShape annotations = null)
            => new(name, VectorKind.Vector, itemType, isKey: false, annotations);

        internal Column Renamed(string name) => new(name, Kind, ItemType, IsKey, Annotations);

        /// <summary>As the exceptions of estimators write it.</summary>
        internal string TypeText
        {
            get
            {
                string item = IsKey ? $"Key<{ItemType}>" : $"{ItemType}";
                return Kind switch
                {
                    VectorKind.Vector => $"Vector<{item}>",
                    VectorKind.VariableVector => $"VarVector<{item}>",
                    _ => item,
                };
            }
        }
    }
}
