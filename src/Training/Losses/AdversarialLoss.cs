using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Losses;

/// <summary>How far verdicts are from saying "real" or "generated", averaged over patches.</summary>
public sealed class AdversarialLoss : IDisposable
{
    private readonly Module<Tensor, Tensor, Tensor> _distance;

    /// <summary>Makes the loss.</summary>
    public AdversarialLoss(AdversarialKind kind)
        => _distance = kind == AdversarialKind.LeastSquares ? MSELoss() : BCEWithLogitsLoss();

    /// <summary>The loss of verdicts that should all say "real".</summary>
    public Tensor AsReal(Tensor logits) => _distance.forward(logits, ones_like(logits));

    /// <summary>The loss of verdicts that should all say "generated".</summary>
    public Tensor AsGenerated(Tensor logits) => _distance.forward(logits, zeros_like(logits));

    /// <inheritdoc/>
    public void Dispose() => _distance.Dispose();
}
