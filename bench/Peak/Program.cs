using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;

// Measures the peak of float32 arithmetic of this machine for bench/training.sh: 'THREADS' prints the number of additions and multiplications in a second, the best of several rounds
// of independent multiply-adds in registers. Nothing else should run meanwhile.
if (args is not [string text] || !int.TryParse(text, CultureInfo.InvariantCulture, out int threads) || threads < 1)
{
    Console.Error.WriteLine("Usage: THREADS");
    return 2;
}
const int rounds = 7, loops = 20_000_000;
bool isWide = Vector512.IsHardwareAccelerated;
double best = 0;
for (int round = 0; round < rounds; round++)
{
    using var start = new Barrier(threads + 1);
    Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
    {
        start.SignalAndWait();
        GC.KeepAlive(isWide ? Wide() : Narrow());
    }))];
    foreach (Thread worker in workers) worker.Start();
    long begun = Stopwatch.GetTimestamp();
    start.SignalAndWait();
    foreach (Thread worker in workers) worker.Join();
    double operations = 2.0 * 10 * (isWide ? 16 : 8) * loops * threads;
    if (round > 0) best = Math.Max(best, operations / Stopwatch.GetElapsedTime(begun).TotalSeconds); // the first round compiles
}
Console.WriteLine(best.ToString("F0", CultureInfo.InvariantCulture));
return 0;

// Ten sums that do not depend on each other, because a multiply-add takes four to five cycles and two can begin in each.
static object Wide()
{
    Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(0.001f);
    Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x;
    for (int loop = 0; loop < loops; loop++)
    {
        a = Vector512.FusedMultiplyAdd(a, x, y);
        b = Vector512.FusedMultiplyAdd(b, x, y);
        c = Vector512.FusedMultiplyAdd(c, x, y);
        d = Vector512.FusedMultiplyAdd(d, x, y);
        e = Vector512.FusedMultiplyAdd(e, x, y);
        f = Vector512.FusedMultiplyAdd(f, x, y);
        g = Vector512.FusedMultiplyAdd(g, x, y);
        h = Vector512.FusedMultiplyAdd(h, x, y);
        i = Vector512.FusedMultiplyAdd(i, x, y);
        j = Vector512.FusedMultiplyAdd(j, x, y);
    }
    return a + b + c + d + e + f + g + h + i + j;
}

static object Narrow()
{
    Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(0.001f);
    Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x;
    for (int loop = 0; loop < loops; loop++)
    {
        a = Vector256.FusedMultiplyAdd(a, x, y);
        b = Vector256.FusedMultiplyAdd(b, x, y);
        c = Vector256.FusedMultiplyAdd(c, x, y);
        d = Vector256.FusedMultiplyAdd(d, x, y);
        e = Vector256.FusedMultiplyAdd(e, x, y);
        f = Vector256.FusedMultiplyAdd(f, x, y);
        g = Vector256.FusedMultiplyAdd(g, x, y);
        h = Vector256.FusedMultiplyAdd(h, x, y);
        i = Vector256.FusedMultiplyAdd(i, x, y);
        j = Vector256.FusedMultiplyAdd(j, x, y);
    }
    return a + b + c + d + e + f + g + h + i + j;
}
