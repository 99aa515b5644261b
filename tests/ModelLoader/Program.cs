using Microsoft.ML;
using Pix2Pitch.ModelLoader;

// model.zip rows.table column... : prints the hash of the columns that the saved model gives for the rows. It touches no type of
// Pix2Pitch.Transforms: whatever the model needs of it, ML.NET has to find by itself.
if (args.Length < 3)
{
    Console.Error.WriteLine("Usage: Pix2Pitch.ModelLoader model.zip rows.table column...");
    return 2;
}
ITransformer model = new MLContext().Model.Load(args[0], out _);
Console.WriteLine(Table.Hash(model.Transform(Table.Read(args[1])), args[2..]));
return 0;
