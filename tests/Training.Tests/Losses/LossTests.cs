using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Losses;

/// <summary>The expected values are worked out by hand from the formulas of the papers.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class LossTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(AdversarialLoss.CrossEntropy, 1.220095, 0.720095, 1.220095)] // ln(1 + e^-x) and ln(1 + e^x), averaged over -2 and 1
    [InlineData(AdversarialLoss.LeastSquares, 4.5, 2.5, 4.5)] // ((-3)² + 0²) / 2 and ((-2)² + 1²) / 2
    [InlineData(AdversarialLoss.Hinge, 1.5, 1.0, 0.5)] // (3 + 0) / 2, (0 + 2) / 2, -mean
    [InlineData(AdversarialLoss.Wasserstein, 0.5, -0.5, 0.5)]
    public void Adversarial_losses_have_the_values_of_their_formulas(AdversarialLoss kind, double real, double fake, double generator)
    {
        using DisposeScope scope = NewDisposeScope();
        Judgement[] judgements = [Says(-2, 1)];
        Assert.Equal(real, AdversarialObjective.OfDiscriminator(kind, judgements, isReal: true).item<float>(), Tolerance);
        Assert.Equal(fake, AdversarialObjective.OfDiscriminator(kind, judgements, isReal: false).item<float>(), Tolerance);
        Assert.Equal(generator, AdversarialObjective.OfGenerator(kind, judgements).item<float>(), Tolerance);
    }

    [Fact]
    public void Several_discriminators_count_alike_whatever_their_number_of_patches()
    {
        using DisposeScope scope = NewDisposeScope();
        double found = AdversarialObjective.OfGenerator(AdversarialLoss.Wasserstein, [Says(1), Says(3, 3, 3, 3)]).item<float>();
        Assert.Equal(-2, found, Tolerance);
    }

    [Fact]
    public void The_Wasserstein_penalty_of_a_linear_critic_is_its_distance_from_slope_1()
    {
        using DisposeScope scope = NewDisposeScope();
        // The critic is 3 x the sum of two pixels: its gradient is (3, 3), whose norm is 3 sqrt(2).
        Tensor penalty = GradientPenalty.OfWasserstein(Linear(3), rand(2, 1, 1, 2), rand(2, 1, 1, 2), rand(2, 1, 1, 1));
        Assert.Equal(Math.Pow(3 * Math.Sqrt(2) - 1, 2), penalty.item<float>(), 1e-4);
    }

    [Fact]
    public void R1_of_a_linear_discriminator_is_the_square_of_its_slope()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(18, GradientPenalty.OfReal(Linear(3), rand(2, 1, 1, 2)).item<float>(), 1e-4);
    }

    [Fact]
    public void Penalties_change_the_weights_of_a_discriminator_through_its_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        using var discriminator = new DiscriminatorNetwork(new DiscriminatorOptions { Size = 64, Width = 4, Layers = 2, Scales = 2 });
        WeightInitializer.Initialize(discriminator, 1, RandomPurpose.DiscriminatorWeights);
        Tensor painting = rand(1, 3, 64, 64), style = zeros(1, 5);
        GradientPenalty.OfReal(mel => discriminator.forward(painting, style, mel), rand(1, 1, 64, 64)).backward();
        Assert.All(discriminator.named_parameters().Where(p => p.name.EndsWith("weight", StringComparison.Ordinal)),
            p => Assert.True(p.parameter.grad!.abs().max().item<float>() > 0, p.name));
    }

    [Fact]
    public void Feature_matching_weighs_layers_as_pix2pixHD_does()
    {
        using DisposeScope scope = NewDisposeScope();
        // Two discriminators with three layers (n = 2): every layer has the weight 4 / 3 / 2. The distances are 1, 2, 3 and 0, 0, 6.
        Judgement Of(params float[] values) => new(zeros(1), [.. values.Select(value => full([1, 2, 2, 2], value))]);
        double found = FeatureMatching.Distance([Of(1, 2, 3), Of(0, 0, 6)], [Of(0, 0, 0), Of(0, 0, 0)]).item<float>();
        Assert.Equal(12 * 4.0 / 3 / 2, found, Tolerance);
    }

    [Fact]
    public void The_nearest_partner_is_chosen_for_each_example()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor generated = tensor(new float[] { 0, 10 }).reshape(2, 1, 1, 1);
        Tensor partners = tensor(new float[] { 5, 1, -4, /* */ 7, 20, 10.5f }).reshape(2, 3, 1, 1);
        (Tensor distance, Tensor nearest) = NearestPartner.Find(generated, partners, null);
        Assert.Equal((1 + 0.5) / 2, distance.item<float>(), Tolerance);
        Assert.Equal([1, 10.5f], nearest.data<float>().ToArray());
    }

    [Fact]
    public void With_one_partner_the_distance_is_the_L1_loss()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = rand(2, 1, 4, 4), b = rand(2, 1, 4, 4);
        Assert.Equal(nn.functional.l1_loss(a, b).item<float>(), NearestPartner.Find(a, b, null).Distance.item<float>(), Tolerance);
    }

    [Fact]
    public void Band_weights_fall_in_a_straight_line_and_have_mean_1()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] weights = NearestPartner.BandWeights(5, 3)!.data<float>().ToArray();
        Assert.Equal([1.5f, 1.25f, 1f, 0.75f, 0.5f], weights.Select(w => MathF.Round(w, 5)));
        Assert.Null(NearestPartner.BandWeights(5, 1));
    }

    [Fact]
    public void The_style_loss_is_the_cross_entropy_of_the_requested_style()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor(new float[] { 0, MathF.Log(3), /* */ 5, 5 }).reshape(2, 2), style = tensor(new float[] { 0, 1, /* */ 0, 0 }).reshape(2, 2);
        Assert.Equal(-Math.Log(0.75) / 2, StyleObjective.OfRequested(logits, style).item<float>(), Tolerance);
    }

    [Fact]
    public void The_style_ambiguity_is_0_where_all_styles_are_found_alike_and_counts_only_examples_without_a_style()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor alike = tensor(new float[] { 2, 2 }).reshape(1, 2), sure = tensor(new float[] { 0, MathF.Log(3) }).reshape(1, 2);
        Tensor none = zeros(1, 2), known = tensor(new float[] { 1, 0 }).reshape(1, 2);
        Assert.Equal(0, StyleObjective.OfAmbiguous(alike, none).item<float>(), Tolerance);
        // -(ln 1/4 + ln 3/4) / 2 - ln 2
        Assert.Equal(0.143841, StyleObjective.OfAmbiguous(sure, none).item<float>(), Tolerance);
        Assert.Equal(0, StyleObjective.OfAmbiguous(sure, known).item<float>(), Tolerance);
    }

    [Fact]
    public void The_roll_loss_is_the_cross_entropy_of_the_nearest_roll_with_notes_counting_more()
    {
        using DisposeScope scope = NewDisposeScope();
        // One cell; the logit ln 3 is the probability 3/4. A note costs 5 ln(4/3), none costs ln 4.
        Tensor logits = full([1, 1, 1, 1], MathF.Log(3)), rolls = tensor(new float[] { 0, 1 }).reshape(1, 2, 1, 1, 1);
        (Tensor distance, Tensor index) = RollObjective.Nearest(logits, rolls, 5);
        Assert.Equal(Math.Log(4), distance.item<float>(), Tolerance);
        Assert.Equal(0, index.item<long>());
        (distance, index) = RollObjective.Nearest(logits, rolls, 1);
        Assert.Equal(Math.Log(4.0 / 3), distance.item<float>(), Tolerance);
        Assert.Equal(1, index.item<long>());
    }

    [Fact]
    public void Band_statistics_do_not_depend_on_the_order_of_frames()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mel = rand(2, 1, 4, 8), reordered = mel.flip(3);
        Assert.Equal(0, BandStatisticsDistance.Of(mel, reordered).item<float>(), 1e-4);
        Assert.Equal(0.5, BandStatisticsDistance.Of(mel, mel + 0.5f).item<float>(), 1e-4);
        Assert.True(BandStatisticsDistance.Of(mel, mel.mean([3], keepdim: true).expand_as(mel)).item<float>() > 0.1);
    }

    private static Judgement Says(params float[] logits) => new(tensor(logits).reshape(1, 1, 1, -1), []);

    private static Func<Tensor, IReadOnlyList<Judgement>> Linear(float slope) => mel => [new Judgement(mel.sum([3], keepdim: true) * slope, [])];
}
