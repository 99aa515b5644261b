using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Reference;

// In the root of the repository: dotnet run --project tools/Reference -c Release -- tables
var tables = new Command("tables", "Writes the tables of the pages in docs from the XML documentation, the types and the project files.");
tables.SetAction(_ =>
{
    foreach (string page in new ReferencePages(Environment.CurrentDirectory).Update()) Console.WriteLine($"written: {Path.GetRelativePath(Environment.CurrentDirectory, page)}");
    return ExitCode.Success;
});
var pictures = new Command("pictures", "Makes the pictures of the pages from the demo data, in docs/images.");
pictures.SetAction(_ =>
{
    ReferencePictures.Write(Environment.CurrentDirectory);
    return ExitCode.Success;
});
return ProgramRunner.Run(new RootCommand("Writes the reference parts of the documentation.") { tables, pictures }, args);
