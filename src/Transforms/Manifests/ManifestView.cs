using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// A <see cref="Manifest"/> as an <c>IDataView</c>. It is one of its own because its columns are known only when the manifest has been read:
/// the nine that every manifest has, and those that this one brings along.
/// </summary>
internal sealed class ManifestView : IDataView
{
    private const string OtherPrefix = "Other.";

    private static readonly (string Name, Func<Work, string> Text)[] s_texts =
    [
        ("Path", row => row.Path), ("Name", row => row.Name), ("Title", row => row.Title), ("Place", row => row.Place),
        ("Country", row => row.Country), ("Style", row => row.Style), ("Licence", row => row.Licence), ("PieceId", row => row.PieceId),
    ];

    private readonly IReadOnlyList<Work> _rows;
    private readonly List<Func<Work, string>?> _texts = []; // by column; null for the year

    public ManifestView(Manifest manifest)
    {
        _rows = manifest.Rows;
        var builder = new DataViewSchema.Builder();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Func<Work, string> text) in s_texts)
        {
            AddText(name, text);
            if (name != "Title") continue;
            names.Add("Year");
            builder.AddColumn("Year", NumberDataViewType.Single);
            _texts.Add(null);
        }
        // A column of the same name would hide one of the nine. Names in another case would not, but who could tell them apart?
        HashSet<string> nine = new(names, StringComparer.OrdinalIgnoreCase);
        foreach (string key in manifest.OtherColumns.Where(key => !nine.Contains(key))) AddText(key, row => row.Other.GetValueOrDefault(key, ""));
        foreach (string key in manifest.OtherColumns.Where(nine.Contains))
        {
            string name = OtherPrefix + key;
            while (names.Contains(name)) name = OtherPrefix + name;
            AddText(name, row => row.Other.GetValueOrDefault(key, ""));
        }
        Schema = builder.ToSchema();

        void AddText(string name, Func<Work, string> text)
        {
            names.Add(name);
            builder.AddColumn(name, TextDataViewType.Instance);
            _texts.Add(text);
        }
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _rows.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        int[] order = [.. Enumerable.Range(0, _rows.Count)];
        rand?.Shuffle(order);
        return new Cursor(this, [.. columnsNeeded.Select(column => column.Index)], order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ManifestView view, HashSet<int> active, int[] order) : DataViewRowCursor
    {
        private int _at = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _at;

        public override long Batch => 0;

        private Work Row => (uint)_at < (uint)order.Length
            ? view._rows[order[_at]]
            : throw new InvalidOperationException("The cursor stands before the first row or after the last: call MoveNext first.");

        public override bool MoveNext()
        {
            if (_at < order.Length) _at++;
            return _at < order.Length;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new DataViewRowId((ulong)order[_at], 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"The column '{column.Name}' was not asked for when the cursor was made.");
            Delegate getter = view._texts[column.Index] is { } text
                ? new ValueGetter<ReadOnlyMemory<char>>((ref ReadOnlyMemory<char> value) => value = text(Row).AsMemory())
                : new ValueGetter<float>((ref float value) => value = Row.Year ?? float.NaN);
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"The column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
        }
    }
}
