using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Estimators;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Prepared;

/// <summary>The pairs of a prepared folder as an <c>IDataView</c>. Files are mapped while rows are read, and unmapped with the view.</summary>
internal sealed class PreparedView : IndexedView
{
    public const string PaintingColumn = "Painting";
    public const string MelColumn = "MelSpectrogram";
    public const string StyleColumn = "Style";
    public const string SplitColumn = "Split";
    public const string EmbeddingColumn = "Embedding";

    private static readonly (string Name, Func<PreparedData, TrainingPair, string> Text)[] s_texts =
    [
        (SplitColumn, (_, pair) => SplitNames.Of(pair.Split)),
        ("PaintingPath", (data, pair) => data.Paintings[pair.Painting].Work.Path),
        ("MusicPath", (data, pair) => data.Clips[pair.Mel].Work.Path),
        ("PaintingName", (data, pair) => data.Paintings[pair.Painting].Work.Name),
        ("MusicName", (data, pair) => data.Clips[pair.Mel].Work.Name),
        ("PaintingTitle", (data, pair) => data.Paintings[pair.Painting].Work.Title),
        ("MusicTitle", (data, pair) => data.Clips[pair.Mel].Work.Title),
    ];

    private PreparedView(PreparedData data, IReadOnlyList<TrainingPair> pairs)
        : base(SchemaOf(data.Info.Size, data.EmbeddingLength), pairs.Count) => (Data, Pairs) = (data, pairs);

    /// <summary>The folder.</summary>
    public PreparedData Data { get; }

    /// <summary>The pair of each row.</summary>
    public IReadOnlyList<TrainingPair> Pairs { get; }

    public static PreparedView Open(string folder, LoadPreparedOptions? options, CancellationToken cancellation)
    {
        var data = new PreparedData(folder, cancellation);
        return new PreparedView(data, options?.Split is { } split ? [.. data.Pairs.Where(pair => pair.Split == split)] : data.Pairs);
    }

    protected override Delegate MakeGetter(int column, Func<int> row)
    {
        int length = Data.Info.Size * Data.Info.Size;
        return Schema[column].Name switch
        {
            PaintingColumn => Values(3 * length, (number, values) => Data.ReadPainting(Pairs[number].Painting, values)),
            MelColumn => Values(length, (number, values) => Data.ReadMel(Pairs[number].Mel, values)),
            EmbeddingColumn => Values(Data.EmbeddingLength, (number, values) => Data.ReadEmbedding(Pairs[number].Painting, values)),
            StyleColumn => new ValueGetter<uint>((ref uint key) => key = (uint)(Pairs[row()].Style ?? 0)),
            var name => Text(s_texts.First(text => text.Name == name).Text),
        };

        ValueGetter<VBuffer<float>> Values(int count, RowReader read) => (ref VBuffer<float> value) =>
        {
            int number = row();
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, count);
            read(number, editor.Values);
            value = editor.Commit();
        };

        ValueGetter<ReadOnlyMemory<char>> Text(Func<PreparedData, TrainingPair, string> text)
            => (ref ReadOnlyMemory<char> value) => value = text(Data, Pairs[row()]).AsMemory();
    }

    private static DataViewSchema SchemaOf(int size, int embeddingLength)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(PaintingColumn, new VectorDataViewType(NumberDataViewType.Single, 3, size, size));
        builder.AddColumn(MelColumn, new VectorDataViewType(NumberDataViewType.Single, 1, size, size));
        var names = new DataViewSchema.Annotations.Builder();
        // The name under which ML.NET looks for the values of a key.
        names.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, StyleNames.All.Count), (ref VBuffer<ReadOnlyMemory<char>> values)
            => values = new VBuffer<ReadOnlyMemory<char>>(StyleNames.All.Count, [.. StyleNames.All.Select(name => name.AsMemory())]));
        builder.AddColumn(StyleColumn, new KeyDataViewType(typeof(uint), StyleNames.All.Count), names.ToAnnotations());
        foreach ((string name, _) in s_texts) builder.AddColumn(name, TextDataViewType.Instance);
        if (embeddingLength > 0) builder.AddColumn(EmbeddingColumn, new VectorDataViewType(NumberDataViewType.Single, embeddingLength));
        return builder.ToSchema();
    }
}

/// <summary>Reads the values of a row.</summary>
/// <param name="row">The row, from 0.</param>
/// <param name="values">Receives the values.</param>
internal delegate void RowReader(int row, Span<float> values);
