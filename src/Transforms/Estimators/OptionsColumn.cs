using System.Text;
using System.Text.Json;
using Microsoft.ML;

namespace Pix2Pitch.Estimators;

/// <summary>
/// Options as data. A saved CustomMapping keeps nothing but its contract's name, so what varies has to travel as a column:
/// a constant 0, mapped by MapValue (whose table is saved with the model) to the options as base64 JSON.
/// </summary>
internal static class OptionsColumn
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = false };

    /// <summary>The estimator that adds <paramref name="columnName"/> with the same text, <paramref name="options"/>, in every row.</summary>
    public static IEstimator<ITransformer> Add<TOptions>(TransformsCatalog catalog, string columnName, TOptions options)
    {
        string text = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(options, s_json)));
        return catalog.CustomMapping(new ConstantMapping().GetMapping(), ConstantMapping.Contract)
            .Append(catalog.Conversion.MapValue(columnName, new Dictionary<int, string> { [0] = text }, ConstantRow.Column))
            .Append(catalog.DropColumns(ConstantRow.Column));
    }

    /// <summary>
    /// A reader of such a column for use inside a mapping. It parses a text once and remembers the result, and may be called
    /// from several cursors at once.
    /// </summary>
    public static Func<ReadOnlyMemory<char>, TResult> Reader<TOptions, TResult>(Func<TOptions, TResult> build)
    {
        Tuple<string, TResult>? last = null;
        return text =>
        {
            Tuple<string, TResult>? known = Volatile.Read(ref last);
            if (known is not null && text.Span.SequenceEqual(known.Item1)) return known.Item2;
            string base64 = text.ToString();
            TOptions options = JsonSerializer.Deserialize<TOptions>(Convert.FromBase64String(base64), s_json)
                ?? throw new InvalidOperationException("The saved model holds no options.");
            var built = Tuple.Create(base64, build(options));
            Volatile.Write(ref last, built);
            return built.Item2;
        };
    }
}
