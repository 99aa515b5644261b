using Microsoft.ML;
using Pix2Pitch.Compat.Tests.ML;

namespace Pix2Pitch.Compat.Tests;

/// <summary>What the test assembly does when it is run as a program: it loads a model in a process that knows nothing of how it was made.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not ["load", var modelFile])
        {
            Console.Error.WriteLine("usage: load <model.zip>");
            return 2;
        }
        var ml = new MLContext();
        ITransformer model = ml.Model.Load(modelFile, out DataViewSchema schema);
        Console.WriteLine(string.Join(", ", schema.Select(column => $"{column.Name}: {column.Type}")));
        IDataView data = ml.Data.LoadFromEnumerable<Work>([new Work { Title = "Der Wanderer", Year = 1818 }, new Work { Title = "水", Year = 1900 }]);
        foreach (Described row in ml.Data.CreateEnumerable<Described>(model.Transform(data), reuseRowObject: false, ignoreMissingColumns: true))
            Console.WriteLine($"{row.Text} {string.Join(' ', row.Numbers)}");
        return 0;
    }
}
