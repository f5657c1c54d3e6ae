using Bunit;
using CiWatch.App.Addresses;
using CiWatch.App.Changes;
using CiWatch.App.Components.Pages;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace CiWatch.Tests.App.Components;

/// <summary>A project's page over the sample board, with a clock that the test moves.</summary>
public abstract class ProjectPageContext : BunitContext
{
    protected const string Project = "openstack/nova";

    private readonly DatabaseFile _file = new();

    private protected ProjectPageContext()
    {
        Sources = new SourceStates(Time);
        Sources.Register(new SourceState(SampleBoard.Server, ConnectionState.Live, SampleBoard.Now, null, null, SampleBoard.Now, 1, 1, 0, 0));
        Live = new LiveStore(LiveStore.DefaultHistory, Time);
        var key = new ProjectKey(SampleBoard.Server, Project);
        Live.Load(SampleBoard.Cis(4).Select(c => (key, c)), SampleBoard.Rows(60, 4, TimeSpan.FromHours(20)).Select(r => (key, r)));
        var feed = new GridFeed(Live, Sources, Time, GridSamples.Rules);
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton(Sources);
        Services.AddSingleton(feed);
        Services.AddSingleton(new ProjectDirectory(Live, feed));
        Services.AddSingleton(new ReportStore(_file.Database));
        Services.AddSingleton<CiContacts>();
        Services.AddOptions<PageOptions>();
        Services.AddOptions<SiteOptions>();
        Services.AddSingleton<PublicAddress>();
        Services.AddOptions<CiOptions>();
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    internal Clock Time { get; } = new();

    protected SourceStates Sources { get; }

    protected LiveStore Live { get; }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _file.Dispose();
    }

    // The page's pump holds between two renderings by the clock, so the clock has to go on until it is seen.
    protected void WaitFor(IRenderedComponent<ProjectPage> cut, Func<bool> seen) => cut.WaitFor(Time, seen);

    protected IRenderedComponent<ProjectPage> Page(string name = Project, HttpContext? http = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/project/" + name);
        return Render<ProjectPage>(p =>
        {
            p.Add(x => x.Name, name.Split('?')[0]);
            if (http is not null) p.AddCascadingValue(http);
        });
    }

    /// <summary>A clock that counts how often it is looked at.</summary>
    internal sealed class Clock() : FakeTimeProvider(SampleBoard.Now)
    {
        private int _looks;

        public int Looks => Volatile.Read(ref _looks);

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _looks);
            return base.GetUtcNow();
        }
    }
}
