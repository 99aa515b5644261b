using static TorchSharp.torch;

namespace Pix2Pitch.Training.Losses;

/// <summary>
/// L1 distance from the nearest of several clips that a painting is paired with: conditional IMLE (Li et al. 2020) turned to the targets. The distance from
/// one clip asks for the average of all clips that could have been drawn; the distance from the nearest asks for one of them.
/// </summary>
internal static class NearestPartner
{
    /// <summary>Finds the nearest clip of each example.</summary>
    /// <param name="generated">[N, 1, S, S].</param>
    /// <param name="partners">[N, k, S, S].</param>
    /// <param name="bandWeights">[1, 1, S, 1] with mean 1; null if all bands count alike.</param>
    /// <returns>The mean distance, and the nearest clips [N, 1, S, S].</returns>
    public static (Tensor Distance, Tensor Nearest) Find(Tensor generated, Tensor partners, Tensor? bandWeights)
    {
        Tensor difference = (generated - partners).abs();
        if (bandWeights is not null)
            difference = difference * bandWeights;
        Tensor distances = difference.mean([2, 3]);
        if (partners.shape[1] == 1)
            return (distances.mean(), partners);
        (Tensor smallest, Tensor index) = distances.min(1, keepdim: true);
        long[] shape = partners.shape;
        Tensor nearest = partners.gather(1, index.reshape(-1, 1, 1, 1).expand(shape[0], 1, shape[2], shape[3]));
        return (smallest.mean(), nearest);
    }

    /// <summary>Weights of the bands that fall in a straight line from the lowest to the highest band, with mean 1.</summary>
    /// <param name="bands">Number of bands.</param>
    /// <param name="lowest">Weight of the lowest band relative to that of the highest; 1 for equal weights.</param>
    /// <returns>[1, 1, bands, 1]; null for equal weights.</returns>
    public static Tensor? BandWeights(int bands, double lowest)
        => lowest == 1 ? null : (linspace(lowest, 1, bands) / (0.5 * (lowest + 1))).to(ScalarType.Float32).reshape(1, 1, bands, 1);
}
