using Pix2Pitch.SoundFiles.Vorbis;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

public sealed class InverseMdctTests
{
    [Theory, InlineData(64), InlineData(256), InlineData(2048)]
    public void It_equals_the_sum_of_cosines_of_its_definition(int size)
    {
        float[] values = TestSignals.Noise(size / 2, 1), result = new float[size];
        new InverseMdct(size).Apply(values, result);
        for (int n = 0; n < size; n++)
        {
            double sum = 0;
            for (int k = 0; k < size / 2; k++) sum += values[k] * Math.Cos(Math.PI / size * (2 * n + 1 + size / 2) * (k + 0.5));
            Assert.Equal(sum, result[n], 1e-4);
        }
    }
}
