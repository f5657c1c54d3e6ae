using System.Globalization;
using System.Text;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>
/// Gerrit's own messages (3.5 on) name accounts by number, "&lt;GERRIT_ACCOUNT_1000001&gt;", in the REST API alone. Stream and query put
/// names in; so must we, or one message would be two.
/// </summary>
internal static class AccountNames
{
    private const string Head = "<GERRIT_ACCOUNT_";

    /// <summary>The text with the names of those accounts; others stay numbers.</summary>
    public static string PutInto(string text, IReadOnlyList<Account> accounts)
    {
        StringBuilder? named = null;
        var done = 0;
        for (int at; (at = text.IndexOf(Head, done, StringComparison.Ordinal)) >= 0;)
        {
            var digits = text.AsSpan(at + Head.Length);
            var end = digits.IndexOf('>');
            named ??= new();
            if (end > 0 && long.TryParse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && accounts.FirstOrDefault(a => a.Id == id) is { } account)
            {
                named.Append(text, done, at - done).Append(Named(account));
                done = at + Head.Length + end + 1;
            }
            else
            {
                named.Append(text, done, at + Head.Length - done);
                done = at + Head.Length;
            }
        }

        return named is null ? text : named.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>As Gerrit writes it (seen on 3.5 to 3.13); an account without a name has the words of its default setting.</summary>
    private static string Named(Account account)
    {
        var name = account.Name ?? "Name of user not set";
        return account.Email is { } email ? $"{name} <{email}>" : string.Create(CultureInfo.InvariantCulture, $"{name} ({account.Id})");
    }
}
