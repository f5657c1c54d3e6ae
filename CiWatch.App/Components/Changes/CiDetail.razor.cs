using System.Collections.Immutable;
using CiWatch.App.Changes;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using Microsoft.AspNetCore.Components;

namespace CiWatch.App.Components.Changes;

/// <summary>Reads the CI's reports: with one question, and again only when one of those that are shown changed.</summary>
public sealed partial class CiDetail
{
    private static readonly RenderFragment Nothing = _ => { };

    /// <summary>Reports of a patch set whose logs are linked: the newest that have jobs.</summary>
    private const int WithLogs = 3;

    private ReportPage? _page;
    private int _skip;
    private Dictionary<(int PatchSet, string Job), string> _logs = [];
    private (int First, ImmutableArray<ReportHead> Heads) _read = (0, []);
    private CancellationTokenSource _loading = new();
    private bool _failed;

    [Inject] private ReportStore Store { get; set; } = null!;
    [Inject] private ILogger<CiDetail> Logger { get; set; } = null!;

    /// <summary>The Gerrit server.</summary>
    [Parameter, EditorRequired] public string Server { get; set; } = "";

    /// <summary>The CI.</summary>
    [Parameter, EditorRequired] public ChangeCi Ci { get; set; } = null!;

    /// <summary>Its jobs, by the change's patch sets.</summary>
    [Parameter, EditorRequired] public ImmutableArray<ChangeJob> Jobs { get; set; }

    /// <summary>The patch sets of its cells, oldest first.</summary>
    [Parameter, EditorRequired] public ImmutableArray<BoardRow> PatchSets { get; set; }

    /// <summary>The first patch set that has a column.</summary>
    [Parameter] public int First { get; set; }

    /// <summary>Whom to ask; null where the settings do not say.</summary>
    [Parameter] public CiContactOptions? Contact { get; set; }

    /// <summary>The comment that runs it again; null where none is known.</summary>
    [Parameter] public RecheckComment? Recheck { get; set; }

    /// <summary>The project's page with this CI's newest cell open.</summary>
    [Parameter, EditorRequired] public string InGrid { get; set; } = "";

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        ImmutableArray<ReportHead> heads = [.. Ci.Cells.Skip(First).SelectMany(c => c.Reports?.Reports ?? [])];
        if (_page is not null && _read.First == First && heads.AsSpan().SequenceEqual(_read.Heads.AsSpan(), ReferenceEqualityComparer.Instance)) return Task.CompletedTask;
        if (_read.First != First) _skip = 0;
        _read = (First, heads);
        return LoadAsync();
    }

    private Task SkipAsync(int skip)
    {
        _skip = skip;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        await _loading.CancelAsync();
        _loading.Dispose();
        _loading = new CancellationTokenSource();
        var (stop, skip, column, from) = (_loading.Token, _skip, Ci.Column, PatchSets[First]);
        _failed = false;
        try
        {
            var page = await Store.OfCiAsync(Server, from.Change, from.PatchSet, column.Ci, column.Also, stop, skip);
            var logs = await LogsAsync(stop);
            if (!stop.IsCancellationRequested) (_page, _logs) = (page, logs);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // News came meanwhile, or the row was closed.
        }
        catch (Exception error)
        {
            ChangeLog.Unread(Logger, error, Server, from.Change);
            _failed = !stop.IsCancellationRequested;
        }
    }

    /// <summary>The logs of the patch sets that have columns, whichever reports are on the page.</summary>
    private async Task<Dictionary<(int PatchSet, string Job), string>> LogsAsync(CancellationToken stop)
    {
        var places = PatchSets.Zip(Ci.Cells).Skip(First)
            .SelectMany(p => (p.Second.Reports?.Reports ?? []).Where(r => !r.Jobs.IsEmpty).TakeLast(WithLogs).Select(r => (p.First.PatchSet, r.Id))).ToList();
        var jobs = await Store.JobsAsync([.. places.Select(p => p.Id)], stop);
        Dictionary<(int PatchSet, string Job), string> logs = [];
        foreach (var (patchSet, id) in places)
        {
            foreach (var job in jobs.GetValueOrDefault(id, []))
            {
                if (job.Url is { } url) logs[(patchSet, job.Name ?? url)] = url; // of several runs the newest
            }
        }

        return logs;
    }

    private string? LogOf(int patchSet, string job) => _logs.GetValueOrDefault((patchSet, job));

    /// <inheritdoc/>
    public void Dispose()
    {
        _loading.Cancel();
        _loading.Dispose();
    }
}
