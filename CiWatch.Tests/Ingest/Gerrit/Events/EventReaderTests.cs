using System.Text;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Gerrit.Events;

public sealed class EventReaderTests
{
    /// <summary>As Gerrit 2.5 wrote it: numbers as texts, label codes, no event time, no status.</summary>
    private const string Gerrit25 = """
        {"comment":"Build succeeded.","author":{"username":"jenkins","name":"Jenkins"},
        "approvals":[{"type":"VRIF","description":"Verified","value":"1"},{"type":"CRVW","description":"Code Review","value":"-2"}],
        "patchSet":{"createdOn":1389391347,"ref":"refs/changes/78/65378/15","number":"15","uploader":{"username":"dev"},"revision":"4fe4"},
        "type":"comment-added","change":{"topic":"1187119-a","url":"https://review.example/65378","number":"65378",
        "project":"acme/api","branch":"master","owner":{"username":"dev","name":"Dev","email":"dev@example.org"},"id":"I82","subject":"Update"}}
        """;

    [Fact]
    public void Reads_what_Gerrit_2_5_wrote()
    {
        var read = Accept(Gerrit25);

        Assert.Equal("comment-added", read.Type);
        Assert.Null(read.At);
        Assert.Equal("acme/api", read.Project);
        Assert.Equal(new Account("jenkins", "Jenkins", null), read.Author);
        Assert.Equal("Build succeeded.", read.Comment);
        Assert.Equal([new Approval("Verified", 1, null), new Approval("Code-Review", -2, null)], read.Approvals.AsEnumerable());
        Assert.Equal(
            new ChangeInfo("acme/api", "master", 65378, "I82", "Update", new("dev", "Dev", "dev@example.org"), "https://review.example/65378", "1187119-a", null, false),
            read.Change);
        Assert.Equal(
            new PatchSetInfo(15, null, DateTimeOffset.FromUnixTimeSeconds(1389391347), new("dev", null, null), "4fe4", "refs/changes/78/65378/15"),
            read.PatchSet);
    }

