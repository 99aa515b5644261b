namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>The boundaries of the scale factor bands of layer III (ISO/IEC 11172-3, table B.8; ISO/IEC 13818-3; MPEG 2.5).</summary>
internal sealed class ScaleFactorBands
{
    private static readonly ScaleFactorBands[] s_all =
    [
        new([0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 52, 62, 74, 90, 110, 134, 162, 196, 238, 288, 342, 418, 576], [0, 4, 8, 12, 16, 22, 30, 40, 52, 66, 84, 106, 136, 192]), // 44.1 kHz
        new([0, 4, 8, 12, 16, 20, 24, 30, 36, 42, 50, 60, 72, 88, 106, 128, 156, 190, 230, 276, 330, 384, 576], [0, 4, 8, 12, 16, 22, 28, 38, 50, 64, 80, 100, 126, 192]), // 48
        new([0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 54, 66, 82, 102, 126, 156, 194, 240, 296, 364, 448, 550, 576], [0, 4, 8, 12, 16, 22, 30, 42, 58, 78, 104, 138, 180, 192]), // 32
        new([0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576], [0, 4, 8, 12, 18, 24, 32, 42, 56, 74, 100, 132, 174, 192]), // 22.05
        new([0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 114, 136, 162, 194, 232, 278, 332, 394, 464, 540, 576], [0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 136, 180, 192]), // 24
        new([0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576], [0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 134, 174, 192]), // 16, 12 and 11.025
        new([0, 12, 24, 36, 48, 60, 72, 88, 108, 132, 160, 192, 232, 280, 336, 400, 476, 566, 568, 570, 572, 574, 576], [0, 8, 16, 24, 36, 52, 72, 96, 124, 160, 162, 164, 166, 192]), // 8
    ];

    private ScaleFactorBands(int[] @long, int[] @short) => (Long, Short) = (@long, @short);

    /// <summary>The first values of the 22 bands of long blocks, then the end of the last.</summary>
    public int[] Long { get; }

    /// <summary>The first values of the 13 bands of one short block, then the end of the last.</summary>
    public int[] Short { get; }

    /// <summary>The bands of a frame.</summary>
    public static ScaleFactorBands For(MpegHeader header) => s_all[(header.Version, header.SampleRateIndex) switch
    {
        (1, int index) => index,
        (2, int index) => 3 + index,
        (_, 2) => 6,
        _ => 5,
    }];
}
