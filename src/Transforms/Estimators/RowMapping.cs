using System.Text.Json;
using Microsoft.ML.Transforms;

namespace Pix2Pitch.Estimators;

/// <summary>
/// The work of an estimator: from the input columns and the options of a row to its output columns. A derived class has a contract
/// (<c>[CustomMappingFactoryAttribute("...")]</c>) by which ML.NET finds it when a saved model is loaded, and row classes whose properties
/// have a <c>[ColumnName]</c> that no user's column has. A saved mapping keeps nothing but its contract, so the options are a column.
/// </summary>
/// <typeparam name="TInput">The columns that are read.</typeparam>
/// <typeparam name="TOutput">The columns that are made; vectors of known size have a <c>[VectorType]</c>.</typeparam>
/// <typeparam name="TOptions">Anything that can be written as JSON and read again.</typeparam>
internal abstract class RowMapping<TInput, TOutput, TOptions> : CustomMappingFactory<TInput, TOutput>
    where TInput : MappingInput, new()
    where TOutput : class, new()
{
    /// <summary>Makes the function for a row. Called once; the function is called from several threads.</summary>
    protected abstract Action<TInput, TOutput> Create(TOptions options);

    /// <summary>The options as the text that a row carries.</summary>
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
                TOptions options = JsonSerializer.Deserialize<TOptions>(text) ?? throw new InvalidOperationException("The saved model holds no options.");
                known = Tuple.Create(text, Create(options));
                Volatile.Write(ref last, known);
            }
            known.Item2(input, output);
        };
    }
}
