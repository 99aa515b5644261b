namespace Pix2Pitch.Manifests;

/// <summary>
/// MusicNet (https://zenodo.org/records/5120004): <c>musicnet_metadata.csv</c> with the columns id, composer, composition, movement,
/// ensemble, source, transcriber, catalog_name and seconds, beside the folders <c>train_data</c> and <c>test_data</c> (also in a folder
/// <c>musicnet</c>) with a <c>&lt;id&gt;.wav</c> for each. The movements of one composition are one piece.
/// </summary>
/// <param name="folder">The folder with the metadata.</param>
internal sealed class MusicNetSource(string folder) : IManifestSource
{
    internal const string FileName = "musicnet_metadata.csv";

    // It gives the surnames of composers; these three are not unique.
    private static readonly Dictionary<string, string> s_composers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Bach"] = "Johann Sebastian Bach",
        ["Haydn"] = "Joseph Haydn",
        ["Mozart"] = "Wolfgang Amadeus Mozart",
    };

    private static readonly string[] s_places = ["train_data", "test_data", "musicnet/train_data", "musicnet/test_data", "."];

    /// <inheritdoc/>
    public string Layout => "MusicNet's metadata";

    /// <inheritdoc/>
    public Manifest Read(ManifestOptions? options = null, CancellationToken cancellation = default)
    {
        string list = Path.GetFullPath(Path.Combine(folder, FileName));
        var manifest = new ManifestBuilder(list, list, options ?? new ManifestOptions(), cancellation);
        foreach ((int line, IReadOnlyDictionary<string, string> cells) in Table.Read(list, manifest))
        {
            string id = cells.GetValueOrDefault("id", ""), composer = cells.GetValueOrDefault("composer", "");
            composer = s_composers.GetValueOrDefault(composer, composer);
            string composition = cells.GetValueOrDefault("composition", "");
            if (id.Length == 0 || !id.All(char.IsAsciiLetterOrDigit))
            {
                manifest.LeaveOut(line, "it has no id");
                continue;
            }
            string? file = s_places.Select(place => Path.GetFullPath(Path.Combine(folder, place, $"{id}.wav"))).FirstOrDefault(File.Exists);
            if (file is null)
            {
                manifest.LeaveOut(line, $"the recording '{id}.wav' is in none of the folders {string.Join(", ", s_places[..^1])}");
                continue;
            }
            manifest.Add(new Work
            {
                Path = file,
                Name = composer,
                Title = composition,
                PieceId = composition.Length > 0 ? $"{composer}: {composition}" : id,
                Other = cells.Where(cell => cell.Key is not ("composer" or "composition")).ToDictionary(),
                Line = line,
            });
        }
        return manifest.Build();
    }
}
