using System.Numerics;
using Pix2Pitch.Generation;
using Pix2Pitch.Training.Networks.Notes;

namespace Pix2Pitch.Training.Networks;

/// <summary>The size and kind of a <see cref="GeneratorNetwork"/>.</summary>
internal sealed record GeneratorOptions
{
    /// <summary>Number of condition values that the embedding is projected to.</summary>
    public const int EmbeddingChannels = 32;

    /// <summary>The architecture.</summary>
    public GeneratorArchitecture Architecture { get; init; }

    /// <summary>What it makes of what.</summary>
    public GeneratorDirection Direction { get; init; }

    /// <summary>What the last layer makes. Notes are for U-Nets from 128 px.</summary>
    public GeneratorOutput Output { get; init; }

    /// <summary>Side of the painting and of the mel-spectrogram in pixels: 64, 128, 256 or 512.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Channels of the first block, 1 to 256; the deepest blocks have eight times as many, those of a residual generator four times. Pix2Pix has 64.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Normalisation of the activations.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>How height and width are doubled.</summary>
    public Upsampling Upsampling { get; init; }

    /// <summary>Number of styles, 1 to 1000: the length of the style vector.</summary>
    public int Styles { get; init; } = 5;

    /// <summary>
    /// Whether the scale and shift of the decoder's normalisation also depend on the mean activation of the first encoder block. Instance
    /// normalisation removes a painting's overall lightness, colour and contrast at every level; the mean activation brings them back.
    /// </summary>
    public bool Summary { get; init; } = true;

    /// <summary>Whether the input has a channel with the row (<see cref="Networks.FrequencyCoordinate"/>).</summary>
    public bool FrequencyCoordinate { get; init; }

    /// <summary>Whether the decoder of a U-Net receives the activations of the encoder (skip connections).</summary>
    public bool Skips { get; init; } = true;

    /// <summary>Values of the latent code of a U-Net, 0 to 1024; 0 for none, and noise in the first decoder blocks instead.</summary>
    public int LatentLength { get; init; }

    /// <summary>Length of the painting's embedding, 0 to 4096; 0 for a network that takes none.</summary>
    public int EmbeddingLength { get; init; }

    /// <summary>
    /// How much more than learnt the notes of a recurrent generator follow the style, 0 to 10: 1 for as learnt (classifier-free guidance, Ho and Salimans 2022).
    /// </summary>
    public double Guidance { get; init; } = 1;

    /// <summary>How much more than learnt they follow lightness, saturation and warmth of the painting, 0 to 10: 1 for as learnt.</summary>
    public double PaintingGuidance { get; init; } = 1;

    /// <summary>How freely a recurrent generator chooses at a creativity of 1, above 0 and at most 2: 1 for as learnt; less makes rare notes rarer.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>
    /// How many sequences of notes a recurrent generator draws, 1 to 16. If a style is requested, it keeps the one in which its classifier finds this style best, otherwise the first.
    /// </summary>
    public int Candidates { get; init; } = 1;

    /// <summary>Values of the state of a recurrent generator.</summary>
    public int StateLength => 24 * Width;

    /// <summary>Number of encoder blocks and of decoder blocks of a U-Net.</summary>
    public int Levels => BitOperations.Log2((uint)Size);

    /// <summary>Channels of the images that the network receives.</summary>
    public int InputChannels => Direction == GeneratorDirection.PaintingToMusic ? Images.PaintingChannels : Images.MelChannels;

    /// <summary>Channels of the images that the network gives.</summary>
    public int OutputChannels => Images.OutputChannels(Direction);

    /// <summary>Number of decoder blocks: the decoder of notes ends at 128 x 128, where the rows are the pitches.</summary>
    public int DecoderBlocks => Output == GeneratorOutput.Notes ? NotesHead.Levels : Levels;

    /// <summary>Whether the head of notes receives activations of the encoder: at 128 px there are none of its size.</summary>
    public bool HeadHasSkip => Output == GeneratorOutput.Notes && Skips && Size > 128;

    /// <summary>Channels of the first convolution's input.</summary>
    public int InputPlanes => InputChannels + (FrequencyCoordinate ? 1 : 0);

    /// <summary>Length of the condition before the latent code: style, embedding and summary.</summary>
    public int KnownLength => Styles + (EmbeddingLength > 0 ? EmbeddingChannels : 0) + (Summary ? Width : 0);

    /// <summary>Length of the condition: style, embedding, summary and latent code.</summary>
    public int ConditionLength => KnownLength + LatentLength;

    /// <summary>Number of residual blocks of a residual generator.</summary>
    public int ResidualBlocks => Size < 256 ? 6 : 9;

    /// <summary>Output channels of a U-Net's encoder block.</summary>
    /// <param name="level">Number of the block, from 0.</param>
    public int ChannelsAt(int level) => Math.Min(Width << level, Width * 8);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message names it and its range.</exception>
    public void Validate()
    {
        OptionRange.Check(Architecture);
        OptionRange.Check(Direction);
        OptionRange.Require(Size is 64 or 128 or 256 or 512, Size, "64, 128, 256 or 512");
        OptionRange.Check(Width, 1, 256);
        OptionRange.Check(Output);
        OptionRange.Require(Output == GeneratorOutput.Spectrogram || (Size >= 128 && Architecture != GeneratorArchitecture.Residual && Direction == GeneratorDirection.PaintingToMusic),
            Output, $"{nameof(GeneratorOutput.Spectrogram)}, unless the generator is a U-Net or a recurrent network from paintings to music of 128 px or more");
        OptionRange.Require(Output == GeneratorOutput.Notes || Architecture != GeneratorArchitecture.Recurrent, Output, $"{nameof(GeneratorOutput.Notes)} for a recurrent generator");
        OptionRange.Check(Normalization);
        OptionRange.Check(Upsampling);
        OptionRange.Check(Styles, 1, 1000);
        OptionRange.Check(EmbeddingLength, 0, 4096);
        OptionRange.Check(LatentLength, 0, 1024);
        OptionRange.Check(Guidance, 0, 10);
        OptionRange.Check(PaintingGuidance, 0, 10);
        OptionRange.Require(Temperature is > 0 and <= 2, Temperature, "above 0 and at most 2");
        OptionRange.Check(Candidates, 1, 16);
        OptionRange.Require(LatentLength == 0 || Architecture == GeneratorArchitecture.UNet, LatentLength, "0 unless the generator is a U-Net");
    }
}

/// <summary>Channels of the images that the networks work on.</summary>
internal static class Images
{
    public const int PaintingChannels = 3;
    public const int MelChannels = 1;

    public static int OutputChannels(GeneratorDirection direction) => direction == GeneratorDirection.PaintingToMusic ? MelChannels : PaintingChannels;
}
