using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes.Matching;

/// <summary>Pairs the members of two sequences without crossing: as many pairs as can be, of those the cheapest. Pure.</summary>
internal static class Alignment
{
    /// <summary>Beyond so many possible pairs the first that fit are taken: a change with hundreds of equal comments is no honest one.</summary>
    private const int Considered = 250_000;

    /// <summary>The pairs, in order.</summary>
    /// <param name="cost">What pairing a member of the first with one of the second costs; null where they can't be a pair.</param>
    public static ImmutableArray<(int First, int Second)> Of(int first, int second, Func<int, int, long?> cost)
    {
        if (first == 0 || second == 0) return [];
        if (first == 1 && second == 1) return cost(0, 0) is null ? [] : [(0, 0)];
        if ((long)first * second > Considered) return FirstThatFit(first, second, cost);
        // best[i, j]: of the members from i and from j on.
        var best = new (int Pairs, long Cost)[first + 1, second + 1];
        for (var i = first - 1; i >= 0; i--)
        {
            for (var j = second - 1; j >= 0; j--)
            {
                best[i, j] = Better(best[i + 1, j], best[i, j + 1]);
                if (cost(i, j) is { } price) best[i, j] = Better(best[i, j], Paired(best, i, j, price));
            }
        }

        var pairs = ImmutableArray.CreateBuilder<(int, int)>(best[0, 0].Pairs);
        for (int i = 0, j = 0; i < first && j < second;)
        {
            if (cost(i, j) is { } price && best[i, j] == Paired(best, i, j, price)) pairs.Add((i++, j++));
            else if (best[i, j] == best[i + 1, j]) i++;
            else j++;
        }

        return pairs.DrainToImmutable();
    }

    private static ImmutableArray<(int First, int Second)> FirstThatFit(int first, int second, Func<int, int, long?> cost)
    {
        var pairs = ImmutableArray.CreateBuilder<(int, int)>();
        var next = 0;
        for (var j = 0; j < second; j++)
        {
            var i = next;
            while (i < first && cost(i, j) is null) i++;
            if (i == first) continue;
            pairs.Add((i, j));
            next = i + 1;
        }

        return pairs.DrainToImmutable();
    }

    private static (int Pairs, long Cost) Paired((int Pairs, long Cost)[,] best, int i, int j, long price) =>
        (best[i + 1, j + 1].Pairs + 1, best[i + 1, j + 1].Cost + price);

    private static (int Pairs, long Cost) Better((int Pairs, long Cost) a, (int Pairs, long Cost) b) =>
        a.Pairs > b.Pairs || (a.Pairs == b.Pairs && a.Cost <= b.Cost) ? a : b;
}
