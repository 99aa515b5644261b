using System.Numerics.Tensors;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing.Assignment;

/// <summary>
/// One clip for each painting by an auction with epsilon scaling (D. Bertsekas, "The auction algorithm: a distributed relaxation method for the
/// assignment problem", Annals of Operations Research 14, 1988). What is sold are places in lots: a lot is one clip at one cost of use, with as
/// many places as it may be used at that cost. The cheapest place of a lot is bid for up to what the best other lot is worth (D. Bertsekas and
/// D. Castanon, "The auction algorithm for the transportation problem", Annals of Operations Research 20, 1989), so that places that are alike
/// start no war of small bids. Places that stay free go to bidders to whom all are alike, which makes both sides equally many. The cost is at
/// most the least plus epsilon for every place; <see cref="LowerBound"/> says how near it really is.
/// </summary>
internal sealed class Auction
{
    private const float FirstEpsilon = 0.25f, LastEpsilon = 1e-5f, Scale = 5;
    private const int Nobody = -1, Idle = -2; // who has a place that no painting has

    private readonly int _paintings;
    private readonly int _clips;
    private readonly Action<int, float[]> _fill;
    private readonly float[] _costs; // of each step of use; the lots are [step, clip]
    private readonly int[] _firstPlace; // of each lot; and the end
    private readonly int[] _lotOf; // each place
    private readonly float[] _price; // of each place, with its cost
    private readonly int[] _owner; // of each place
    private readonly float[] _lowest; // the price of each lot: that of its cheapest place
    private readonly int[] _cheapest; // that place
    private readonly float[] _row; // what each clip costs the painting that bids
    private readonly float[] _worth; // and with its price each lot
    private readonly Queue<int> _waiting;
    private readonly PriorityQueue<int, (float, int)> _places = new(); // those that are not idle, by a price that they have or had
    private int _idle; // bidders without a place, to whom all are alike

    /// <param name="paintings">The number of paintings.</param>
    /// <param name="clips">The number of clips.</param>
    /// <param name="places">How many places each lot has, [step, clip]; together at least as many as there are paintings.</param>
    /// <param name="costs">What a place costs whoever has it, for each step of use.</param>
    /// <param name="fill">Writes what each clip costs a painting.</param>
    public Auction(int paintings, int clips, int[] places, float[] costs, Action<int, float[]> fill)
    {
        (_paintings, _clips, _costs, _fill) = (paintings, clips, costs, fill);
        int lots = places.Length;
        _firstPlace = new int[lots + 1];
        for (int lot = 0; lot < lots; lot++) _firstPlace[lot + 1] = _firstPlace[lot] + places[lot];
        int all = _firstPlace[lots];
        (_price, _owner, _lotOf) = (new float[all], new int[all], new int[all]);
        (_lowest, _cheapest, _row, _worth) = (new float[lots], new int[lots], new float[clips], new float[lots]);
        for (int lot = 0; lot < lots; lot++)
        {
            _lotOf.AsSpan(_firstPlace[lot], places[lot]).Fill(lot);
            _price.AsSpan(_firstPlace[lot], places[lot]).Fill(CostOf(lot));
            FindCheapest(lot);
        }
        _waiting = new Queue<int>(paintings);
    }

    /// <summary>How many bids there were.</summary>
    public long Bids { get; private set; }

    /// <summary>The clip of each painting.</summary>
    public int[] Run()
    {
        for (float epsilon = FirstEpsilon; ; epsilon = Math.Max(LastEpsilon, epsilon / Scale))
        {
            Array.Fill(_owner, Nobody);
            for (int painting = 0; painting < _paintings; painting++) _waiting.Enqueue(painting);
            _idle = _owner.Length - _paintings;
            _places.Clear();
            if (_idle > 0) _places.EnqueueRange(Enumerable.Range(0, _owner.Length).Select(place => (place, (PriceOf(place), place))));
            while (_waiting.Count > 0 || _idle > 0)
            {
                if (_waiting.TryDequeue(out int painting)) Bid(painting, epsilon);
                else BidIdly(epsilon);
            }
            if (epsilon <= LastEpsilon) break;
        }
        var clips = new int[_paintings];
        for (int place = 0; place < _owner.Length; place++)
        {
            if (_owner[place] >= 0) clips[_owner[place]] = _lotOf[place] % _clips;
        }
        return clips;
    }

