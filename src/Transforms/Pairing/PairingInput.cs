using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>Reads a side of a pairing from an <c>IDataView</c>. Features are slow to compute, so they are read in a single pass.</summary>
internal static class PairingInput
{
    private static readonly (string Name, DataViewType Type)[] s_works =
    [
        (nameof(Work.Path), TextDataViewType.Instance), (nameof(Work.Name), TextDataViewType.Instance), (nameof(Work.Title), TextDataViewType.Instance),
        (nameof(Work.Year), NumberDataViewType.Single), (nameof(Work.Place), TextDataViewType.Instance), (nameof(Work.Country), TextDataViewType.Instance),
        (nameof(Work.Style), TextDataViewType.Instance), (nameof(Work.Licence), TextDataViewType.Instance), (nameof(Work.PieceId), TextDataViewType.Instance),
    ];

    private static readonly DataViewType s_probabilities = new VectorDataViewType(NumberDataViewType.Single, StyleNames.All.Count);

    public static PairingSide<PaintingFeatures> Paintings(IDataView data, PairingOptions options) => Read(
        data, "paintings", options.PaintingFeatures, options.PaintingProbabilities, options.GroupColumn,
        [nameof(PaintingFeatures.Lightness), nameof(PaintingFeatures.Saturation), nameof(PaintingFeatures.Warmth)],
        values => new PaintingFeatures
        {
            Lightness = values[0],
            Saturation = values[1],
            Warmth = values[2],
            Contrast = double.NaN,
            EdgeDensity = double.NaN,
            Palette = [],
        });

    public static PairingSide<MusicFeatures> Music(IDataView data, PairingOptions options) => Read(
        data, "music", options.MusicFeatures, options.MusicProbabilities, options.GroupColumn,
        [nameof(MusicFeatures.Brightness), nameof(MusicFeatures.Loudness), nameof(MusicFeatures.OnsetRate)],
        values => new MusicFeatures
        {
            Brightness = values[0],
            Loudness = values[1],
            OnsetRate = values[2],
            Tempo = double.NaN,
            Harmonicity = double.NaN,
            Mode = double.NaN,
            Tonic = -1,
            PitchClasses = [],
        });

    private static PairingSide<TFeatures> Read<TFeatures>(
        IDataView data, string parameter, string prefix, string? probabilityColumn, string? groupColumn, string[] features, Func<float[], TFeatures> featuresOf)
        where TFeatures : class
    {
        Column(data, nameof(Work.Path), parameter);
        string[] names = [.. features.Select(feature => FeatureColumn.NameOf(prefix, feature))];
        // Without a given name, missing columns mean that there are no features; with one, they are an error.
        bool measured = prefix.Length > 0 || names.All(name => data.Schema.GetColumnOrNull(name)?.Type == NumberDataViewType.Single);
        var columns = s_works.Where(column => data.Schema.GetColumnOrNull(column.Name) is not null)
            .ToDictionary(column => column.Name, column => Column(data, column.Name, parameter, column.Type));
        DataViewSchema.Column[] featureColumns = measured ? [.. names.Select(name => Column(data, name, parameter, NumberDataViewType.Single))] : [];
        DataViewSchema.Column? group = groupColumn is null ? null : Column(data, groupColumn, parameter, TextDataViewType.Instance);
        DataViewSchema.Column? judged = probabilityColumn is null ? null : Column(data, probabilityColumn, parameter, s_probabilities);

        DataViewSchema.Column?[] optional = [group, judged];
        using DataViewRowCursor cursor = data.GetRowCursor([.. columns.Values, .. featureColumns, .. optional.OfType<DataViewSchema.Column>()]);
        Func<string> path = Text(nameof(Work.Path)), name = Text(nameof(Work.Name)), title = Text(nameof(Work.Title)), place = Text(nameof(Work.Place)),
            country = Text(nameof(Work.Country)), style = Text(nameof(Work.Style)), licence = Text(nameof(Work.Licence)), pieceId = Text(nameof(Work.PieceId));
        ValueGetter<float>? year = columns.TryGetValue(nameof(Work.Year), out DataViewSchema.Column years) ? cursor.GetGetter<float>(years) : null;
        ValueGetter<float>[] measures = [.. featureColumns.Select(cursor.GetGetter<float>)];
        Func<string>? groupName = group is { } groups ? TextOf(groups) : null;
        ValueGetter<VBuffer<float>>? probabilities = judged is { } judgements ? cursor.GetGetter<VBuffer<float>>(judgements) : null;
        var side = (Works: new List<Work>(), Features: new List<TFeatures?>(), Probabilities: new List<IReadOnlyList<float>?>(), Groups: new List<string>());
        var values = new float[measures.Length];
        VBuffer<float> probability = default;
        while (cursor.MoveNext())
        {
            float yearValue = float.NaN;
            year?.Invoke(ref yearValue);
            side.Works.Add(new Work
            {
                Path = path(),
                Name = name(),
                Title = title(),
                Year = float.IsFinite(yearValue) ? (int)yearValue : null,
                Place = place(),
                Country = country(),
                Style = style(),
                Licence = licence(),
                PieceId = pieceId(),
            });
            for (int i = 0; i < values.Length; i++) measures[i](ref values[i]);
            if (measured) side.Features.Add(Array.TrueForAll(values, float.IsFinite) ? featuresOf(values) : null);
            if (groupName is not null) side.Groups.Add(groupName());
            if (probabilities is not null)
            {
                probabilities(ref probability);
                float[] row = [.. probability.DenseValues()];
                side.Probabilities.Add(Array.TrueForAll(row, float.IsFinite) ? row : null);
            }
        }
        return new PairingSide<TFeatures>
        {
            Works = side.Works,
            Features = measured ? side.Features : null,
            StyleProbabilities = judged is null ? null : side.Probabilities,
            Groups = group is null ? null : side.Groups,
        };

        Func<string> Text(string name) => columns.TryGetValue(name, out DataViewSchema.Column found) ? TextOf(found) : () => "";

        Func<string> TextOf(DataViewSchema.Column found)
        {
            ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(found);
            ReadOnlyMemory<char> value = default;
            return () =>
            {
                getter(ref value);
                return value.ToString();
            };
        }
    }

    private static DataViewSchema.Column Column(IDataView data, string name, string parameter, DataViewType? type = null)
    {
        if (data.Schema.GetColumnOrNull(name) is not { } column)
        {
            throw new ArgumentOutOfRangeException(parameter, $"Could not find column '{name}'. "
                + $"The columns are: {string.Join(", ", data.Schema.Select(each => each.Name).Distinct())}.");
        }
        if (type is not null && !type.Equals(column.Type))
            throw new ArgumentOutOfRangeException(parameter, $"Column '{name}' is of type {column.Type}; it must be {type}.");
        return column;
    }
}
