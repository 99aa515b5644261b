using System.Reflection;
using Microsoft.ML;
using Pix2Pitch.ColorSynthesis;
using Pix2Pitch.Features;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Manifests;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Paintings;
using Pix2Pitch.Paintings.Duplicates;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Reports;

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
            (typeof(PaintingReader), nameof(PaintingReader.Read)), (typeof(AudioReader), nameof(AudioReader.Read)), (typeof(AudioReader), nameof(AudioReader.ReadClips)),
            (typeof(DataReportBuilder), nameof(DataReportBuilder.Build)), (typeof(PairCorrelation), nameof(PairCorrelation.EachShuffled)), (typeof(PairCorrelation), nameof(PairCorrelation.OfShuffled)),
            (typeof(PaintingFingerprint), nameof(PaintingFingerprint.Read)), (typeof(DataCatalog), nameof(DataCatalog.LoadPrepared)), (typeof(ColorSynthesizer), nameof(ColorSynthesizer.Synthesize)),
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
        string sound = Path.Combine(TestData.RepositoryRoot, "data", "demo", "music", "romanticism-nocturne.wav");
        using var prepared = new PreparedData(Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots", "0.2", "prepared"));
        Action[] calls =
        [
            () => PaintingReader.Read("none.png", new PaintingOptions(), s_cancelled),
            () => PaintingFingerprint.Read("none.png", s_cancelled),
            () => AudioReader.Read(sound, 22050, cancellation: s_cancelled),
            () => Assert.Single(AudioReader.ReadClips(sound, 22050, 22050, cancellation: s_cancelled)),
            () => new MelSpectrogramExtractor(TinyModel.Mel).Extract(sound, cancellation: s_cancelled),
            () => new PreparedData(prepared.Folder, s_cancelled).Dispose(),
            () => new MLContext().Data.LoadPrepared(prepared.Folder, cancellation: s_cancelled),
            () => DataReportBuilder.Build(prepared, cancellation: s_cancelled),
            () => PairCorrelation.EachShuffled([], [], 1, cancellation: s_cancelled),
            () => ColorSynthesizer.Synthesize(new float[3], 1, 1, cancellation: s_cancelled),
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
    public void Decoding_a_picture_stops_in_the_middle()
    {
        // 20,000 pixels a side: 50 MB with one bit for each pixel. Without the token, decoding it takes a second or more.
        const int side = 20_000;
        byte[] row = new byte[side / 8];
        string path = _folder.Write("large.png", PngBytes.Write(side, side, 1, PngBytes.Grey, _ => row));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.ThrowsAny<OperationCanceledException>(() => PaintingReader.Read(path, new PaintingOptions { Size = 64 }, stop.Token));
    }

    [Fact]
    public async Task A_run_of_the_network_stops_in_the_middle_and_the_session_can_be_used_again()
    {
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.WriteEndless(_folder, GeneratorDirection.PaintingToMusic));
        using MusicToPainting paintings = MusicToPainting.Load(TinyModel.WriteEndless(_folder, GeneratorDirection.MusicToPainting));
        string painting = TestPaintings.Write(_folder, "stripes.png", 3), sound = Path.Combine(TestData.RepositoryRoot, "data", "demo", "music", "romanticism-nocturne.wav");
        float[] before = music.Generate(painting, seed: 0).MelSpectrogram.Values;
        await Stops(token => music.Generate(painting, seed: 1, cancellation: token));
        await Stops(token => music.MeasureOcclusion(painting, seed: 1, cancellation: token));
        await Stops(token => paintings.Generate(sound, seed: 1, cancellation: token));
        Assert.Equal(before, music.Generate(painting, seed: 0).MelSpectrogram.Values);

        // With the seed 1, only the token ends the run.
        static async Task Stops(Func<CancellationToken, object> work)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => work(stop.Token)).WaitAsync(TimeSpan.FromMinutes(1)));
            Assert.Equal(stop.Token, stopped.CancellationToken);
        }
    }

    [Fact]
    public void The_inversion_of_one_clip_stops_in_the_middle()
    {
        // 10,000 iterations of a clip take half a minute.
        var noise = new MelSpectrogram(MelOptions.Thesis256, [.. Enumerable.Range(0, MelOptions.Thesis256.ValueCount).Select(i => MathF.Sin(i * 0.7f))]);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.ThrowsAny<OperationCanceledException>(
            () => new MelSpectrogramInverter(MelOptions.Thesis256, new InversionOptions { Iterations = 10_000 }).Invert(noise, cancellation: stop.Token));
    }

    [Fact]
    public void Reading_a_recording_stops_in_the_middle()
    {
        string path = Path.Combine(TestData.RepositoryRoot, "data", "demo", "music", "romanticism-nocturne.wav");
        using var stop = new CancellationTokenSource();
        using IEnumerator<AudioClip> clips = AudioReader.ReadClips(path, 44100, 44100, cancellation: stop.Token).GetEnumerator();
        Assert.True(clips.MoveNext());
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => clips.MoveNext());
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
