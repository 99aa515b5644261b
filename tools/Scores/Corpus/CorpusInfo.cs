using System.Text;
using System.Text.Json.Serialization;
using Pix2Pitch.Prepared;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Pieces;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>What a corpus is made from: <c>corpus.json</c>. The same values give the same files.</summary>
internal sealed record CorpusInfo
{
    /// <summary>The version of the arrangements; changes when the same options give other files.</summary>
    public int Version { get; init; } = 2;

    /// <summary>See <see cref="CorpusOptions.Seed"/>.</summary>
    public required int Seed { get; init; }

    /// <summary>See <see cref="CorpusOptions.Hours"/>.</summary>
    public required double Hours { get; init; }

    /// <summary>See <see cref="CorpusOptions.Instruments"/>.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<InstrumentShares>))]
    public required InstrumentShares Instruments { get; init; }

    /// <summary>See <see cref="CorpusOptions.Variants"/>.</summary>
    public required int Variants { get; init; }

    /// <summary>See <see cref="CorpusOptions.ValidationShare"/>.</summary>
    public required double ValidationShare { get; init; }

    /// <summary>See <see cref="CorpusOptions.TestShare"/>.</summary>
    public required double TestShare { get; init; }

    /// <summary>SHA-256 of the list and of the usable MIDI files.</summary>
    public required string ScoresChecksum { get; init; }

    /// <summary>The program that renders, with its version.</summary>
    public required string Renderer { get; init; }

    /// <summary>The file name of the SoundFont.</summary>
    public required string SoundFont { get; init; }

    /// <summary>SHA-256 of the SoundFont.</summary>
    public required string SoundFontChecksum { get; init; }

    /// <summary>Collects the values.</summary>
    public static CorpusInfo Of(string scores, PieceList pieces, CorpusOptions options, IScoreRenderer renderer)
    {
        var checksums = new StringBuilder(Checksum.OfFile(Path.Combine(scores, PieceList.ListFile)));
        foreach (Piece piece in pieces.Pieces) checksums.Append(' ').Append(Checksum.OfFile(piece.Work.Path));
        return new CorpusInfo
        {
            Seed = options.Seed,
            Hours = options.Hours,
            Instruments = options.Instruments,
            Variants = options.Variants,
            ValidationShare = options.ValidationShare,
            TestShare = options.TestShare,
            ScoresChecksum = Checksum.Of(Encoding.ASCII.GetBytes(checksums.ToString())),
            Renderer = renderer.Program,
            SoundFont = renderer.SoundFont.Name,
            SoundFontChecksum = renderer.SoundFont.Checksum,
        };
    }

    /// <summary>The first value that another corpus has different, such as "--seed 2"; null if there is none.</summary>
    public string? DifferenceFrom(CorpusInfo other)
        => Version != other.Version ? $"another version of this program ({other.Version})"
            : Seed != other.Seed ? $"--seed {other.Seed}"
            : Hours != other.Hours ? $"--hours {other.Hours}"
            : Instruments != other.Instruments ? $"--instruments {other.Instruments}"
            : Variants != other.Variants ? $"--variants {other.Variants}"
            : ValidationShare != other.ValidationShare ? $"--validation {other.ValidationShare}"
            : TestShare != other.TestShare ? $"--test {other.TestShare}"
            : ScoresChecksum != other.ScoresChecksum ? "other scores"
            : Renderer != other.Renderer ? $"'{other.Renderer}'"
            : SoundFontChecksum != other.SoundFontChecksum ? $"another SoundFont ({other.SoundFont})"
            : null;
}
