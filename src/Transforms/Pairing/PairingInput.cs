using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Features;
using Pix2Pitch.Manifests;

namespace Pix2Pitch.Pairing;

/// <summary>Reads a side of a pairing from an <c>IDataView</c>. Features are slow to compute, so they are read in a single pass.</summary>
internal static class PairingInput
{
    public static PairingSide<PaintingFeatures> Paintings(DataOperationsCatalog catalog, IDataView data, PairingOptions options) => Read(
        catalog, data, "paintings", options.PaintingFeatures, options.GroupColumn,
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

    public static PairingSide<MusicFeatures> Music(DataOperationsCatalog catalog, IDataView data, PairingOptions options) => Read(
        catalog, data, "music", options.MusicFeatures, options.GroupColumn,
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
        DataOperationsCatalog catalog, IDataView data, string parameter, string prefix, string? groupColumn, string[] features,
        Func<float[], TFeatures> featuresOf)
        where TFeatures : class
    {
        Column(data, nameof(Work.Path), parameter);
        Work[] rows =
            [.. catalog.CreateEnumerable<ManifestViewRow>(data, reuseRowObject: false, ignoreMissingColumns: true).Select(row => row.ToRow())];
        string[] names = [.. features.Select(feature => FeatureColumn.NameOf(prefix, feature))];
        // Without a given name, missing columns mean that there are no features; with one, they are an error.
        bool measured = prefix.Length > 0 || names.All(name => data.Schema.GetColumnOrNull(name)?.Type == NumberDataViewType.Single);
        return new PairingSide<TFeatures>
        {
            Rows = rows,
            Features = measured ? Features(data, [.. names.Select(name => Column(data, name, parameter, NumberDataViewType.Single))], featuresOf) : null,
            Groups = groupColumn is null ? null : Groups(data, Column(data, groupColumn, parameter, TextDataViewType.Instance)),
        };
    }

    private static List<TFeatures?> Features<TFeatures>(IDataView data, DataViewSchema.Column[] columns, Func<float[], TFeatures> featuresOf)
        where TFeatures : class
    {
        var features = new List<TFeatures?>();
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        ValueGetter<float>[] getters = [.. columns.Select(cursor.GetGetter<float>)];
        var values = new float[columns.Length];
        while (cursor.MoveNext())
        {
            for (int i = 0; i < values.Length; i++) getters[i](ref values[i]);
            features.Add(Array.TrueForAll(values, float.IsFinite) ? featuresOf(values) : null);
        }
        return features;
    }

    private static List<string> Groups(IDataView data, DataViewSchema.Column column)
    {
        var groups = new List<string>();
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            groups.Add(value.ToString());
        }
        return groups;
    }

    private static DataViewSchema.Column Column(IDataView data, string name, string parameter, DataViewType? type = null)
    {
        if (data.Schema.GetColumnOrNull(name) is not { } column)
        {
            throw new ArgumentOutOfRangeException(parameter, $"Could not find column '{name}'. "
                + $"The columns are: {string.Join(", ", data.Schema.Select(each => each.Name).Distinct())}.");
        }
        if (type is not null && column.Type != type)
            throw new ArgumentOutOfRangeException(parameter, $"Column '{name}' is of type {column.Type}; it has to be {type}.");
        return column;
    }
}
