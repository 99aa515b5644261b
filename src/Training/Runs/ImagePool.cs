using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Pix2Pitch.Training.Distributed;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Earlier outputs of a generator, with their styles (Shrivastava et al. 2017, section 2.3; the pool of 50 images of CycleGAN, Zhu et al. 2017, section 4). In half of the
/// steps the discriminator sees one of them in place of the new output, so that it does not forget what the generator made before. The pool is part of a
/// checkpoint, and it holds float16, as prepared folders do, to halve its size there. It is rounded when it is put in, so that a continued run sees the same values.
/// Ranks that train together have the same pool: all of them put in the images of all.
/// </summary>
/// <param name="name">The name in a checkpoint.</param>
/// <param name="size">The maximum number of images; 0 for a pool that gives back what it gets.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="side">A number that differs for each pool of the run: 0 or 1.</param>
/// <param name="group">The ranks that train together; null for one process.</param>
internal sealed class ImagePool(string name, int size, long seed, int side, IRankGroup? group = null)
{
    private readonly List<Half[]> _items = [];

    /// <summary>The name in a checkpoint.</summary>
    public string Name => name;

    /// <summary>Number of images.</summary>
    public int Count => _items.Count;

    /// <summary>Puts new images in, and gives back for each either itself or an earlier one, which leaves the pool.</summary>
    /// <param name="images">[N, channels, S, S], without a gradient.</param>
    /// <param name="style">[N, styles], the styles they were made with.</param>
    /// <param name="step">Number of the step, which decides the choice.</param>
    /// <returns>Images and styles of the same shapes.</returns>
    public (Tensor Images, Tensor Style) Exchange(Tensor images, Tensor style, long step)
    {
        if (size == 0)
            return (images, style);
        IRankGroup ranks = group ?? SingleRank.Instance;
        var share = new BatchShare(ranks.Rank * (int)images.shape[0], (int)images.shape[0], ranks.Count * (int)images.shape[0]);
        long count = share.Total, styles = style.shape[1];
        float[] values = ranks.Concatenate(cat([images.reshape(share.Count, -1), style], 1).cpu().data<float>().ToArray());
        int length = values.Length / share.Total;
        for (int i = 0; i < count; i++)
        {
            Span<float> example = values.AsSpan(i * length, length);
            var item = new Half[length];
            TensorPrimitives.ConvertToHalf(example, item);
            var random = new SeededRandom(seed, RandomPurpose.ImagePool, 2 * ((step - 1) * count + i) + side);
            if (_items.Count < size)
            {
                _items.Add(item);
            }
            else if (random.NextDouble() < 0.5)
            {
                int chosen = random.NextInt(_items.Count);
                TensorPrimitives.ConvertToSingle(_items[chosen], example);
                _items[chosen] = item;
            }
        }
        Tensor all = BatchLoader.ToTensor(share.Of(values), images.device, share.Count, length);
        return (all.narrow(1, 0, length - styles).reshape(images.shape), all.narrow(1, length - styles, styles));
    }

    /// <summary>Writes the images.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_items.Count);
        writer.Write(_items.Count > 0 ? _items[0].Length : 0);
        foreach (Half[] item in _items)
            writer.Write(MemoryMarshal.AsBytes(item.AsSpan()));
    }

    /// <summary>Reads what <see cref="Save"/> wrote; images over the size are left out.</summary>
    public void Load(BinaryReader reader)
    {
        _items.Clear();
        int count = reader.ReadInt32(), length = reader.ReadInt32();
        for (int i = 0; i < Math.Min(count, size); i++)
        {
            var item = new Half[length];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(item.AsSpan()));
            _items.Add(item);
        }
    }
}
