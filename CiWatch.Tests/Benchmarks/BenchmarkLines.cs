using System.Globalization;
using System.Text;

namespace CiWatch.Tests.Benchmarks;

/// <summary>Invented events of the size and shape of real ones (a Zuul report of five jobs is 2.4 KB on the wire).</summary>
internal static class BenchmarkLines
{
    /// <summary>A patch set is announced.</summary>
    public static string Created(long change, DateTimeOffset at) =>
        Event("patchset-created", change, at, at, "\"uploader\":{\"name\":\"Ada Example\",\"email\":\"ada@example.org\",\"username\":\"ada\"},");

    /// <summary>A CI reports on five jobs; one in eight fails.</summary>
    public static string Report(long change, int ci, DateTimeOffset created, DateTimeOffset at)
    {
        var fails = (change + ci) % 8 == 0;
        StringBuilder text = new($"Patch Set 1: Verified{(fails ? "-1" : "+1")}\\n\\nBuild {(fails ? "failed" : "succeeded")} (check pipeline).\\n");
        for (var job = 0; job < 5; job++)
            text.Append(CultureInfo.InvariantCulture, $"\\n- ci{ci}-tempest-job-{job} https://logs.ci{ci}.example.org/t/acme/build/{change:x8}{ci:x4}{job:x4}9af7a85e5b4f4c12/ : {(fails && job == 2 ? "FAILURE" : "SUCCESS")} in {10 + job}m {job:00}s{(job == 4 ? " (non-voting)" : "")}");
        return Event("comment-added", change, created, at,
            $$"""
            "author":{"name":"Vendor {{ci}} CI","email":"ci{{ci}}@example.org","username":"vendor-{{ci}}-ci"},"approvals":[{"type":"Verified","description":"Verified","value":"{{(fails ? -1 : 1)}}","oldValue":"0"},{"type":"Code-Review","description":"Code-Review","value":"0"},{"type":"Workflow","description":"Workflow","value":"0"}],"comment":"{{text}}",
            """);
    }

    private static string Event(string type, long change, DateTimeOffset created, DateTimeOffset at, string own) =>
        $$"""
        {{{own}}"patchSet":{"number":1,"revision":"1f18e4756740d8a81494f99c2758806e65b78968","parents":["48bf9b656ab61352a99ca88e887cbe59a000a81f"],"ref":"refs/changes/01/{{change}}/1","uploader":{"name":"Ada Example","email":"ada@example.org","username":"ada"},"createdOn":{{created.ToUnixTimeSeconds()}},"author":{"name":"Ada Example","email":"ada@example.org","username":"ada"},"kind":"REWORK","sizeInsertions":11,"sizeDeletions":0},"change":{"project":"acme/storage","branch":"master","id":"I{{change:x40}}","number":{{change}},"subject":"Keep the last good snapshot of volume {{change}}","owner":{"name":"Ada Example","email":"ada@example.org","username":"ada"},"url":"https://review.example.org/c/acme/storage/+/{{change}}","commitMessage":"Keep the last good snapshot\n\nChange-Id: I{{change:x40}}\n","createdOn":{{created.ToUnixTimeSeconds()}},"status":"NEW"},"project":"acme/storage","refName":"refs/heads/master","changeKey":{"id":"I{{change:x40}}"},"type":"{{type}}","eventCreatedOn":{{at.ToUnixTimeSeconds()}}}
        """.ReplaceLineEndings("");
}
