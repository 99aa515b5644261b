using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Manifests;

/// <summary>
/// The works of a <see cref="Manifest"/> as an <c>IDataView</c>. The columns are the nine that every manifest has, and the other columns of this
/// one.
/// </summary>
internal sealed class ManifestView : IndexedView
{
    private const string OtherPrefix = "Other.";

    private static readonly (string Name, Func<Work, string>? Text)[] s_nine =
    [
        ("Path", work => work.Path), ("Name", work => work.Name), ("Title", work => work.Title), ("Year", null), ("Place", work => work.Place),
        ("Country", work => work.Country), ("Style", work => work.Style), ("Licence", work => work.Licence), ("PieceId", work => work.PieceId),
    ];

    private readonly IReadOnlyList<Work> _works;
    private readonly IReadOnlyList<(string Name, Func<Work, string>? Text)> _columns; // no text: the year

    public ManifestView(Manifest manifest)
        : this(manifest.Works, ColumnsOf(manifest))
    {
    }

    private ManifestView(IReadOnlyList<Work> works, IReadOnlyList<(string Name, Func<Work, string>? Text)> columns)
        : base(SchemaOf(columns), works.Count) => (_works, _columns) = (works, columns);

    protected override Delegate MakeGetter(int column, Func<int> row) => _columns[column].Text is { } text
        ? new ValueGetter<ReadOnlyMemory<char>>((ref ReadOnlyMemory<char> value) => value = text(_works[row()]).AsMemory())
        : new ValueGetter<float>((ref float value) => value = _works[row()].Year ?? float.NaN);

    private static List<(string Name, Func<Work, string>? Text)> ColumnsOf(Manifest manifest)
    {
        List<(string Name, Func<Work, string>? Text)> columns = [.. s_nine];
        // A column of the same name would hide one of the nine. A name that differs only in case would be easy to confuse with one.
        ILookup<bool, string> others = manifest.OtherColumns.ToLookup(key => s_nine.Any(column => column.Name.Equals(key, StringComparison.OrdinalIgnoreCase)));
        foreach (string key in others[false]) columns.Add((key, work => work.Other.GetValueOrDefault(key, "")));
        foreach (string key in others[true])
        {
            string name = OtherPrefix + key;
            while (columns.Exists(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) name = OtherPrefix + name;
            columns.Add((name, work => work.Other.GetValueOrDefault(key, "")));
        }
        return columns;
    }

    private static DataViewSchema SchemaOf(IEnumerable<(string Name, Func<Work, string>? Text)> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach ((string name, Func<Work, string>? text) in columns)
            builder.AddColumn(name, text is null ? NumberDataViewType.Single : TextDataViewType.Instance);
        return builder.ToSchema();
    }
}
