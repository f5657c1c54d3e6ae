using System.Globalization;
using System.Text.Json;
using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Comments;
using CiWatch.Tests.Infrastructure;
using Xunit.Abstractions;

namespace CiWatch.Tests.Ingest.Votes;

/// <summary>The parser against every labelled message, by field and family. Counts of jobs, not of messages, for the fields of jobs.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const double Wanted = 0.98;

    private readonly SortedDictionary<string, (int Right, int All)> _agreement = new(StringComparer.Ordinal);
    private readonly List<string> _disagreements = [];

    [SharedFact]
    public void Reads_what_people_read()
    {
        foreach (var message in CorpusMessage.All())
        {
            if (message.Kind == "ci") CompareReport(message);
            else CompareOther(message);
        }
        Say($"{"field",-40} right   all");
        foreach (var (field, (right, all)) in _agreement) Say($"{field,-40} {right,5} {all,5} {(double)right / all,8:P1}");
        foreach (var disagreement in _disagreements) Say(disagreement);
        Assert.All(_agreement.Where(field => !field.Key.Contains(' ')), field => Assert.True((double)field.Value.Right / field.Value.All >= Wanted, field.Key));
        Assert.True(_agreement["job.result"].All > 600, "the corpus lost its jobs");
    }

    [SharedFact]
    public void Knows_by_signals_alone_every_ci_but_one()
    {
        var strangers = CorpusMessage.All()
            .Where(message => message.Kind == "ci" && message.Event() is { Author: not { Username: null, Name: null } } e && ReportReader.Read(e, CiRules.Default).Report is null)
            .Select(message => message.Event().Author!.Username);
        // Its name is one word and it does not vote: nothing but the settings can tell.
        Assert.Equal(["pipelinebot"], strangers);
    }

    private void CompareReport(CorpusMessage message)
    {
        var e = message.Event();
        var known = CiRules.Create(accounts: e.Author!.Username is { } username ? [username] : e.Author.Id is { } id ? [$"#{id}"] : ["told"]);
        if (e.Author is { Username: null, Id: null }) e = e with { Author = e.Author with { Username = "told" } };
        var (report, recheck) = ReportReader.Read(e, known);
        Assert.NotNull(report);
        Assert.Null(recheck);
        var family = CommentReader.Read(message.Text).Family ?? "(none)";
        var phase = Lower(report.Phase);
        var phaseRight = Count("phase", family, message, message.Accepts("phase", phase), phase);
        var verdict = report.Phase == Phase.Result ? Lower(report.Outcome!.Value) : "none";
        Count("verdict", family, message, message.Accepts("verdict", verdict) && phaseRight, verdict);
        Count("contradiction", family, message, message.Accepts("contradiction", report.Contradiction ? "true" : "false"), $"{report.Contradiction}");
        if (message.Label.GetProperty("pipeline").ValueKind != JsonValueKind.Null)
            Count("pipeline", family, message, message.Accepts("pipeline", report.Pipeline ?? "null"), report.Pipeline ?? "null");
        CompareJobs(message, family, report.Jobs);
    }

    private void CompareJobs(CorpusMessage message, string family, IReadOnlyList<JobRun> jobs)
    {
        var labels = message.Label.GetProperty("jobs").EnumerateArray().ToList();
        Count("job.count", family, message, labels.Count == jobs.Count, $"{jobs.Count} jobs, not {labels.Count}");
        for (var i = 0; i < labels.Count; i++)
        {
            var job = i < jobs.Count ? jobs[i] : new("(absent)", "(absent)", Outcome.Unknown, "(absent)", -1, false);
            Field("name", job.Name ?? "null");
            Field("url", job.Url ?? "null");
            Field("result", job.Result);
            Field("outcome", Lower(job.Outcome));
            Field("seconds", job.Seconds?.ToString(CultureInfo.InvariantCulture) ?? "null");
            Field("voting", job.Voting ? "true" : "false");

            void Field(string name, string value) =>
                Count($"job.{name}", family, message, CorpusMessage.Written(labels[i].GetProperty(name)) == value, $"job {i}: {value}");
        }
    }

    private void CompareOther(CorpusMessage message)
    {
        var (report, recheck) = ReportReader.Read(message.Event(), CiRules.Default);
        Count("no report", message.Kind, message, report is null, "a report");
        var asked = message.Kind == "human" && message.Label.GetProperty("recheck").GetBoolean();
        var right = message.Kind == "human" ? message.Accepts("recheck", recheck is null ? "false" : "true") : recheck is null;
        Count("recheck", message.Kind, message, right, $"{recheck is not null}");
        if (asked && recheck is not null)
            Count("recheckTarget", message.Kind, message, message.Accepts("recheckTarget", recheck.Target ?? "null"), recheck.Target ?? "null");
    }

    private bool Count(string field, string family, CorpusMessage message, bool right, string got)
    {
        Add(field.Replace(' ', '-'));
        Add($"{field.Replace(' ', '-')} ({family})");
        if (!right) _disagreements.Add($"{message.Id} {field}: read {got}; label {(message.Label.TryGetProperty(field, out var label) ? label : "")} {message.Note}");
        return right;

        void Add(string key)
        {
            var (before, all) = _agreement.GetValueOrDefault(key);
            _agreement[key] = (before + (right ? 1 : 0), all + 1);
        }
    }

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
