using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CiWatch.Ingest.Demo;

/// <summary>A vote as an event has it: <paramref name="Old"/> only where this event changed it.</summary>
internal readonly record struct DemoVote(string Label, int Value, int? Old = null);

/// <summary>Writes events as Gerrit 3.10 does: the same fields in the same order.</summary>
internal static class DemoEvents
{
    /// <summary>As Gerrit's JSON writer: plain letters of all scripts, and what could mean something to HTML escaped.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    /// <summary>A review with its votes.</summary>
    public static byte[] CommentAdded(DemoChange change, DemoPatchSet patchSet, DemoAccount author, IEnumerable<DemoVote> votes, string comment, DateTimeOffset at) =>
        Write(at, "comment-added", json =>
        {
            json.Account("author", author);
            json.WriteStartArray("approvals");
            foreach (var vote in votes) json.Vote(vote);
            json.WriteEndArray();
            json.WriteString("comment", comment);
            json.PatchSet(patchSet, change);
            json.Change(change);
        });

    /// <summary>Anything else that happens to a patch set: created, merged, abandoned, restored, made ready.</summary>
    /// <param name="actor">The field that names who did it ("uploader").</param>
    /// <param name="more">A further field, between the two.</param>
    public static byte[] OfPatchSet(
        string type, DemoChange change, string actor, DemoAccount who, DateTimeOffset at, (string Name, string Value)? more = null) =>
        Write(at, type, json =>
        {
            json.Account(actor, who);
            if (more is { } field) json.WriteString(field.Name, field.Value);
            json.PatchSet(change.Current, change);
            json.Change(change);
        });

    /// <summary>A topic that was set.</summary>
    public static byte[] TopicChanged(DemoChange change, string oldTopic, DateTimeOffset at) => Write(at, "topic-changed", json =>
    {
        json.Account("changer", change.Owner);
        json.WriteString("oldTopic", oldTopic);
        json.Change(change);
    });

    /// <summary>The record that Gerrit keeps in git of all that happens: follows every review.</summary>
    public static byte[] RefUpdated(string project, string refName, DemoAccount who, string oldRevision, string newRevision, DateTimeOffset at) =>
        Write(at, "ref-updated", json =>
        {
            json.Account("submitter", who);
            json.WriteStartObject("refUpdate");
            json.WriteString("oldRev", oldRevision);
            json.WriteString("newRev", newRevision);
            json.WriteString("refName", refName);
            json.WriteString("project", project);
            json.WriteEndObject();
        });

    private static byte[] Write(DateTimeOffset at, string type, Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteString("type", type);
            json.WriteNumber("eventCreatedOn", at.ToUnixTimeSeconds());
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
