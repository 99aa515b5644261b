using Pix2Pitch.Mel;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Training.Data;

/// <summary>The content of <c>prepared.json</c>: what a prepared folder holds and how it was made.</summary>
public sealed record PreparedInfo : IPreparation
{
    /// <summary>Version of the folder's layout that is written and read.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Version of this folder's layout.</summary>
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

    /// <summary>Clips for each painting, as was asked for.</summary>
    public int Partners { get; init; }

    /// <summary>Most clips of one recording, as was asked for.</summary>
    public int ClipsPerRecording { get; init; }

    /// <summary>Share of validation, as was asked for.</summary>
    public double ValidationShare { get; init; }

    /// <summary>Share of the test set, as was asked for.</summary>
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

    /// <summary>What the lists of paintings and of music were found to be, in a sentence each.</summary>
    public IReadOnlyList<string> Layouts { get; init; } = [];

    /// <summary>What else to know of how the lists and folders were read, in a sentence each; null where there is nothing.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>SHA-256 that identifies the paintings, the clips, how they were made into numbers, and the pairs.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Files with the paintings: [rows, 3, S, S].</summary>
    public IReadOnlyList<ShardFile> PaintingShards { get; init; } = [];

    /// <summary>Files with the mel-spectrograms: [rows, 1, S, S].</summary>
    public IReadOnlyList<ShardFile> MusicShards { get; init; } = [];

    /// <summary>Folder of the tables that say what a row is and what the pairs are, in the folder.</summary>
    public string Tables { get; init; } = "";

    /// <summary>SHA-256 of every table, by name.</summary>
    public IReadOnlyDictionary<string, string> TableChecksums { get; init; } = new SortedDictionary<string, string>();

    /// <summary>SHA-256 of all of this but itself, so that <c>prepare --verify</c> sees when the file is damaged.</summary>
    public string Checksum { get; init; } = "";
}
