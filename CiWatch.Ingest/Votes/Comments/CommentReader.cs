namespace CiWatch.Ingest.Votes.Comments;

/// <summary>Reads what a comment says, whoever wrote it. Linear in the text's length, whatever the text is.</summary>
public static class CommentReader
{
    /// <summary>
    /// Tries the families in the order of their shapes' strictness. The first that finds jobs, a start or a note wins; a mere
    /// headline waits for a later family that finds jobs. <see cref="CommentReading.Unread"/> where none reads it.
    /// </summary>
    public static CommentReading Read(string? comment)
    {
        if (string.IsNullOrEmpty(comment)) return CommentReading.Unread;
        var text = new CommentText(comment);
        CommentReading? headline = null;
        for (var family = 0; ; family++)
        {
            var (reading, last) = family switch
            {
                0 => (ZuulComment.Read(text), false),
                1 => (GerritTriggerComment.Read(text), false),
                2 => (GerritForgeComment.Read(text), false),
                3 => (ProwComment.Read(text), false),
                4 => (LuciComment.Read(text), false),
                5 => (TryBotsComment.Read(text), false),
                6 => (PipelineBotComment.Read(text), false),
                7 => (SonarQubeComment.Read(text), false),
                8 => (BuildbotComment.Read(text), false),
                9 => (QtComment.Read(text), false),
                10 => (TreeHuggerComment.Read(text), false),
                _ => (FreeText.Read(text), true),
            };
            if (reading is { Phase: not Phase.Result } or { Jobs.IsEmpty: false }) return reading;
            headline ??= reading;
            if (last) return headline ?? CommentReading.Unread;
        }
    }
}
