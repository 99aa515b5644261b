using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Health;

/// <summary>Counts in how many evaluations in a row each problem was found, and decides when to report it and when to stop.</summary>
internal sealed class TrainingHealth
{
    private readonly HealthOptions _options;

    /// <param name="options">The bounds.</param>
    /// <param name="evaluations">The counts at the step from which the run continues.</param>
    public TrainingHealth(HealthOptions options, IReadOnlyDictionary<HealthProblem, int> evaluations) => (_options, Evaluations) = (options, evaluations);

    /// <summary>In how many evaluations in a row, up to the last one, each present problem was found; part of the run's state.</summary>
    public IReadOnlyDictionary<HealthProblem, int> Evaluations { get; private set; }

    /// <summary>Why the training should end after the last evaluation; null if it should go on.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Adds an evaluation and returns what has now been found in enough evaluations to be reported: each problem once, and again only after an evaluation without it.</summary>
    public IReadOnlyList<HealthFinding> Add(EvaluationMetrics metrics)
    {
        Dictionary<string, double> values = RunLog.Metrics(metrics).ToDictionary(figure => figure.Name, figure => figure.Value);
        HealthFinding[] found = [.. HealthFinding.Find(_options, name => values.TryGetValue(name, out double value) ? value : null)];
        Evaluations = found.ToDictionary(finding => finding.Problem, finding => Evaluations.GetValueOrDefault(finding.Problem) + 1);
        StopReason = _options.OnUnhealthy != UnhealthyAction.Stop ? null
            : found.FirstOrDefault(finding => finding.Problem is HealthProblem.OutputsAlike or HealthProblem.Copies && Evaluations[finding.Problem] >= _options.UnhealthyEvaluations)?.Sentence;
        return [.. found.Where(finding => Evaluations[finding.Problem] == _options.UnhealthyEvaluations)];
    }
}