    /// <summary>
    /// What no solution can cost less than, by the prices as dual variables: paintings pay at least the least of cost and price, of which
    /// the places get back what they are priced over those that stay free.
    /// </summary>
    public double LowerBound()
    {
        float[] own = [.. _lotOf.Select(lot => _lowest[lot] - CostOf(lot))];
        float level = own.Order().ElementAt(Math.Max(0, own.Length - _paintings - 1));
        double bound = -own.Sum(price => (double)Math.Max(0, price - level));
        var prices = new float[_lowest.Length];
        for (int lot = 0; lot < prices.Length; lot++) prices[lot] = Math.Max(_lowest[lot] - level, CostOf(lot));
        for (int painting = 0; painting < _paintings; painting++) bound += LeastOf(painting, prices).Worth;
        return bound;
    }

    private (int Lot, float Worth) LeastOf(int painting, float[] prices)
    {
        _fill(painting, _row);
        for (int lot = 0; lot < prices.Length; lot += _clips)
            TensorPrimitives.Add(_row, prices.AsSpan(lot, _clips), _worth.AsSpan(lot, _clips));
        int least = TensorPrimitives.IndexOfMin<float>(_worth);
        return (least, _worth[least]);
    }

    private float CostOf(int lot) => _costs[lot / _clips];

    // Without what it costs whoever has it.
    private float PriceOf(int place) => _price[place] - CostOf(_lotOf[place]);

    private void Bid(int painting, float epsilon)
    {
        Bids++;
        (int best, float least) = LeastOf(painting, _lowest);
        _worth[best] = float.PositiveInfinity;
        float next = TensorPrimitives.Min<float>(_worth);
        if (float.IsPositiveInfinity(next)) next = least;
        Take(_cheapest[best], painting, _lowest[best] + (next - least) + epsilon);
    }

    private void BidIdly(float epsilon)
    {
        int place = TakeLowest(out float price);
        float next = price;
        if (_places.Count > 0)
        {
            int other = TakeLowest(out next);
            _places.Enqueue(other, (next, other));
        }
        _idle--;
        Take(place, Idle, next + epsilon + CostOf(_lotOf[place]));
    }

    // Prices only rise: one that is out of date is put back in its place.
    private int TakeLowest(out float price)
    {
        while (true)
        {
            _places.TryDequeue(out int place, out (float Price, int) known);
            price = PriceOf(place);
            if (price <= known.Price) return place;
            _places.Enqueue(place, (price, place));
        }
    }

    private void Take(int place, int bidder, float price)
    {
        int loser = _owner[place];
        _owner[place] = bidder;
        _price[place] = price;
        FindCheapest(_lotOf[place]);
        if (loser >= 0) _waiting.Enqueue(loser);
        if (loser != Idle) return;
        _idle++;
        _places.Enqueue(place, (PriceOf(place), place));
    }

    private void FindCheapest(int lot)
    {
        ReadOnlySpan<float> prices = _price.AsSpan(_firstPlace[lot], _firstPlace[lot + 1] - _firstPlace[lot]);
        if (prices.IsEmpty)
        {
            _lowest[lot] = float.PositiveInfinity;
            return;
        }
        int cheapest = prices.Length == 1 ? 0 : TensorPrimitives.IndexOfMin(prices);
        (_cheapest[lot], _lowest[lot]) = (_firstPlace[lot] + cheapest, prices[cheapest]);
    }
}
