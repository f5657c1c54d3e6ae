using System.Collections.Immutable;
using CiWatch.Tests.Infrastructure;
using CiWatch.Tests.Stress.History;

namespace CiWatch.Tests.Stress.Scripted;

/// <summary>
/// A Gerrit without a Gerrit: what happens on it is acknowledged in files of the sshd's folder, which the script behind
/// <c>gerrit query</c> reads, and then told to the streams that are open. It remembers all that must be found at the end.
/// One thread acts on it.
/// </summary>
internal sealed class ScriptedGerrit
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly List<Said> _reports = [];
    private readonly List<Said> _rechecks = [];
    private int _changes;

    public ScriptedGerrit(SshdServer sshd, TimeProvider time, Random random)
    {
        (_folder, _time, _random) = (sshd.Folder, time, random);
        Outlet = new EventOutlet(sshd.Emit, time);
        Directory.CreateDirectory(Path.Combine(_folder, "changes"));
        File.WriteAllText(Path.Combine(_folder, "index"), "");
        ScriptedQuery.Install(_folder);
    }

    public EventOutlet Outlet { get; }

    /// <summary>How long ago things happen: history is made by going on from long ago to now.</summary>
    public TimeSpan Behind { get; set; }

    /// <summary>Each report of a CI, in the order of their acknowledgement.</summary>
    public ImmutableArray<Said> Reports
    {
        get
        {
            lock (_lock) return [.. _reports];
        }
    }

    /// <summary>Each request of a person to run again.</summary>
    public ImmutableArray<Said> Rechecks
    {
        get
        {
            lock (_lock) return [.. _rechecks];
        }
    }

    public ScriptedChange Create(string project, Person owner, string subject)
    {
        var now = Now;
        ScriptedChange change = new(++_changes, project, owner, subject, now);
        Upload(change, owner, "REWORK", now, new
        {
            change.Project,
            Branch = "master",
            change.Id,
            change.Number,
            change.Subject,
            change.Owner,
            change.Url,
            Hashtags = Array.Empty<string>(),
            change.CreatedOn,
            Open = true,
            Status = "NEW",
        });
        return change;
    }

    public void Upload(ScriptedChange change, Person who, string kind) => Upload(change, who, kind, Now, null);

    /// <summary>A review. The header with its vote is put before the text, as Gerrit does: only a vote that changes stands in it.</summary>
    /// <param name="verified">The vote that is sent along; null for none.</param>
    /// <param name="onPatchSet">A comment on the patch set as a whole: the stream then tells this alone, and queries a count of it.</param>
    public void Review(ScriptedChange change, int patchSet, Person who, string text, int? verified = null, string? onPatchSet = null, bool recheck = false)
    {
        var now = Now;
        // Gerrit takes the time when the request comes in, and tells of it when all is written.
        change.UpdatedOn = Math.Max(change.UpdatedOn, now - _random.Next(3));
        var before = change.Verified(patchSet, who);
        int? vote = verified is { } v && v != before ? v : null;
        if (vote is { } changed) change.Verify(patchSet, who, changed);
        var header = vote switch { null => "", 0 => " -Verified", > 0 => $" Verified+{vote}", _ => $" Verified{vote}" };
        var message = $"Patch Set {patchSet}:{header}\n\n{(onPatchSet is null ? text : "(1 comment)")}";
        var told = onPatchSet is null ? message : $"Patch Set {patchSet}:\n\n{onPatchSet}";

        Acknowledge(change, new
        {
            At = change.UpdatedOn,
            Comment = new { Timestamp = change.UpdatedOn, Reviewer = who, Message = message },
            Approval = vote is null ? null : new
            {
                patchSet,
                Type = "Verified",
                Description = "Verified",
                Value = $"{vote}",
                GrantedOn = change.UpdatedOn,
                By = who,
            },
        });
        if (recheck || People.IsCi(who)) Remember(new Said(change.Number, patchSet, who.Username, message, told, Time(change.UpdatedOn), Time(now), vote), recheck);
        Outlet.Put(GerritLines.CommentAdded(change, patchSet, who, told, change.Verified(patchSet, who), vote is null ? null : before, now));
        Outlet.Put(GerritLines.MetaUpdated(change, who, now));
    }

    /// <summary>The message stands in the account's name, and is no report even where that is a CI.</summary>
    public void Merge(ScriptedChange change, Person submitter)
    {
        var now = Now;
        change.UpdatedOn = Math.Max(change.UpdatedOn, now);
        change.Merged = true;
        Acknowledge(change, new
        {
            At = change.UpdatedOn,
            Change = new { Status = "MERGED", Open = false },
            Comment = new { Timestamp = change.UpdatedOn, Reviewer = submitter, Message = "Change has been successfully merged" },
        });
        Outlet.Put(GerritLines.Merged(change, submitter, now));
        Outlet.Put(GerritLines.MetaUpdated(change, submitter, now));
    }

    private long Now => (_time.GetUtcNow() - Behind).ToUnixTimeSeconds();

    private static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private void Upload(ScriptedChange change, Person who, string kind, long now, object? created)
    {
        change.UpdatedOn = Math.Max(change.UpdatedOn, now);
        var number = change.Current + 1;
        change.PatchSets.Add(new ScriptedPatchSet(number, $"{(change.Number * 1000L) + number:x40}", who, change.UpdatedOn, kind));
        Acknowledge(change, new
        {
            At = change.UpdatedOn,
            Change = created,
            PatchSet = GerritLines.PatchSet(change, number),
            Comment = new { Timestamp = change.UpdatedOn, Reviewer = who, Message = $"Uploaded patch set {number}." },
        });
        Outlet.Put(GerritLines.PatchSetCreated(change, now));
        Outlet.Put(GerritLines.MetaUpdated(change, who, now));
    }

    /// <summary>First the change, then the index: whatever the index names can be read.</summary>
    private void Acknowledge(ScriptedChange change, object entry)
    {
        File.AppendAllText(Path.Combine(_folder, "changes", $"{change.Number}"), GerritLines.Text(entry) + "\n");
        File.AppendAllText(Path.Combine(_folder, "index"), $"{change.Number} {change.UpdatedOn}\n");
    }

    private void Remember(Said said, bool recheck)
    {
        lock (_lock) (recheck ? _rechecks : _reports).Add(said);
    }
}
