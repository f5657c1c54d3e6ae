using System.Text;

namespace CiWatch.Tests.Stress.History;

/// <summary>The first differences, with what the database has beside them: enough to find the fault by.</summary>
internal static class DifferenceReport
{
    private const int Shown = 10;

    public static string Of(string what, Differences differences, IReadOnlyCollection<Stored> stored, StoredHistory database)
    {
        StringBuilder text = new();
        foreach (var lost in differences.Lost.OrderBy(s => s.EventAt).Take(Shown))
        {
            text.AppendLine($"LOST {what} {lost.Change},{lost.PatchSet} {lost.Account} at {lost.At:T} told {lost.EventAt:T} vote {lost.Vote}: {Line(lost.StreamText)}");
            Beside(lost.Change, lost.PatchSet, lost.Account, lost.StreamText, lost.Text);
        }

        foreach (var doubled in differences.Doubled.OrderBy(s => s.At).Take(Shown))
        {
            text.AppendLine($"DOUBLED {what} #{doubled.Id} {doubled.Change},{doubled.PatchSet} {doubled.Account} at {doubled.At:T} vote {doubled.Vote}: {Line(doubled.Text)}");
            Beside(doubled.Change, doubled.PatchSet, doubled.Account, doubled.Text, doubled.Text);
        }

        foreach (var (said, there) in differences.OtherVote.Take(Shown))
            text.AppendLine($"OTHER VOTE {what} #{there.Id} {said.Change},{said.PatchSet} {said.Account} at {said.At:T}: {said.Vote} was cast, {there.Vote} is stored from {database.RawLine(there.RawLine)}: {Line(said.Text)}");
        return text.ToString();

        void Beside(int change, int patchSet, string account, params string[] texts)
        {
            foreach (var s in stored.Where(s => (s.Change, s.PatchSet, s.Account) == (change, patchSet, account) && texts.Contains(s.Text)).OrderBy(s => s.At))
                text.AppendLine($"    stored #{s.Id} at {s.At:T} vote {s.Vote} from {database.RawLine(s.RawLine)}: {Line(s.Text)}");
        }
    }

    private static string Line(string text) => text.ReplaceLineEndings("⏎");
}
