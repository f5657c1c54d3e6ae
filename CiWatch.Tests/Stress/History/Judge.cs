using CiWatch.Tests.Stress.Faults;
using CiWatch.Tests.Stress.Scripted;
using Microsoft.Data.Sqlite;

namespace CiWatch.Tests.Stress.History;

/// <summary>What a look into the database found.</summary>
internal sealed record Found(List<Stored> StoredReports, List<Stored> StoredRechecks, Differences Reports, Differences Rechecks)
{
    /// <summary>Differences of any kind.</summary>
    public int Count => Reports.Count + Rechecks.Count;

    public int Lost => Reports.Lost.Length + Rechecks.Lost.Length;

    public int Doubled => Reports.Doubled.Length + Rechecks.Doubled.Length;
}

/// <summary>Compares what the scripted Gerrit has acknowledged with what the database holds.</summary>
internal sealed class Judge(ScriptedGerrit gerrit, StoredHistory database, FaultLog log)
{
    public Found Look()
    {
        try
        {
            var (reports, rechecks) = (database.Reports(), database.Rechecks());
            return new(reports, rechecks, Comparer.Compare(gerrit.Reports, reports), Comparer.Compare(gerrit.Rechecks, rechecks));
        }
        catch (SqliteException e)
        {
            log.Note($"The database can't be read: {e.Message}");
            return new([], [], Comparer.Compare(gerrit.Reports, []), Comparer.Compare(gerrit.Rechecks, []));
        }
    }

    /// <summary>The first differences, each with what stands beside it.</summary>
    public string Tell(Found found) =>
        DifferenceReport.Of("report", found.Reports, found.StoredReports, database)
        + DifferenceReport.Of("recheck", found.Rechecks, found.StoredRechecks, database);

    /// <summary>"ok", or what is broken in the file itself.</summary>
    public string Soundness() => database.Soundness();
}