    [Fact]
    public void Reads_what_Gerrit_3_writes()
    {
        var read = Accept("""
            {"author":{"name":"Zuul","username":"zuul","accountId":7},"approvals":[{"type":"Verified","value":"1","oldValue":"0"},{"type":"Workflow"}],
            "comment":"Patch Set 2: Verified+1\n\n\u003cok\u003e","patchSet":{"number":2,"kind":"NO_CODE_CHANGE"},
            "change":{"project":"p","branch":"stable/1","number":9,"status":"NEW","wip":true},"project":"p","refName":"refs/heads/stable/1",
            "changeKey":{"id":"Iabc"},"type":"comment-added","eventCreatedOn":1795446050}
            """);

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795446050), read.At);
        Assert.Equal(new Account("zuul", "Zuul", null, 7), read.Author);
        Assert.Equal("Patch Set 2: Verified+1\n\n<ok>", read.Comment);
        Assert.Equal([new Approval("Verified", 1, 0), new Approval("Workflow", null, null)], read.Approvals.AsEnumerable());
        Assert.Equal(new ChangeInfo("p", "stable/1", 9, "Iabc", "", null, null, null, ChangeStatus.Open, true), read.Change);
        Assert.Equal("NO_CODE_CHANGE", read.PatchSet?.Kind);
        Assert.Null(read.Tag);
    }

    [Theory]
    [InlineData("""{"type":"comment-added","project":"a/b"}""", "a/b")]
    [InlineData("""{"type":"comment-added","project":{"name":"a/b"}}""", "a/b")]
    [InlineData("""{"type":"comment-added","change":{"project":{"name":"a/b"}}}""", "a/b")]
    [InlineData("""{"type":"ref-updated","refUpdate":{"oldRev":"0","refName":"refs/heads/master","project":"a/b"}}""", "a/b")]
    [InlineData("""{"type":"project-created","projectName":"a/b","headName":"refs/heads/master"}""", "a/b")]
    [InlineData("""{"type":"ref-replicated","project":"a/b","ref":"refs/changes/46/450446/meta","targetNode":"x"}""", "a/b")]
    [InlineData("""{"type":"batch-ref-updated","refUpdates":[{"project":"a/b"}]}""", null)]
    [InlineData("""{"type":"dropped-output","eventCreatedOn":1}""", null)]
    [InlineData("""{"type":"comment-added","project":["a/b"]}""", null)]
    [InlineData("""{"type":"comment-added","project":""}""", null)]
    public void Finds_the_project_wherever_the_type_has_it(string line, string? project) => Assert.Equal(project, Accept(line).Project);

    [Theory]
    [InlineData("""["b","a","b"]""", "a,b")]
    [InlineData("""["docs"]""", "docs")]
    [InlineData("""["a",7,{"x":["y"]},"",null]""", "a")]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("\"docs\"", null)]
    public void Takes_hashtags_as_a_set(string tags, string? expected) =>
        Assert.Equal(expected, Accept($$$"""{"type":"x","change":{"project":"p","number":1,"hashtags":{{{tags}}},"branch":"b"}}""").Change?.Hashtags);

    [Theory]
    [InlineData("""{"id":"Iabc"}""")]
    [InlineData("""{"key":"Iabc"}""")]
    [InlineData("\"Iabc\"")]
    public void Takes_the_change_key_in_each_of_its_shapes(string key) =>
        Assert.Equal("Iabc", Accept($$$"""{"type":"x","change":{"project":"p","number":1},"changeKey":{{{key}}}}""").Change?.ChangeId);

    [Theory]
    [InlineData("patchset-created", "uploader")]
    [InlineData("comment-added", "author")]
    [InlineData("change-merged", "submitter")]
    [InlineData("change-abandoned", "abandoner")]
    [InlineData("change-restored", "restorer")]
    [InlineData("topic-changed", "changer")]
    [InlineData("wip-state-changed", "changer")]
    [InlineData("hashtags-changed", "editor")]
    [InlineData("change-deleted", "deleter")]
    [InlineData("reviewer-added", "adder")]
    [InlineData("vote-deleted", "remover")]
    public void Says_who_acted(string type, string actor) =>
        Assert.Equal("ada", Accept($$$"""{"reviewer":{"username":"bob"},"{{{actor}}}":{"username":"ada"},"type":"{{{type}}}"}""").Author?.Username);

    [Theory]
    [InlineData("NEW", ChangeStatus.Open)]
    [InlineData("DRAFT", ChangeStatus.Open)]
    [InlineData("SUBMITTED", ChangeStatus.Open)]
    [InlineData("MERGED", ChangeStatus.Merged)]
    [InlineData("ABANDONED", ChangeStatus.Abandoned)]
    [InlineData("PARKED", null)]
    [InlineData("", null)]
    public void Reads_the_status(string status, ChangeStatus? read) =>
        Assert.Equal(read, Accept($$$"""{"type":"x","change":{"project":"p","number":1,"status":"{{{status}}}"}}""").Change?.Status);

    [Theory]
    [InlineData("1795446050", 1795446050L)]
    [InlineData("\"1795446050\"", 1795446050L)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("253402300799", 253402300799L)]
    [InlineData("253402300800", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("99999999999999999999999999", null)]
    [InlineData("1e400", null)]
    [InlineData("1.5", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("[1795446050]", null)]
    public void Takes_the_event_time_only_where_it_is_one(string time, long? seconds) =>
        Assert.Equal(seconds, Accept($$$"""{"type":"x","eventCreatedOn":{{{time}}}}""").At?.ToUnixTimeSeconds());

    [Theory]
    [InlineData("1", 1)]
    [InlineData("\"-2\"", -2)]
    [InlineData("\"+2\"", 2)]
    [InlineData("\"\"", null)]
    [InlineData("\"+\"", null)]
    [InlineData("\"2 \"", null)]
    [InlineData("\"99999999999\"", null)]
    [InlineData("\"\\u0031\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Takes_a_vote_only_where_it_is_a_number(string value, int? read) =>
        Assert.Equal(read, Accept($$$"""{"type":"x","approvals":[{"type":"Verified","value":{{{value}}}}]}""").Approvals.Single().Value);

    [Theory]
    [InlineData("""{"type":"VRIF","description":"Verified"}""", "Verified")]
    [InlineData("""{"type":"CRVW","description":"Code Review"}""", "Code-Review")]
    [InlineData("""{"description":"Code Review","type":"CRVW"}""", "Code-Review")]
    [InlineData("""{"type":"VRIF"}""", "VRIF")]
    [InlineData("""{"description":"Verified"}""", "Verified")]
    [InlineData("""{"type":"My-Label","description":"Some words"}""", "My-Label")]
    public void Names_labels_as_Gerrit_does_today(string approval, string label) =>
        Assert.Equal(label, Accept($$$"""{"type":"x","approvals":[{{{approval}}}]}""").Approvals.Single().Label);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"Verified\"")]
    [InlineData("[1,null,\"x\",[{}],{},{\"type\":5}]")]
    public void Votes_that_name_no_label_are_none(string approvals) =>
        Assert.Empty(Accept($$$"""{"type":"x","approvals":{{{approvals}}}}""").Approvals);

    [Theory]
    [InlineData("""{"project":"p"}""")]
    [InlineData("""{"project":"p","number":0}""")]
    [InlineData("""{"project":"p","number":-4}""")]
    [InlineData("""{"project":"p","number":99999999999999999999}""")]
    [InlineData("""{"number":4}""")]
    [InlineData("7")]
    public void A_change_that_cannot_be_told_from_others_is_none(string change) =>
        Assert.Null(Accept($$$"""{"type":"x","change":{{{change}}}}""").Change);

    [Theory]
    [InlineData("""{"type":"blah"}""")]
    [InlineData("""{"type":"comment-added","author":{"username":"dev93"}}""")]
    [InlineData("""{"type":"comment-added","author":null,"change":null,"patchSet":null,"comment":null,"approvals":null,"project":null}""")]
    [InlineData("""{"type":"comment-added","author":1,"change":[1],"patchSet":"x","comment":{"a":1},"approvals":false}""")]
    [InlineData("""{"type":"comment-added","change":{"owner":[],"topic":1,"wip":"yes","status":[]},"patchSet":{"number":{},"uploader":3}}""")]
    public void Any_field_may_be_missing_or_of_the_wrong_kind(string line)
    {
        var read = Accept(line);
        Assert.Null(read.Change);
        Assert.Null(read.PatchSet);
        Assert.Null(read.Comment);
        Assert.Empty(read.Approvals);
    }

    [Fact]
    public void Of_a_key_that_occurs_twice_the_last_counts()
    {
        var read = Accept("""{"type":"a","comment":"one","change":{"project":"p","number":1},"type":"b","comment":"two","change":{"project":"q","number":2,"number":3}}""");
        Assert.Equal(("b", "two", "q", 3L), (read.Type, read.Comment, read.Change!.Project, read.Change.Number));
    }

    private static StreamEvent Accept(string line)
    {
        var (read, fault) = EventReader.Read(Encoding.UTF8.GetBytes(line));
        Assert.Null(fault);
        return Assert.IsType<StreamEvent>(read);
    }
}
