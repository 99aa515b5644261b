namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>What the clips of an <see cref="EvaluationRow"/> are.</summary>
public enum EvaluationRowKind
{
    /// <summary>Real clips that were held out: the goal of every figure.</summary>
    Real,

    /// <summary>The same clips after the way to a mel-spectrogram and back: what a perfect generator could reach.</summary>
    RoundTrip,

    /// <summary>Existing recordings chosen for the paintings: what a model must be better than.</summary>
    Baseline,

    /// <summary>Music that a model made from the paintings.</summary>
    Model,

    /// <summary>Music that a model made although the painting does not belong to the request: a control.</summary>
    Control,

    /// <summary>Music that a model made from pictures unlike its training data.</summary>
    OtherPictures,
}
