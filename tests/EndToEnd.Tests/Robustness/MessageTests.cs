using Microsoft.ML;

namespace Pix2Pitch.EndToEnd.Tests.Robustness;

/// <summary>What operations report to <c>MLContext.Log</c>.</summary>
public sealed class MessageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Operations_on_data_report_to_the_log_of_their_own_context()
    {
        string list = _folder.Write("paintings.csv", "file,artist,year,style\na.png,Monet,1872,impressionism\n,Nobody,,\n");
        string music = _folder.Write("music.csv", "file,composer,year,style\na.wav,Debussy,1905,impressionism\n");
        (MLContext ml, List<string> messages) = Listened();
        (MLContext other, List<string> unheard) = Listened();
        ml.Data.PairPaintingsWithMusic(ml.Data.ReadManifest(list), ml.Data.ReadManifest(music));
        Assert.Contains(messages, message => message.Contains("Source=ReadManifest", StringComparison.Ordinal) && message.Contains($"'{list}': 1 works, 1 problems", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("Kind=Warning", StringComparison.Ordinal) && message.Contains("line 3", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("Source=PairPaintingsWithMusic", StringComparison.Ordinal) && message.Contains("1 pairs of 1 paintings", StringComparison.Ordinal));
        Assert.Empty(unheard);
        GC.KeepAlive(other);
    }

    [Fact]
    public void A_generator_without_its_embedding_is_a_warning_in_the_log()
    {
        (MLContext ml, List<string> messages) = Listened();
        ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", TinyModel.WriteWithEmbedding(_folder), "Painting");
        Assert.Contains(messages, message => message.Contains("Kind=Warning", StringComparison.Ordinal) && message.Contains("gets zeros", StringComparison.Ordinal));
    }

    private static (MLContext Context, List<string> Messages) Listened()
    {
        var ml = new MLContext(seed: 1);
        var messages = new List<string>();
        ml.Log += (_, e) => messages.Add(e.Message);
        return (ml, messages);
    }
}
