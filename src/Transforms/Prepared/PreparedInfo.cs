using System.Text.Json.Serialization;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Prepared;

/// <summary>The content of <c>prepared.json</c>: what a prepared folder holds and how it was made.</summary>
public sealed record PreparedInfo
{
    /// <summary>Version of the folder's layout that is written. Formats 1 and 2 are read too.</summary>
    public const int CurrentFormat = 3;

    /// <summary>Version of this folder's layout. Format 1 says less of the works than later ones: <see cref="PreparedWork"/>.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Side of paintings and mel-spectrograms in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>How the mel-spectrograms were made.</summary>
    public required MelOptions Mel { get; init; }

    /// <summary>How paintings were made square.</summary>
    public PaintingFit Fit { get; init; }

    /// <summary>Styles in the order of their key values.</summary>
    public required IReadOnlyList<string> Styles { get; init; }

    /// <summary>Seed of the split and of the pairing.</summary>
    public long Seed { get; init; }

    /// <summary>Clips for each painting, as requested; 0 in format 1, which does not say it.</summary>
    public int Partners { get; init; }

    /// <summary>Max number of clips of one recording, as requested.</summary>
    public int ClipsPerRecording { get; init; }

    /// <summary>Share of validation, as requested; NaN in format 1, which does not say it.</summary>
    public double ValidationShare { get; init; }

    /// <summary>Share of the test set, as requested.</summary>
    public double TestShare { get; init; }

    /// <summary>Number of paintings.</summary>
    public int Paintings { get; init; }

    /// <summary>Number of clips.</summary>
    public int Music { get; init; }

    /// <summary>Number of pairs to learn from.</summary>
    public int TrainingPairs { get; init; }

    /// <summary>Number of pairs of artists and pieces that are held out for validation.</summary>
    public int ValidationPairs { get; init; }

    /// <summary>Number of pairs of artists and pieces that are held out for the test at the end.</summary>
    public int TestPairs { get; init; }

    /// <summary>What the data is and under which licences, in a sentence; it goes into the model file.</summary>
    public string Description { get; init; } = "";

    /// <summary>The detected layouts of the paintings and the music, a sentence each.</summary>
    public IReadOnlyList<string> Layouts { get; init; } = [];

    /// <summary>Notes on how the manifests and folders were read, a sentence each; null for none.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>SHA-256 that identifies the stored paintings and mel-spectrograms, and the pairs.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Files with the paintings: [rows, 3, S, S].</summary>
    public IReadOnlyList<ShardFile> PaintingShards { get; init; } = [];

    /// <summary>Files with the mel-spectrograms: [rows, 1, S, S].</summary>
    public IReadOnlyList<ShardFile> MusicShards { get; init; } = [];

    /// <summary>Number of values of an embedding of a picture; 0 if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EmbeddingLength { get; init; }

    /// <summary>Files with the embeddings of the pictures: [rows, <see cref="EmbeddingLength"/>]; null if there are none.</summary>
    public IReadOnlyList<ShardFile>? EmbeddingShards { get; init; }

    /// <summary>All files with rows.</summary>
    internal IEnumerable<ShardFile> AllShards => [.. PaintingShards, .. EmbeddingShards ?? [], .. MusicShards];

    /// <summary>Folder of the tables of works and pairs, relative to the prepared folder.</summary>
    public string Tables { get; init; } = "";

    /// <summary>SHA-256 of every table, by name.</summary>
    public IReadOnlyDictionary<string, string> TableChecksums { get; init; } = new SortedDictionary<string, string>();

    /// <summary>SHA-256 of everything else here, by which <c>prepare --verify</c> detects that the file is damaged.</summary>
    public string Checksum { get; init; } = "";
}
