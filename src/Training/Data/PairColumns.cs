using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Data;

/// <summary>The columns of a data view that are trained on.</summary>
/// <param name="Painting">Vector of Single, 3 x S x S.</param>
/// <param name="Mel">Vector of Single, S x S.</param>
/// <param name="Style">Key of the styles; null for unknown in every row.</param>
/// <param name="Split">Text; null to train on every row.</param>
/// <param name="Size">S.</param>
internal sealed record PairColumns(DataViewSchema.Column Painting, DataViewSchema.Column Mel, DataViewSchema.Column? Style, DataViewSchema.Column? Split, int Size)
{
    /// <summary>Finds the columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static PairColumns Find(IDataView view, Pix2PixOptions options, int size)
    {
        DataViewSchema schema = view.Schema;
        return new PairColumns(
            Vector(options.PaintingColumnName, 3 * size * size), Vector(options.MelColumnName, size * size),
            options.StyleColumnName is { } style
                ? Require(style, type => type is KeyDataViewType key && key.RawType == typeof(uint) && (int)key.Count == StyleNames.All.Count, $"a key of the {StyleNames.All.Count} styles")
                : null,
            options.SplitColumnName is { } split && schema.GetColumnOrNull(split) is not null ? Require(split, type => type is TextDataViewType, "a text") : null,
            size);

        DataViewSchema.Column Vector(string name, int length) => Require(
            name, type => type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single && vector.Size == length, $"a vector of {length} Single");

        DataViewSchema.Column Require(string name, Func<DataViewType, bool> fits, string expected)
        {
            DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(view), $"Could not find input column '{name}'.");
            return fits(column.Type)
                ? column
                : throw new ArgumentOutOfRangeException(nameof(view), $"Schema mismatch for input column '{name}': expected {expected}, got {column.Type}.");
        }
    }

    /// <summary>Reads all rows, one at a time.</summary>
    /// <param name="view">The data view.</param>
    /// <param name="visit">Receives the painting and the mel-spectrogram of each row; null to compute the fingerprint only.</param>
    /// <returns>A pair for each row, and a SHA-256 of all values.</returns>
    /// <exception cref="Pix2PitchException">A row has an unknown split.</exception>
    public (IReadOnlyList<TrainingPair> Pairs, string Fingerprint) Read(IDataView view, Action<float[], float[]>? visit = null)
    {
        var pairs = new List<TrainingPair>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using DataViewRowCursor cursor = view.GetRowCursor(((DataViewSchema.Column?[])[Painting, Mel, Style, Split]).OfType<DataViewSchema.Column>());
        Func<float[]> painting = Values(Painting), mel = Values(Mel);
        ValueGetter<uint>? getStyle = Style is { } style ? cursor.GetGetter<uint>(style) : null;
        ValueGetter<ReadOnlyMemory<char>>? getSplit = Split is { } split ? cursor.GetGetter<ReadOnlyMemory<char>>(split) : null;
        while (cursor.MoveNext())
        {
            uint key = 0;
            ReadOnlyMemory<char> name = default;
            getStyle?.Invoke(ref key);
            getSplit?.Invoke(ref name);
            Split part = getSplit is null ? Pairing.Split.Train : SplitNames.ParseOrNull(name.Span)
                ?? throw new Pix2PitchException($"Row {pairs.Count} has the split '{name}' in column '{Split!.Value.Name}'; it must be train, validation or test.");
            visit?.Invoke(painting(), mel());
            if (visit is null) (_, _) = (painting(), mel());
            pairs.Add(new TrainingPair(pairs.Count, pairs.Count, key == 0 ? null : (Style)key, part));
            hash.AppendData(BitConverter.GetBytes(key));
            if (part != Pairing.Split.Train) hash.AppendData([(byte)part]);
        }
        return (pairs, Convert.ToHexStringLower(hash.GetHashAndReset()));

        // The array is the same for every row.
        Func<float[]> Values(DataViewSchema.Column column)
        {
            ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(column);
            var values = new float[((VectorDataViewType)column.Type).Size];
            VBuffer<float> buffer = default;
            return () =>
            {
                get(ref buffer);
                buffer.CopyTo(values);
                hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
                return values;
            };
        }
    }
}
