using System.Text.Json;
using Microsoft.ML;
using Pix2Pitch.ModelLoader;

// Loads saved models and prints the hash of the columns that they give. It touches no type of Pix2Pitch.Transforms: whatever a model
// needs of it, ML.NET has to find by itself. What to load comes as arguments, or else as lines of JSON on standard input, an answer to each:
// ["model.zip", "rows.table", "column", ...].
switch (args.Length)
{
    case 0:
        while (Console.ReadLine() is { } line) Console.WriteLine(Hash(JsonSerializer.Deserialize<string[]>(line)!));
        return 0;
    case > 2:
        Console.WriteLine(Hash(args));
        return 0;
    default:
        Console.Error.WriteLine("Usage: Pix2Pitch.ModelLoader [model.zip rows.table column...]");
        return 2;
}

static string Hash(string[] arguments)
{
    ITransformer model = new MLContext().Model.Load(arguments[0], out _);
    using (model as IDisposable) return Table.Hash(model.Transform(Table.Read(arguments[1])), arguments[2..]);
}
