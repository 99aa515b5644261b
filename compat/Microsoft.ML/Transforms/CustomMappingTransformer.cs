using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes columns by code of the user, at most once for each row and only if one of them is asked for.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _map;
    private readonly string _contract;

    internal CustomMappingTransformer(Action<TSrc, TDst> map, string contract, SchemaDefinition input, SchemaDefinition output)
    {
        ArgumentNullException.ThrowIfNull(map);
        (_map, _contract) = (map, contract);
        Inputs = TypedColumns.Of<TSrc>(input ?? SchemaDefinitions.ToWrite(typeof(TSrc)));
        Outputs = TypedColumns.Of<TDst>(output ?? SchemaDefinitions.ToRead(typeof(TDst)));
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal TypedColumn<TSrc>[] Inputs { get; }

    internal TypedColumn<TDst>[] Outputs { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    /// <summary>Only the contract and the assembly are saved; a loaded model makes the rest by the factory that it finds there.</summary>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (string.IsNullOrEmpty(_contract))
            throw new InvalidOperationException("Empty contract name for a transform: the transform cannot be saved");
        ctx.SetLoader<CustomMappingLoader>(CustomMappingLoader.Signature);
        ctx.WriteJson("contract", new CustomMappingLoader.Saved(_contract, _map.Method.DeclaringType.Assembly.FullName));
    }

    private MapperBinding Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new MapperBinding(new Mapper(this, inputSchema));
    }

    private sealed class Mapper : RowMapper
    {
        private readonly CustomMappingTransformer<TSrc, TDst> _parent;
        private readonly TypedBinding<TSrc> _binding;

        public Mapper(CustomMappingTransformer<TSrc, TDst> parent, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            _parent = parent;
            _binding = new TypedBinding<TSrc>(inputSchema, parent.Inputs, ignoreMissingColumns: false, nameof(inputSchema));
            Added = TypedColumns.Detached(parent.Outputs);
        }

        public override DataViewSchema.DetachedColumn[] Added { get; }

        public override IEnumerable<int> Dependencies(int added) => _binding.Columns.Select(column => column.Index);

        public override Delegate[] MakeGetters(DataViewRow input, bool[] wanted, out Action disposer)
        {
            disposer = null;
            if (!wanted.Contains(true)) return new Delegate[wanted.Length];
            var source = new TSrc();
            var destination = new TDst();
            Action<TSrc> fill = _binding.Bind(input);
            long computed = -1;
            return [.. _parent.Outputs.Select((member, i) => wanted[i] ? member.MakeGetter(Current) : null)];

            TDst Current()
            {
                if (computed != input.Position)
                {
                    fill(source);
                    _parent._map(source, destination);
                    computed = input.Position;
                }
                return destination;
            }
        }
    }
}
