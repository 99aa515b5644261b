using System.Reflection;
using Pix2Pitch.Features;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Manifests;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Paintings.Duplicates;
using Pix2Pitch.Pairing;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.EndToEnd.Tests.Robustness;

/// <summary>Every public method that can take longer than a second can be cancelled.</summary>
public sealed class CancellationTests : IDisposable
{
    private static readonly CancellationToken s_cancelled = new(canceled: true);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_methods_that_take_long_have_a_token()
    {
        (Type Type, string Method)[] methods =
        [
            (typeof(PaintingToMusic), nameof(PaintingToMusic.Generate)), (typeof(MusicToPainting), nameof(MusicToPainting.Generate)), (typeof(ManifestSources), nameof(ManifestSources.Read)),
            (typeof(PaintingMusicPairing), nameof(PaintingMusicPairing.Pair)), (typeof(DuplicatePaintings), nameof(DuplicatePaintings.Find)), (typeof(NoteSequence), nameof(NoteSequence.Transcribe)),
            (typeof(DataCatalog), nameof(DataCatalog.ReadManifest)), (typeof(DataCatalog), nameof(DataCatalog.PairPaintingsWithMusic)), (typeof(Pix2PixCatalog), nameof(Pix2PixCatalog.Pix2Pix)),
            (typeof(Preparer), nameof(Preparer.Prepare)), (typeof(PreparedVerifier), nameof(PreparedVerifier.Verify)), (typeof(GeneratorExporter), nameof(GeneratorExporter.Export)),
        ];
        foreach ((Type type, string name) in methods)
        {
            MethodInfo[] overloads = [.. type.GetMethods().Where(method => method.Name == name)];
            Assert.NotEmpty(overloads);
            Assert.All(overloads, method => Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType));
        }
    }

    [Fact]
    public void A_token_that_is_cancelled_stops_them()
    {
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.Write(_folder));
        using MusicToPainting paintings = MusicToPainting.Load(TinyModel.WritePainter(_folder));
        string list = _folder.Write("paintings.csv", "file,artist\na.png,Monet\n");
        Work[] works = [new Work { Path = "a", Style = "baroque" }];
        PaintingFingerprint fingerprint = PaintingFingerprint.Of(new float[3 * 32 * 32], 32, 32);
        var silence = new MelSpectrogram(TinyModel.Mel, new float[TinyModel.Mel.ValueCount]);
        Action[] calls =
        [
            () => music.Generate("none.png", cancellation: s_cancelled),
            () => paintings.Generate("none.wav", cancellation: s_cancelled),
            () => ManifestSources.Read(list, cancellation: s_cancelled),
            () => PaintingMusicPairing.Pair(works, works, cancellation: s_cancelled),
            () => DuplicatePaintings.Find([(fingerprint, 1, "a"), (fingerprint, 1, "b")], s_cancelled),
            () => NoteSequence.Transcribe(silence, s_cancelled),
            () => new MelSpectrogramInverter(TinyModel.Mel).Invert(silence, cancellation: s_cancelled),
            () => new Preparer(new PrepareOptions { Size = 64 }).Prepare(Path.Combine(TestData.RepositoryRoot, "data", "demo"), _folder.File("prepared"), s_cancelled),
        ];
        Assert.All(calls, call => Assert.ThrowsAny<OperationCanceledException>(call));
    }

    [Fact]
    public void Reading_a_list_stops_in_the_middle()
    {
        string list = _folder.Write("paintings.csv", $"file,artist\n{string.Concat(Enumerable.Range(0, 1000).Select(i => i == 500 ? ",missing\n" : $"{i}.png,Monet\n"))}");
        using var stop = new CancellationTokenSource();
        int problems = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => ManifestSources.Read(
            list,
            new ManifestOptions
            {
                OnProblem = _ =>
                {
                    problems++;
                    stop.Cancel();
                },
            },
            stop.Token));
        Assert.Equal(1, problems);
    }

    [Fact]
    public void A_search_for_pairs_stops_in_the_middle()
    {
        // Without the token this takes many seconds: 4,000 paintings and 4,000 clips of one style.
        Work[] works = [.. Enumerable.Range(0, 4000).Select(i => new Work { Path = $"{i}", Style = "baroque", Year = 1600 + i % 150 })];
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
        Assert.ThrowsAny<OperationCanceledException>(() => PaintingMusicPairing.Pair(works, works, new PairingOptions { PartnersPerPainting = 4 }, stop.Token));
    }
}
