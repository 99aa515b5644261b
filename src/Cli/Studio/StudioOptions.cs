using System.Net;
using Pix2Pitch.Inversion;

namespace Pix2Pitch.Cli.Studio;

/// <summary>How the studio runs.</summary>
internal sealed record StudioOptions
{
    public const int MinTokenLength = 16;

    /// <summary>The address that is listened on. Default: the IPv4 loopback, which only programs of this machine reach.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 0 to 65,535; 0 for any that is free. Default: 7420.</summary>
    public int Port { get; init; } = 7420;

    /// <summary>What visitors need to enter, at least 16 characters. Required if <see cref="Address"/> is not a loopback address. Default: null, none.</summary>
    public string? Token { get; init; }

    /// <summary>Names by which visitors reach the studio, in addition to its address and the machine's name. Default: none.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The model files, the default first.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The folder that music is kept in. It is made if it does not exist.</summary>
    public required string History { get; init; }

    /// <summary>How many paintings with their music are kept, 1 to 100,000; older ones are deleted. Default: 500.</summary>
    public int MaxHistory { get; init; } = 500;

    /// <summary>The largest painting in bytes, 1 or more. Default: 50 MiB.</summary>
    public long MaxUploadBytes { get; init; } = 50L << 20;

    /// <summary>The max number of pixels of a painting, 1 to 1,000,000,000. Default: 100,000,000.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>The max memory of a decoder that cannot decode row by row, in bytes, as for progressive JPEG files. Default: 256 MiB.</summary>
    public long MaxDecoderBytes { get; init; } = 256L << 20;

    /// <summary>The longest music in seconds, 1 to 600. Default: 60.</summary>
    public int MaxSeconds { get; init; } = 60;

    /// <summary>How many pieces are made of a painting, 1 to 16. Default: 4.</summary>
    public int Takes { get; init; } = 4;

    /// <summary>How many paintings are sent, wait or are worked on at once, 1 to 1,000; more are refused. Default: 64.</summary>
    public int MaxVisitors { get; init; } = 64;

    /// <summary>How many pieces are made at once, 1 to 1,024. Default: the number of cores.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>How mel-spectrograms become sound. Default: one thread for each piece.</summary>
    public InversionOptions Inversion { get; init; } = new() { MaxThreads = 1 };

    /// <summary>The processor or GPU that the network runs on.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>Receives sentences for the person who runs the studio.</summary>
    public Action<string> OnNote { get; init; } = _ => { };

    /// <summary>Checks every value.</summary>
    /// <exception cref="Pix2PitchException">Other machines could reach the studio without a token, or the token is short.</exception>
    public void Validate()
    {
        OptionRange.Check(Port, 0, 65_535);
        OptionRange.Check(MaxHistory, 1, 100_000);
        OptionRange.Check(MaxUploadBytes, 1, int.MaxValue, "bytes");
        OptionRange.Check(MaxPixels, 1, 1_000_000_000);
        OptionRange.Check(MaxSeconds, 1, 600, "s");
        OptionRange.Check(Takes, 1, 16);
        OptionRange.Check(MaxVisitors, 1, 1_000);
        OptionRange.Check(Workers, 1, 1_024);
        OptionRange.Require(Models.Count > 0, Models.Count, "one or more");
        if (Token is null && !IPAddress.IsLoopback(Address))
            throw new Pix2PitchException($"At the address {Address}, other machines can reach the studio: choose a token of {MinTokenLength} characters or more that visitors need, with --token.");
        if (Token is { Length: < MinTokenLength })
            throw new Pix2PitchException($"The token has {Token.Length} characters, and one that cannot be guessed has {MinTokenLength} or more: choose a longer one with --token.");
    }
}
