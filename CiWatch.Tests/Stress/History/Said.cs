namespace CiWatch.Tests.Stress.History;

/// <summary>One review that the scripted Gerrit has acknowledged, and that must be found in the database once.</summary>
/// <param name="Text">As queries tell it.</param>
/// <param name="StreamText">As the stream told it; other words where the review had a comment on the patch set as a whole.</param>
/// <param name="At">When Gerrit stored it.</param>
/// <param name="EventAt">When Gerrit told it: never earlier.</param>
/// <param name="Vote">Null where it set none.</param>
internal sealed record Said(
    int Change, int PatchSet, string Account, string Text, string StreamText, DateTimeOffset At, DateTimeOffset EventAt, int? Vote);

/// <summary>One report or recheck as the database has it.</summary>
internal sealed record Stored(long Id, int Change, int PatchSet, string Account, string Text, DateTimeOffset At, int? Vote, long RawLine);
