using System.Reflection;

namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>The column that a member is.</summary>
    public sealed class Column
    {
        private DataViewSchema.Annotations.Builder _annotations = new();

        internal Column(MemberInfo member)
        {
            Member = member;
            ColumnName = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            ColumnType = TypeOf(member, MemberType);
        }

        public string MemberName => Member.Name;

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        internal MemberInfo Member { get; }

        internal Type MemberType => Member is FieldInfo info ? info.FieldType : ((PropertyInfo)Member).PropertyType;

        /// <summary>Adds an annotation; the values of a vector are given as an array.</summary>
        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            Delegate getter = value switch
            {
                string text => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> destination) => destination = text.AsMemory()),
                string[] texts => TypedColumns.VectorGetter(Array.ConvertAll(texts, text => text.AsMemory())),
                Array values => TypedColumns.VectorGetter(values),
                _ => (ValueGetter<T>)((ref T destination) => destination = value),
            };
            _annotations.Add(kind, annotationType, getter);
        }

        internal void SetAnnotations(DataViewSchema.Annotations annotations)
        {
            _annotations = new DataViewSchema.Annotations.Builder();
            _annotations.Add(annotations, _ => true);
        }

        private static DataViewType TypeOf(MemberInfo member, Type type)
        {
            Type itemType = DataViewTypes.ItemOfVector(type);
            PrimitiveDataViewType item = DataViewTypes.PrimitiveOf(itemType ?? type)
                ?? throw new ArgumentOutOfRangeException(
                    nameof(member),
                    $"Could not determine an IDataView type for member {member.Name} of type {type}");
            if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
            {
                if (!KeyDataViewType.IsValidDataType(item.RawType))
                    throw new ArgumentOutOfRangeException(
                        nameof(member),
                        $"Member {member.Name} is marked as a key, but is of type {type}");
                item = new KeyDataViewType(item.RawType, key.Count ?? KeyDataViewType.MaximumCount(item.RawType));
            }
            var vector = member.GetCustomAttribute<VectorTypeAttribute>();
            if (itemType is null)
                return vector is null ? item : throw new ArgumentOutOfRangeException(
                    nameof(member),
                    $"Member {member.Name} is marked with VectorType, but is of type {type}, which is no array");
            return vector is { Dimensions.Length: > 0 } ? new VectorDataViewType(item, vector.Dimensions) : new VectorDataViewType(item);
        }
    }
}
