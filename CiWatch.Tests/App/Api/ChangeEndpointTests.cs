using CiWatch.App.Api;
using CiWatch.App.Configuration;
using CiWatch.Ingest.Storage;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CiWatch.Tests.App.Api;

public sealed class ChangeEndpointTests
{
    [Fact]
    public async Task A_reports_text_is_all_that_was_said()
    {
        using var file = new DatabaseFile();
        using var writer = new BatchWriter(file.Database);
        writer.Write([Lines.Comment(Lines.Report(Lines.Start) with
        {
            Text = "Patch Set 1: Verified+1\n\n(1 comment)",
            EventText = "Patch Set 1: Verified+1\n\nBuild succeeded.",
        })]);

        var answer = await ChangeEndpoint.Get(
            1, null, null, null, new ReportStore(file.Database), Options.Create(new LimitOptions()), new DefaultHttpContext().Request, CancellationToken.None);

        var change = Assert.IsType<Ok<ChangeAnswer>>(answer.Result).Value!;
        Assert.Equal("Patch Set 1: Verified+1\n\n(1 comment)\n\nBuild succeeded.", Assert.Single(Assert.Single(change.PatchSets).Reports).Text);
    }
}
