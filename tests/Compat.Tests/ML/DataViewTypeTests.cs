using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class DataViewTypeTests
{
    [Fact]
    public void Vectors_know_their_size_and_dimensions()
    {
        var fixedSize = new VectorDataViewType(NumberDataViewType.Single, 3, 4, 4);
        Assert.Equal("Vector<Single, 3, 4, 4>", fixedSize.ToString());
        Assert.Equal(48, fixedSize.Size);
        Assert.True(fixedSize.IsKnownSize);
        Assert.Equal(typeof(VBuffer<float>), fixedSize.RawType);
        Assert.Equal<int>([3, 4, 4], fixedSize.Dimensions.ToArray());

        var unknown = new VectorDataViewType(NumberDataViewType.Single);
        Assert.Equal("Vector<Single>", unknown.ToString());
        Assert.False(unknown.IsKnownSize);
        Assert.Equal(0, unknown.Size);

        Assert.Equal(fixedSize, new VectorDataViewType(NumberDataViewType.Single, 3, 4, 4));
        Assert.NotEqual(fixedSize, new VectorDataViewType(NumberDataViewType.Single, 48));
        Assert.NotEqual(fixedSize, new VectorDataViewType(NumberDataViewType.Double, 3, 4, 4));
    }

    [Fact]
    public void Keys_know_their_count_and_raw_type()
    {
        var key = new KeyDataViewType(typeof(uint), 5);
        Assert.Equal("Key<UInt32, 0-4>", key.ToString());
        Assert.Equal(5ul, key.Count);
        Assert.Equal(typeof(uint), key.RawType);
        Assert.NotEqual(key, new KeyDataViewType(typeof(uint), 6));
        Assert.ThrowsAny<ArgumentException>(() => new KeyDataViewType(typeof(float), 5));
        Assert.ThrowsAny<ArgumentException>(() => new KeyDataViewType(typeof(byte), 300));
    }

    [Fact]
    public void Text_is_memory_of_characters()
    {
        Assert.Equal(typeof(ReadOnlyMemory<char>), TextDataViewType.Instance.RawType);
        Assert.Equal("String", TextDataViewType.Instance.ToString());
    }
}
