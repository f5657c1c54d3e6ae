namespace CiWatch.Ingest.Votes.Matching;

/// <summary>Finds the report that an event tells of, where another source was quicker. Pure.</summary>
public static class EventMatch
{
    /// <summary>
    /// The place of the report in <paramref name="stored"/> that <paramref name="told"/> tells of; −1 where it is a new one.
    /// A stream tells each event once, so what it has told is never meant again. A replay tells again: its n-th event of these words
    /// and this second is the n-th that is known, and beyond those it is new, or one that no event has told.
    /// </summary>
    /// <param name="nth">Of a replay: the how-manieth saying of its kind it is in this run, from 1. 0 for the stream.</param>
    public static int Find(IReadOnlyList<Saying> stored, Saying told, int nth)
    {
        var known = 0;
        for (var i = 0; nth > 0 && i < stored.Count; i++)
        {
            if (IsSameEvent(stored[i], told) && ++known == nth) return i;
        }

        var found = Nearest(stored, told, s => IsSameEvent(s, told) && nth == 0 && !s.Sources.Any(ReportSources.Stream), sameWords: true);
        if (found < 0) found = Nearest(stored, told, s => !s.HasEvent && (s.Text == told.Text || s.EventText == told.Text), sameWords: true);
        if (found < 0 && told.Text.HasBareHeader)
            found = Nearest(stored, told, s => !s.HasEvent && s.EventText is null && s.Vote == told.Vote && s.Text.CountsComments, sameWords: false);
        return found;
    }

    private static bool IsSameEvent(Saying s, Saying told) =>
        s.HasEvent && s.EventAt == told.EventAt && IsSameSpeaker(s, told) && (s.Text == told.Text || s.EventText == told.Text);

    private static bool IsSameSpeaker(Saying s, Saying told) => s.PatchSet == told.PatchSet && s.Account == told.Account;

    private static int Nearest(IReadOnlyList<Saying> stored, Saying told, Func<Saying, bool> may, bool sameWords)
    {
        var best = -1;
        for (var i = 0; i < stored.Count; i++)
        {
            var s = stored[i];
            if (!IsSameSpeaker(s, told) || !may(s) || !Tolerance.Holds(s.At, told.At, sameWords)) continue;
            if (best < 0 || (s.At - told.At).Duration() < (stored[best].At - told.At).Duration()) best = i;
        }

        return best;
    }
}
