using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>
/// The synthesis filter bank: turns 32 subbands into samples (ISO/IEC 11172-3, 2.4.3.2.2). The matrixing is a plain matrix product and the window a sum of
/// 16 products, both vectorized. This needs more operations than a fast transform, but less time.
/// </summary>
internal sealed class SynthesisFilter
{
    private const int Bands = 32, Slots = 16, SlotLength = 64;

    // The first half of the window and its middle value, times 65,536 (table B.3).
    private static readonly int[] s_halfWindow =
    [
        0, -1, -1, -1, -1, -1, -1, -2, -2, -2, -2, -3, -3, -4, -4, -5, -5, -6, -7, -7, -8, -9, -10, -11,
        -13, -14, -16, -17, -19, -21, -24, -26, -29, -31, -35, -38, -41, -45, -49, -53, -58, -63, -68, -73, -79, -85, -91, -97,
        -104, -111, -117, -125, -132, -139, -147, -154, -161, -169, -176, -183, -190, -196, -202, -208, 213, 218, 222, 225, 227, 228, 228, 227,
        224, 221, 215, 208, 200, 189, 177, 163, 146, 127, 106, 83, 57, 29, -2, -36, -72, -111, -153, -197, -244, -294, -347, -401,
        -459, -519, -581, -645, -711, -779, -848, -919, -991, -1064, -1137, -1210, -1283, -1356, -1428, -1498, -1567, -1634, -1698, -1759, -1817, -1870, -1919, -1962,
        -2001, -2032, -2057, -2075, -2085, -2087, -2080, -2063, 2037, 2000, 1952, 1893, 1822, 1739, 1644, 1535, 1414, 1280, 1131, 970, 794, 605, 402, 185,
        -45, -288, -545, -814, -1095, -1388, -1692, -2006, -2330, -2663, -3004, -3351, -3705, -4063, -4425, -4788, -5153, -5517, -5879, -6237, -6589, -6935, -7271, -7597,
        -7910, -8209, -8491, -8755, -8998, -9219, -9416, -9585, -9727, -9838, -9916, -9959, -9966, -9935, -9863, -9750, -9592, -9389, -9139, -8840, -8492, -8092, -7640, -7134,
        6574, 5959, 5288, 4561, 3776, 2935, 2037, 1082, 70, -998, -2122, -3300, -4533, -5818, -7154, -8540, -9975, -11455, -12980, -14548, -16155, -17799, -19478, -21189,
        -22929, -24694, -26482, -28289, -30112, -31947, -33791, -35640, -37489, -39336, -41176, -43006, -44821, -46617, -48390, -50137, -51853, -53534, -55178, -56778, -58333, -59838, -61289, -62684,
        -64019, -65290, -66494, -67629, -68692, -69679, -70590, -71420, -72169, -72835, -73415, -73908, -74313, -74630, -74856, -74992, 75038,
    ];

    private static readonly float[] s_window = Window();
    private static readonly float[] s_cosines = Cosines();

    private readonly float[] _slots = new float[Slots * SlotLength]; // the last 16 matrixed time slots
    private int _newest;

    /// <summary>Clears the state of earlier frames.</summary>
    public void Reset() => _slots.AsSpan().Clear();

    /// <summary>Turns the 32 subbands of one time slot into 32 samples.</summary>
    public void Next(ReadOnlySpan<float> bands, Span<float> samples)
    {
        _newest = _newest - 1 & Slots - 1;
        Transform(bands, _slots.AsSpan(_newest * SlotLength, SlotLength));
        ref float slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        ref float window = ref MemoryMarshal.GetArrayDataReference(s_window);
        ref float target = ref MemoryMarshal.GetReference(samples[..Bands]);
        for (nuint j = 0; j < Bands; j += 8)
        {
            Vector256<float> sum = Vector256<float>.Zero;
            for (int age = 0; age < Slots; age++)
            {
                // Even slots use the first half of the vector, odd slots the second.
                nuint at = (nuint)((_newest + age & Slots - 1) * SlotLength + (age & 1) * Bands) + j;
                sum += Vector256.LoadUnsafe(ref slots, at) * Vector256.LoadUnsafe(ref window, (nuint)(age * Bands) + j);
            }
            sum.StoreUnsafe(ref target, j);
        }
    }

    private static void Transform(ReadOnlySpan<float> bands, Span<float> slot)
    {
        ref float cosines = ref MemoryMarshal.GetArrayDataReference(s_cosines);
        ref float target = ref MemoryMarshal.GetReference(slot[..SlotLength]);
        for (nuint j = 0; j < SlotLength; j += 32)
        {
            Vector256<float> a = default, b = default, c = default, d = default;
            nuint row = j;
            foreach (float band in bands[..Bands])
            {
                Vector256<float> factor = Vector256.Create(band);
                a += factor * Vector256.LoadUnsafe(ref cosines, row);
                b += factor * Vector256.LoadUnsafe(ref cosines, row + 8);
                c += factor * Vector256.LoadUnsafe(ref cosines, row + 16);
                d += factor * Vector256.LoadUnsafe(ref cosines, row + 24);
                row += SlotLength;
            }
            a.StoreUnsafe(ref target, j);
            b.StoreUnsafe(ref target, j + 8);
            c.StoreUnsafe(ref target, j + 16);
            d.StoreUnsafe(ref target, j + 24);
        }
    }

    // The second half mirrors the first, with the opposite sign except at every 64th value.
    private static float[] Window()
    {
        var window = new float[512];
        for (int i = 0; i < window.Length; i++) window[i] = (i <= 256 ? s_halfWindow[i] : s_halfWindow[512 - i] * (i % 64 == 0 ? 1 : -1)) / 65536f;
        return window;
    }

    private static float[] Cosines()
    {
        var cosines = new float[Bands * SlotLength];
        for (int band = 0; band < Bands; band++)
        {
            for (int i = 0; i < SlotLength; i++) cosines[band * SlotLength + i] = (float)Math.Cos((16 + i) * (2 * band + 1) * Math.PI / 64);
        }
        return cosines;
    }
}
