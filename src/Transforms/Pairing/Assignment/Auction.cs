using System.Numerics.Tensors;

namespace Pix2Pitch.Pairing.Assignment;

/// <summary>
/// Gives each painting one clip, at almost the lowest total cost, by an auction with epsilon scaling (D. Bertsekas, "The auction algorithm: a
/// distributed relaxation method for the assignment problem", Annals of Operations Research 14, 1988). Paintings bid for places. A lot is the
/// places of one clip that have the same cost of use. A painting bids for the cheapest place of its best lot, and bids up to the value of its
/// second-best lot (D. Bertsekas and D. Castanon, "The auction algorithm for the transportation problem", Annals of Operations Research 20,
/// 1989): if equal places competed with each other, prices would rise by epsilon only. Idle bidders, to which all places are worth the same, take
/// the places that no painting needs, so that bidders and places are equally many. The cost is at most epsilon per place above the optimum;
/// <see cref="LowerBound"/> gives a closer bound.
/// </summary>
internal sealed class Auction
{
    private const float FirstEpsilon = 0.25f, LastEpsilon = 1e-5f, EpsilonDivisor = 5;
    private const int NoOwner = -1, IdleBidder = -2; // owners of places that are not paintings

    private readonly int _paintings;
    private readonly int _clips;
    private readonly Action<int, float[]> _fillCosts;
    private readonly float[] _useCosts; // of each step of use
    private readonly int[] _firstPlace; // of each lot, [step, clip]; then the number of all places
    private readonly int[] _cheapestPlace; // of each lot
    private readonly float[] _lowestPrice; // of each lot: the price of its cheapest place; infinite for a lot without places
    private readonly int[] _lot; // of each place
    private readonly float[] _price; // of each place, with its cost of use
    private readonly int[] _owner; // of each place
    private readonly float[] _costs; // buffer: the cost of each clip for one painting
    private readonly float[] _totals; // buffer: cost and price of each lot for one painting
    private readonly Queue<int> _waitingPaintings;
    private readonly PriorityQueue<int, (float Price, int Place)> _placesForIdle = new(); // without an idle owner; the price may be an old, lower one
    private int _waitingIdle; // number of idle bidders without a place

    /// <param name="paintings">The number of paintings.</param>
    /// <param name="clips">The number of clips.</param>
    /// <param name="places">The number of places of each lot, [step, clip]; in total at least one for each painting.</param>
    /// <param name="useCosts">The cost of use in each step.</param>
    /// <param name="fillCosts">Writes the cost of each clip for a painting.</param>
    public Auction(int paintings, int clips, int[] places, float[] useCosts, Action<int, float[]> fillCosts)
    {
        (_paintings, _clips, _useCosts, _fillCosts) = (paintings, clips, useCosts, fillCosts);
        int lots = places.Length;
        _firstPlace = new int[lots + 1];
        for (int lot = 0; lot < lots; lot++) _firstPlace[lot + 1] = _firstPlace[lot] + places[lot];
        int count = _firstPlace[lots];
        (_price, _owner, _lot) = (new float[count], new int[count], new int[count]);
        (_lowestPrice, _cheapestPlace, _costs, _totals) = (new float[lots], new int[lots], new float[clips], new float[lots]);
        for (int lot = 0; lot < lots; lot++)
        {
            _lot.AsSpan(_firstPlace[lot], places[lot]).Fill(lot);
            _price.AsSpan(_firstPlace[lot], places[lot]).Fill(UseCost(lot));
            FindCheapest(lot);
        }
        _waitingPaintings = new Queue<int>(paintings);
    }

    /// <summary>Runs the auction and returns the clip of each painting.</summary>
    public int[] Run()
    {
        for (float epsilon = FirstEpsilon; ; epsilon = Math.Max(LastEpsilon, epsilon / EpsilonDivisor))
        {
            RunPhase(epsilon);
            if (epsilon <= LastEpsilon) break;
        }
        var clips = new int[_paintings];
        for (int place = 0; place < _owner.Length; place++)
        {
            if (_owner[place] >= 0) clips[_owner[place]] = _lot[place] % _clips;
        }
        return clips;
    }

