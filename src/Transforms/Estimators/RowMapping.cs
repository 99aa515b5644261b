using System.Text.Json;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Pix2Pitch.Estimators;

/// <summary>
/// A function from the input columns of a row to its output columns. A derived class has a contract
/// (<c>[CustomMappingFactoryAttribute("...")]</c>), by which ML.NET finds it when a saved model is loaded, and row classes whose properties
/// have a <c>[ColumnName]</c> that no user's column has. ML.NET saves only the contract of a mapping, so the options are passed in a column.
/// </summary>
/// <typeparam name="TInput">The columns that are read.</typeparam>
/// <typeparam name="TOutput">The columns that are added; vectors of known size have a <c>[VectorType]</c>.</typeparam>
/// <typeparam name="TOptions">The options; they must be serializable as JSON.</typeparam>
internal abstract class RowMapping<TInput, TOutput, TOptions> : CustomMappingFactory<TInput, TOutput>
    where TInput : MappingInput, new()
    where TOutput : class, new()
{
    /// <summary>Creates the function for these options. It must be safe for use from many threads.</summary>
    protected abstract Action<TInput, TOutput> Create(TOptions options);

    /// <summary>The options as the JSON text in the options column.</summary>
    public static string Write(TOptions options) => JsonSerializer.Serialize(options);

    public sealed override Action<TInput, TOutput> GetMapping()
    {
        Tuple<string, Action<TInput, TOutput>>? last = null;
        return (input, output) =>
        {
            Tuple<string, Action<TInput, TOutput>>? known = Volatile.Read(ref last);
            if (known is null || !input.Options.Span.SequenceEqual(known.Item1))
            {
                string text = input.Options.ToString();
                TOptions options = JsonSerializer.Deserialize<TOptions>(text) ?? throw new InvalidOperationException("The saved model has no options.");
                known = Tuple.Create(text, Create(options));
                Volatile.Write(ref last, known);
            }
            known.Item2(input, output);
        };
    }
}

/// <summary>The base of the rows that a <see cref="RowMapping{TInput, TOutput, TOptions}"/> reads.</summary>
internal abstract class MappingInput
{
    public const string OptionsColumn = "Pix2Pitch.Options";

    /// <summary>The mapping's options as JSON, the same in every row.</summary>
    [ColumnName(OptionsColumn)]
    public ReadOnlyMemory<char> Options { get; set; }
}
