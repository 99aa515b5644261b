namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an index: a position, a slice, all of a dimension, all dimensions between, or a new one.</summary>
    public readonly struct TensorIndex
    {
        private TensorIndex(IndexKind kind, long? start, long? stop, long? step)
        {
            Kind = kind;
            Start = start;
            Stop = stop;
            Step = step;
        }

        internal enum IndexKind
        {
            Single,
            Slice,
            Ellipsis,
            NewAxis,
        }

        internal IndexKind Kind { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        /// <summary>All of a dimension.</summary>
        public static TensorIndex Colon => Slice();

        /// <summary>All dimensions that no other entry speaks of.</summary>
        public static TensorIndex Ellipsis => new(IndexKind.Ellipsis, null, null, null);

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex None => new(IndexKind.NewAxis, null, null, null);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Slice, start, stop, step);

        public static TensorIndex Single(long? index) => new(IndexKind.Single, index, null, null);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        public static implicit operator TensorIndex(Range range) => Slice(
            range.Start.IsFromEnd ? -(long)range.Start.Value : range.Start.Value,
            range.End is { IsFromEnd: true, Value: 0 } ? null : range.End.IsFromEnd ? -(long)range.End.Value : range.End.Value);
    }

    public partial class Tensor
    {
        /// <summary>A view of part of the tensor; assigning overwrites that part.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get
            {
                var result = alias();
                long dimension = 0;
                for (int i = 0; i < indices.Length; i++)
                {
                    var index = indices[i];
                    if (index.Kind == TensorIndex.IndexKind.Ellipsis)
                    {
                        long rest = indices.Skip(i + 1).LongCount(later => later.Kind is TensorIndex.IndexKind.Single or TensorIndex.IndexKind.Slice);
                        dimension = result.dim() - rest;
                        continue;
                    }
                    using var before = result;
                    result = index.Kind switch
                    {
                        TensorIndex.IndexKind.Single => result.select(dimension, index.Start!.Value),
                        TensorIndex.IndexKind.NewAxis => result.unsqueeze(dimension++),
                        _ => result.slice(dimension++, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step ?? 1),
                    };
                }
                return result;
            }

            set
            {
                using var part = this[indices];
                part.copy_(value);
            }
        }
    }
}