    /// <summary>
    /// A number that no solution can cost less than, from the prices as dual variables: every painting pays at least the lowest sum of cost and
    /// price, and the places give back what their prices are above the price of a free place.
    /// </summary>
    public double LowerBound()
    {
        float[] prices = [.. _lot.Select(lot => _lowestPrice[lot] - UseCost(lot))];
        float freePrice = prices.Order().ElementAt(Math.Max(0, prices.Length - _paintings - 1));
        double bound = -prices.Sum(price => (double)Math.Max(0, price - freePrice));
        var lotPrices = new float[_lowestPrice.Length];
        for (int lot = 0; lot < lotPrices.Length; lot++) lotPrices[lot] = Math.Max(_lowestPrice[lot] - freePrice, UseCost(lot));
        for (int painting = 0; painting < _paintings; painting++) bound += FindBest(painting, lotPrices).Total;
        return bound;
    }

    // Keeps the prices of the phase before, which are near those of the optimum, and sells all places again.
    private void RunPhase(float epsilon)
    {
        Array.Fill(_owner, NoOwner);
        for (int painting = 0; painting < _paintings; painting++) _waitingPaintings.Enqueue(painting);
        _waitingIdle = _owner.Length - _paintings;
        _placesForIdle.Clear();
        if (_waitingIdle > 0) _placesForIdle.EnqueueRange(Enumerable.Range(0, _owner.Length).Select(place => (place, (PriceWithoutUse(place), place))));
        while (_waitingPaintings.Count > 0 || _waitingIdle > 0)
        {
            if (_waitingPaintings.TryDequeue(out int painting)) Bid(painting, epsilon);
            else BidIdle(epsilon);
        }
    }

    private void Bid(int painting, float epsilon)
    {
        (int best, float total) = FindBest(painting, _lowestPrice);
        _totals[best] = float.PositiveInfinity;
        float second = TensorPrimitives.Min<float>(_totals);
        if (float.IsPositiveInfinity(second)) second = total; // there is no other lot
        Sell(_cheapestPlace[best], painting, _lowestPrice[best] + (second - total) + epsilon);
    }

    private void BidIdle(float epsilon)
    {
        int place = DequeueCheapest(out float price);
        float second = price;
        if (_placesForIdle.Count > 0)
        {
            int other = DequeueCheapest(out second);
            _placesForIdle.Enqueue(other, (second, other));
        }
        _waitingIdle--;
        Sell(place, IdleBidder, second + epsilon + UseCost(_lot[place]));
    }

    private void Sell(int place, int bidder, float price)
    {
        int loser = _owner[place];
        _owner[place] = bidder;
        _price[place] = price;
        FindCheapest(_lot[place]);
        if (loser >= 0) _waitingPaintings.Enqueue(loser);
        if (loser != IdleBidder) return;
        _waitingIdle++;
        _placesForIdle.Enqueue(place, (PriceWithoutUse(place), place));
    }

    // Fills _totals too.
    private (int Lot, float Total) FindBest(int painting, float[] lotPrices)
    {
        _fillCosts(painting, _costs);
        for (int lot = 0; lot < lotPrices.Length; lot += _clips)
            TensorPrimitives.Add(_costs, lotPrices.AsSpan(lot, _clips), _totals.AsSpan(lot, _clips));
        int best = TensorPrimitives.IndexOfMin<float>(_totals);
        return (best, _totals[best]);
    }

    // Prices only rise, so a place whose price in the queue is out of date is put back with its present one.
    private int DequeueCheapest(out float price)
    {
        while (true)
        {
            _placesForIdle.TryDequeue(out int place, out (float Price, int) queued);
            price = PriceWithoutUse(place);
            if (price <= queued.Price) return place;
            _placesForIdle.Enqueue(place, (price, place));
        }
    }

    private void FindCheapest(int lot)
    {
        ReadOnlySpan<float> prices = _price.AsSpan(_firstPlace[lot], _firstPlace[lot + 1] - _firstPlace[lot]);
        if (prices.IsEmpty)
        {
            _lowestPrice[lot] = float.PositiveInfinity;
            return;
        }
        int cheapest = prices.Length == 1 ? 0 : TensorPrimitives.IndexOfMin(prices);
        (_cheapestPlace[lot], _lowestPrice[lot]) = (_firstPlace[lot] + cheapest, prices[cheapest]);
    }

    private float UseCost(int lot) => _useCosts[lot / _clips];

    private float PriceWithoutUse(int place) => _price[place] - UseCost(_lot[place]);
}
