using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class VBufferTests
{
    [Fact]
    public void An_editor_writes_into_the_arrays_that_are_there()
    {
        float[] array = new float[4];
        var vector = new VBuffer<float>(4, array);
        var editor = VBufferEditor.Create(ref vector, 3);
        Assert.False(editor.CreatedNewValues);
        editor.Values.Fill(7);
        vector = editor.Commit();

        Assert.Equal(3, vector.Length);
        Assert.True(vector.IsDense);
        Assert.Equal([7, 7, 7, 0], array);
        Assert.Equal([7, 7, 7], vector.DenseValues());
    }

    [Fact]
    public void An_editor_makes_longer_arrays_where_they_are_too_short()
    {
        var vector = new VBuffer<float>(1, [1]);
        var editor = VBufferEditor.Create(ref vector, 3, keepOldOnResize: true);
        Assert.True(editor.CreatedNewValues);
        Assert.Equal(1, editor.Values[0]);
    }

    [Fact]
    public void A_sparse_vector_holds_zeros_that_are_not_there()
    {
        var vector = new VBuffer<float>(5, 2, [1, 2], [1, 3]);
        Assert.False(vector.IsDense);
        Assert.Equal(2, vector.GetValues().Length);
        Assert.Equal([1, 3], vector.GetIndices().ToArray());
        Assert.Equal([0, 1, 0, 2, 0], vector.DenseValues());
        Assert.Equal([new(1, 1f), new(3, 2f)], vector.Items());
        Assert.Equal(5, vector.Items(all: true).Count());
        Assert.Equal(2, vector.GetItemOrDefault(3));
        Assert.Equal(0, vector.GetItemOrDefault(4));

        VBuffer<float> dense = default;
        vector.CopyToDense(ref dense);
        Assert.True(dense.IsDense);
        Assert.Equal([0, 1, 0, 2, 0], dense.GetValues().ToArray());

        VBuffer<float> copy = default;
        vector.CopyTo(ref copy);
        Assert.False(copy.IsDense);
        Assert.Equal(vector.DenseValues(), copy.DenseValues());

        float[] span = [9, 9, 9, 9, 9, 9];
        vector.CopyTo(span, 1);
        Assert.Equal([9, 0, 1, 0, 2, 0], span);
    }

    [Fact]
    public void A_copy_does_not_share_its_array()
    {
        var vector = new VBuffer<float>(2, [1, 2]);
        VBuffer<float> copy = default;
        vector.CopyTo(ref copy);
        var editor = VBufferEditor.CreateFromBuffer(ref copy);
        editor.Values[0] = 9;
        Assert.Equal([1, 2], vector.DenseValues());
    }

    [Fact]
    public void The_default_is_empty()
    {
        VBuffer<float> vector = default;
        Assert.Equal(0, vector.Length);
        Assert.True(vector.IsDense);
        Assert.Empty(vector.DenseValues());
        Assert.Equal(0, vector.GetValues().Length);
    }
}
