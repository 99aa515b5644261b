namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>What is known of a column besides its type, such as the names of its keys.</summary>
    public sealed partial class Annotations
    {
        private readonly Delegate[] _getters;

        private Annotations(DataViewSchema schema, Delegate[] getters) => (Schema, _getters) = (schema, getters);

        /// <summary>The kinds of annotation as columns.</summary>
        public DataViewSchema Schema { get; }

        public static Annotations Empty { get; } = new Builder().ToAnnotations();

        public ValueGetter<TValue> GetGetter<TValue>(Column column) => Data.Getters.Cast<TValue>(_getters[column.Index], column);

        public void GetValue<TValue>(string kind, ref TValue value)
        {
            Column column = Schema.GetColumnOrNull(kind)
                ?? throw new InvalidOperationException($"There is no annotation '{kind}'.");
            GetGetter<TValue>(column)(ref value);
        }

        public override string ToString() => string.Join(", ", Schema.Select(column => column.Name));
    }
}
