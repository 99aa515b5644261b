using System.Text;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;
using Pix2Pitch.Manifests;
using Pix2Pitch.Paintings;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary>
/// The paintings that arguments name: files, folders with all pictures in them, patterns such as <c>"**/*.jpg"</c>, <c>@list.txt</c> with one of these on each line, and
/// <c>-</c> for standard input, which is a painting or such a list.
/// </summary>
internal sealed class PaintingArguments : IDisposable
{
    private const string StandardInputName = "stdin";
    private const int MaxListBytes = 64 << 20;

    private readonly List<string> _paintings = [];
    private readonly List<(string Argument, string Sentence)> _wrong = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string? _copy;

    private PaintingArguments()
    {
    }

    /// <summary>The files, in the order of the arguments, and in folders by name. Nothing is checked but that the names were found.</summary>
    public IReadOnlyList<string> Paintings => _paintings;

    /// <summary>The arguments that name no painting, with a sentence for each.</summary>
    public IReadOnlyList<(string Argument, string Sentence)> Wrong => _wrong;

    /// <summary>A sentence for each file in a folder that is not read.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Finds the paintings.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">Opens standard input.</param>
    public static PaintingArguments Find(IEnumerable<string> arguments, Func<Stream> input)
    {
        var found = new PaintingArguments();
        try
        {
            foreach (string argument in arguments)
            {
                if (argument == ProgramRunner.StandardInput) found.AddInput(input);
                else found.Add(argument, isListed: false);
            }
        }
        catch
        {
            found.Dispose();
            throw;
        }
        return found;
    }

    /// <summary>A message with the name of standard input instead of that of its copy.</summary>
    public string Shown(string message) => _copy is null ? message : message.Replace($"'{_copy}'", "from standard input", StringComparison.Ordinal);

    /// <summary>Deletes the copy of standard input.</summary>
    public void Dispose()
    {
        if (_copy is not null) Directory.Delete(Path.GetDirectoryName(_copy)!, recursive: true);
    }

    private void Add(string argument, bool isListed)
    {
        if (Directory.Exists(argument)) AddFolder(argument);
        else if (File.Exists(argument)) AddFile(argument, isChosen: !isListed);
        else if (!isListed && argument.Length > 1 && argument.StartsWith('@')) AddList(argument[1..]);
        else if (argument.Contains('*', StringComparison.Ordinal)) AddPattern(argument);
        else Refuse(argument, $"The painting '{argument}' does not exist: check its name.");
    }

    private void Refuse(string argument, string sentence) => _wrong.Add((argument, sentence));

    // A file that is named twice is made twice. One that a folder, a pattern or a list repeats is not.
    private void AddFile(string path, bool isChosen)
    {
        if (_seen.Add(Path.GetFullPath(path)) || isChosen) _paintings.Add(path);
    }

    private void AddFolder(string folder)
    {
        try
        {
            Manifest found = new FolderSource(folder, MediaKind.Pictures).Read(new ManifestOptions { OnProblem = problem => _notes.Add($"'{problem.File}': {problem.Reason}.") });
            string full = Path.GetFullPath(folder);
            foreach (Work work in found.Works) AddFile(Path.Combine(folder, Path.GetRelativePath(full, work.Path)), isChosen: false);
        }
        catch (Pix2PitchException e)
        {
            Refuse(folder, e.Message);
        }
    }

    private void AddPattern(string pattern)
    {
        // The part before the first folder with a star is where the search begins.
        string[] parts = pattern.Split('/', Path.DirectorySeparatorChar);
        string[] fixedParts = [.. parts.TakeWhile(part => !part.Contains('*', StringComparison.Ordinal))];
        string start = fixedParts is [""] ? Path.DirectorySeparatorChar.ToString() : string.Join(Path.DirectorySeparatorChar, fixedParts);
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(string.Join('/', parts[fixedParts.Length..]));
        string[] files = [.. matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(start.Length == 0 ? "." : start))).Files
            .Select(match => Path.Combine(start, match.Path)).Where(MediaFiles.IsPicture).Order(StringComparer.Ordinal)];
        if (files.Length == 0) Refuse(pattern, $"The pattern '{pattern}' names no picture: check it, or give the folder.");
        foreach (string file in files) AddFile(file, isChosen: false);
    }

    private void AddList(string list)
    {
        try
        {
            using FileStream file = File.OpenRead(list);
            AddLines(file, $"@{list}", $"The list '{list}'");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            Refuse($"@{list}", $"The list '{list}' does not exist: check its name.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse($"@{list}", $"The list '{list}' cannot be read ({e.Message.TrimEnd('.')}): check that it is a file and its permissions.");
        }
    }

    private void AddInput(Func<Stream> input)
    {
        using Stream stream = input();
        using PeekStream whole = PeekStream.Of(stream, 16, out ReadOnlySpan<byte> start);
        if (start.IsEmpty)
        {
            Refuse(ProgramRunner.StandardInput, "Standard input is empty: send a painting, or the names of paintings, one on each line.");
            return;
        }
        if (PaintingFormats.Detect(start) == PaintingFormat.Unknown)
        {
            AddLines(whole, ProgramRunner.StandardInput, "Standard input");
            return;
        }
        if (_copy is not null)
        {
            Refuse(ProgramRunner.StandardInput, "'-' is given twice, and standard input can be read once: give it once.");
            return;
        }
        // A folder of its own, so that the file can have the name that its music gets.
        _copy = Path.Combine(Directory.CreateTempSubdirectory("pix2pitch-").FullName, StandardInputName);
        using (FileStream file = File.Create(_copy)) whole.CopyTo(file);
        _paintings.Add(_copy);
    }

    // One name on a line; 'find -print0' separates them with zeros.
    private void AddLines(Stream stream, string argument, string source)
    {
        using var content = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length <= MaxListBytes) continue;
            Refuse(argument, $"{source} is longer than {MaxListBytes >> 20} MiB and is not read: it must have the name of one painting on each line.");
            return;
        }
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content.GetBuffer(), 0, (int)content.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            Refuse(argument, $"{source} is neither a painting nor a list in UTF-8: send a picture, or the names of pictures, one on each line.");
            return;
        }
        bool hasZeros = text.Contains('\0', StringComparison.Ordinal);
        string[] lines = [.. (hasZeros ? text.Split('\0') : text.Split('\n').Select(line => line.TrimEnd('\r'))).Where(line => line.Length > 0)];
        if (lines.Length == 0) Refuse(argument, $"{source} names no painting: write one on each line.");
        foreach (string line in lines) Add(line, isListed: true);
    }
}
