using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Transforms;
using Size = SixLabors.ImageSharp.Size;

namespace Pix2Pitch.Compat.Tests.ImageSharp;

public class ProcessingTests
{
    private static ResizeOptions To(int width, int height, ResizeMode mode, IResampler? sampler = null)
        => new() { Size = new Size(width, height), Mode = mode, Sampler = sampler ?? KnownResamplers.Bicubic, PadColor = Color.White };

    private static Image<L8> Grey(int width, int height, Func<int, int, double> value)
    {
        var image = new Image<L8>(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++) image[x, y] = new L8((byte)Math.Round(value(x, y)));
        }
        return image;
    }

    [Theory]
    [InlineData(1, "ABC/DEF")]
    [InlineData(2, "CBA/FED")]
    [InlineData(3, "FED/CBA")]
    [InlineData(4, "DEF/ABC")]
    [InlineData(5, "AD/BE/CF")]
    [InlineData(6, "CF/BE/AD")]
    [InlineData(7, "FC/EB/DA")]
    [InlineData(8, "DA/EB/FC")]
    public void Every_EXIF_orientation_is_turned_upright(int orientation, string stored)
    {
        byte[][][] blocks = [.. stored.Split('/').Select(row => row.Select(letter => new[] { ValueOf(letter) }).ToArray())];
        using var stream = new MemoryStream(JpegBytes.Write(blocks, orientation: orientation));
        using Image<L8> image = Image.Load<L8>(stream);
        image.Mutate(context => context.AutoOrient());
        Assert.Equal((24, 16), (image.Width, image.Height));
        for (int i = 0; i < 6; i++)
            Assert.InRange(image[(i % 3 * 8) + 4, (i / 3 * 8) + 4].PackedValue, ValueOf("ABCDEF"[i]) - 1, ValueOf("ABCDEF"[i]) + 1);

        static byte ValueOf(char letter) => (byte)(30 + ((letter - 'A') * 40));
    }

    [Theory]
    [InlineData(4, 7)]
    [InlineData(61, 35)]
    public void One_colour_stays_that_colour_at_any_size(int width, int height)
    {
        using var image = new Image<Rgb24>(23, 17, new Rgb24(200, 40, 10));
        image.Mutate(context => context.Resize(To(width, height, ResizeMode.Stretch)));
        Assert.Equal((width, height), (image.Width, image.Height));
        image.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            {
                foreach (Rgb24 pixel in rows.GetRowSpan(y)) Assert.Equal(new Rgb24(200, 40, 10), pixel);
            }
        });
    }

    [Fact]
    public void Enlarging_a_single_bright_column_shows_the_cubic_kernel()
    {
        using Image<L8> image = Grey(9, 1, (x, _) => x == 4 ? 200 : 40);
        image.Mutate(context => context.Resize(To(18, 1, ResizeMode.Stretch)));
        // Keys's cubic with a = -1/2 at the distances 1.75, 1.25, 0.75 and 0.25.
        double[] kernel = [-3 / 128.0, -9 / 128.0, 29 / 128.0, 111 / 128.0];
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(Math.Round(40 + (160 * kernel[i])), image[5 + i, 0].PackedValue, 1.0);
            Assert.Equal(image[5 + i, 0].PackedValue, image[12 - i, 0].PackedValue);
        }
    }

    [Fact]
    public void Enlarging_a_single_bright_row_shows_the_Lanczos_kernel()
    {
        using Image<L8> image = Grey(1, 13, (_, y) => y == 6 ? 200 : 40);
        image.Mutate(context => context.Resize(To(1, 26, ResizeMode.Stretch, KnownResamplers.Lanczos3)));
        for (int i = 0; i < 6; i++)
        {
            double x = .25 + (i * .5), sum = 0;
            for (double d = x - Math.Floor(x) - 3; d < 3; d++) sum += Lanczos(d);
            Assert.InRange(image[0, 13 + i].PackedValue - (40 + (160 * Lanczos(x) / sum)), -1, 1);
        }

        static double Lanczos(double x) => 3 * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / 3) / (Math.PI * Math.PI * x * x);
    }

    [Fact]
    public void A_ramp_made_smaller_is_the_same_ramp()
    {
        using Image<L8> image = Grey(120, 3, (x, _) => 2 * x);
        image.Mutate(context => context.Resize(To(30, 3, ResizeMode.Stretch)));
        // The centre of target pixel i lies at 4 i + 1.5.
        for (int i = 3; i < 27; i++) Assert.InRange(image[i, 1].PackedValue, (2 * ((4 * i) + 1.5)) - 1, (2 * ((4 * i) + 1.5)) + 1);
    }

    [Fact]
    public void Fine_stripes_become_their_mean_and_not_a_moire()
    {
        using Image<L8> image = Grey(256, 2, (x, _) => x % 2 == 0 ? 0 : 255);
        image.Mutate(context => context.Resize(To(20, 2, ResizeMode.Stretch)));
        for (int x = 2; x < 18; x++) Assert.InRange(image[x, 0].PackedValue, 125, 130);
    }

    [Fact]
    public void Cropping_keeps_the_middle()
    {
        using Image<L8> image = Grey(90, 30, (x, _) => x is >= 30 and < 60 ? 255 : 0);
        image.Mutate(context => context.Resize(To(30, 30, ResizeMode.Crop)));
        Assert.Equal((30, 30), (image.Width, image.Height));
        Assert.Equal((255, 255), (image[0, 15].PackedValue, image[29, 15].PackedValue));
    }

    [Fact]
    public void Padding_keeps_everything_between_bars()
    {
        using var image = new Image<Rgb24>(40, 20, new Rgb24(200, 40, 10));
        image.Mutate(context => context.Resize(To(20, 20, ResizeMode.Pad)));
        Assert.Equal((20, 20), (image.Width, image.Height));
        Assert.Equal(new Rgb24(255, 255, 255), image[10, 4]);
        Assert.Equal(new Rgb24(200, 40, 10), image[10, 5]);
        Assert.Equal(new Rgb24(200, 40, 10), image[10, 14]);
        Assert.Equal(new Rgb24(255, 255, 255), image[10, 15]);
    }

    [Fact]
    public void Max_fits_into_the_size_and_keeps_proportions()
    {
        using var image = new Image<Rgb24>(400, 100);
        image.Mutate(context => context.Resize(To(200, 200, ResizeMode.Max)));
        Assert.Equal((200, 50), (image.Width, image.Height));
    }

    [Fact]
    public void What_is_transparent_does_not_bleed_into_its_neighbours()
    {
        using var image = new Image<Rgba32>(8, 8, new Rgba32(0, 0, 255, 255));
        for (int y = 0; y < 8; y++) image[0, y] = new Rgba32(255, 0, 0, 0);
        image.Mutate(context => context.Resize(To(4, 4, ResizeMode.Stretch)));
        Assert.Equal(0, image[0, 2].R);
        Assert.Equal(255, image[0, 2].B);
        Assert.InRange(image[0, 2].A, 100, 160);
    }

    [Fact]
    public void A_background_shows_through_what_is_transparent()
    {
        using var image = new Image<Rgba32>(3, 1);
        (image[0, 0], image[1, 0], image[2, 0]) = (new Rgba32(200, 40, 10, 255), new Rgba32(200, 40, 10, 0), new Rgba32(0, 0, 0, 51));
        image.Mutate(context => context.BackgroundColor(Color.White));
        Assert.Equal([new Rgba32(200, 40, 10), new Rgba32(255, 255, 255), new Rgba32(204, 204, 204)], [image[0, 0], image[1, 0], image[2, 0]]);
    }

    [Fact]
    public void A_rectangle_can_be_cut_out()
    {
        using Image<L8> image = Grey(10, 10, (x, y) => (y * 10) + x);
        image.Mutate(context => context.Crop(new Rectangle(3, 4, 2, 5)));
        Assert.Equal((2, 5, 43, 84), (image.Width, image.Height, image[0, 0].PackedValue, image[1, 4].PackedValue));
        Assert.Throws<ArgumentException>(() => image.Mutate(context => context.Crop(new Rectangle(1, 0, 2, 1))));
    }
}
