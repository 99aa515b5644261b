using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Paintings.Decoding;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>What docs/threads.md promises.</summary>
public sealed class ThreadTests : IDisposable
{
    private const int Threads = 4;

    // Nearly two hundred pieces are made, and how well they are inverted does not matter here.
    private static readonly MusicOptions s_quick = new() { Inversion = new InversionOptions { Iterations = 3 } };

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly (string Painting, int Seed)[] _requests; // all different

    public ThreadTests()
    {
        _model = TinyModel.Write(_folder);
        string[] paintings = [.. Enumerable.Range(1, 4).Select(n => TestPaintings.Write(_folder, $"{n}.png", n))];
        _requests = [.. Enumerable.Range(0, 24).Select(n => (paintings[n % 4], n))];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_object_for_all_threads_gives_the_results_of_one_thread()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model, s_quick);
        (float[] Mel, float[] Samples)[] expected = [.. _requests.Select(Ask)];
        var found = new (float[] Mel, float[] Samples)[_requests.Length];
        InThreads(n => found[n] = Ask(_requests[n]));

        Assert.Equal(_requests.Length, expected.Select(e => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(e.Mel.AsSpan()))).Distinct().Count());
        for (int n = 0; n < _requests.Length; n++)
        {
            Assert.Equal(expected[n].Mel, found[n].Mel);
            Assert.Equal(expected[n].Samples, found[n].Samples);
        }

        (float[], float[]) Ask((string Painting, int Seed) request)
        {
            GeneratedMusic made = music.Generate(request.Painting, request.Seed);
            return (made.MelSpectrogram.Values, made.Samples);
        }
    }

    [Fact]
    public void One_engine_for_each_thread_gives_the_results_of_one_engine()
    {
        var ml = new MLContext(seed: 1);
        using TransformerChain<ITransformer> model = Pipeline(ml);
        using var one = ml.Model.CreatePredictionEngine<Request, Answer>(model, new PredictionEngineOptions { OwnsTransformer = false });
        float[][] expected = [.. _requests.Select(r => one.Predict(new Request { Path = r.Painting, Seed = r.Seed }).MelSpectrogram)];

        using var engines = new ThreadLocal<PredictionEngine<Request, Answer>>(
            () => ml.Model.CreatePredictionEngine<Request, Answer>(model, new PredictionEngineOptions { OwnsTransformer = false }));
        var found = new float[_requests.Length][];
        InThreads(n => found[n] = engines.Value!.Predict(new Request { Path = _requests[n].Painting, Seed = _requests[n].Seed }).MelSpectrogram);

        for (int n = 0; n < _requests.Length; n++) Assert.Equal(expected[n], found[n]);
    }

    [Fact]
    public void A_pool_of_engines_gives_the_results_of_one_engine()
    {
        var ml = new MLContext(seed: 1);
        using TransformerChain<ITransformer> model = Pipeline(ml);
        using PaintingToMusic music = PaintingToMusic.Load(_model, s_quick);
        var pool = new ConcurrentBag<PredictionEngine<Request, Answer>>();
        var found = new float[_requests.Length][];
        InThreads(n =>
        {
            if (!pool.TryTake(out PredictionEngine<Request, Answer>? engine))
                engine = ml.Model.CreatePredictionEngine<Request, Answer>(model, new PredictionEngineOptions { OwnsTransformer = false });
            found[n] = engine.Predict(new Request { Path = _requests[n].Painting, Seed = _requests[n].Seed }).MelSpectrogram;
            pool.Add(engine);
        });

        Assert.InRange(pool.Count, 1, Threads);
        for (int n = 0; n < _requests.Length; n++) Assert.Equal(music.Generate(_requests[n].Painting, _requests[n].Seed).MelSpectrogram.Values, found[n]);
        foreach (PredictionEngine<Request, Answer> engine in pool) engine.Dispose();
    }

    [Fact]
    public void Disposing_of_it_while_threads_use_it_does_not_crash_the_process()
    {
        for (int round = 0; round < 5; round++)
        {
            PaintingToMusic music = PaintingToMusic.Load(_model, s_quick);
            int made = 0, refused = 0;
            InThreads(n =>
            {
                try
                {
                    Assert.Equal(64 * 64, music.Generate(_requests[n].Painting, _requests[n].Seed).MelSpectrogram.Values.Length);
                    Interlocked.Increment(ref made);
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref refused);
                }
                if (n == 8) music.Dispose();
            });
            Assert.Equal(_requests.Length, made + refused);
        }
    }

    // Each thread takes the next request until none is left.
    private void InThreads(Action<int> work)
    {
        int next = -1;
        var errors = new ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            try
            {
                for (int n = Interlocked.Increment(ref next); n < _requests.Length; n = Interlocked.Increment(ref next)) work(n);
            }
            catch (Exception e)
            {
                errors.Enqueue(e);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.Empty(errors);
    }

    private TransformerChain<ITransformer> Pipeline(MLContext ml)
    {
        GeneratorMetadata metadata = GeneratorMetadata.Read(_model);
        var pipeline = ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = metadata.ImageSize, Fit = metadata.Fit })
            .Append(ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", _model, "Painting", options: new GenerationOptions { SeedColumn = "Seed" }));
        return pipeline.Fit(ml.Data.LoadFromEnumerable(Array.Empty<Request>()));
    }

    private sealed class Request
    {
        public string Path { get; set; } = "";

        public int Seed { get; set; }
    }

    private sealed class Answer
    {
        public float[] MelSpectrogram { get; set; } = [];
    }
}
