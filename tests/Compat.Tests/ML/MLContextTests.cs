using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Pix2Pitch.Compat.Tests.ML;

public class MLContextTests
{
    [Fact]
    public void Messages_of_a_channel_arrive_at_the_log()
    {
        var ml = new MLContext();
        var messages = new List<LoggingEventArgs>();
        ml.Log += (_, message) => messages.Add(message);

        IHost host = ((IHostEnvironment)ml).Register("Trainer");
        using (IChannel channel = host.Start("Epoch"))
        {
            channel.Info(MessageSensitivity.None, "loss {0}", 0.5);
            channel.Warning(MessageSensitivity.None, "100 % of {braces}");
        }

        LoggingEventArgs info = Assert.Single(messages, message => message.RawMessage == "loss 0.5");
        Assert.Equal(ChannelMessageKind.Info, info.Kind);
        Assert.Contains("Trainer", info.Source);
        Assert.Contains("loss 0.5", info.Message);
        Assert.Contains(messages, message => message.Kind == ChannelMessageKind.Warning && message.RawMessage == "100 % of {braces}");
    }

    [Fact]
    public void Progress_can_be_reported()
    {
        using IProgressChannel progress = ((IHostEnvironment)new MLContext()).StartProgressChannel("training");
        progress.SetHeader(new ProgressHeader(["loss"], ["epochs"]), entry => entry.SetProgress(0, 1, 2));
        progress.Checkpoint(0.5, 1);
    }

    [Fact]
    public void The_seed_makes_chance_repeatable()
    {
        static int Draw() => ((IHostEnvironment)new MLContext(seed: 7)).Register("a").Rand.Next();
        Assert.Equal(Draw(), Draw());
    }
}
