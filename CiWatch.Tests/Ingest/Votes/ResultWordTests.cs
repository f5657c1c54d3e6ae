using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class ResultWordTests
{
    [Theory]
    [InlineData(Outcome.Pass, "SUCCESS succeeded passed PASSED ✅ ✔ ✔️")]
    [InlineData(Outcome.Fail, "FAILURE UNSTABLE TIMED_OUT failed Failed FAILED ❌ ❌️")]
    [InlineData(Outcome.Infra, "NODE_FAILURE RETRY_LIMIT POST_FAILURE DISK_FULL ERROR LOST DISCONNECT EXCEPTION NO_HANDLE CONFIG_ERROR NOT_REGISTERED")]
    [InlineData(Outcome.Void, "SKIPPED CANCELED ABORTED DEQUEUED NO_JOBS RETRY")]
    [InlineData(Outcome.Merge, "MERGE_CONFLICT MERGE_FAILURE MERGER_FAILURE")]
    [InlineData(Outcome.Unknown, "SUCCESSFUL FAILURE_X UNSUCCESS BANANAS S ⏳")]
    public void A_word_is_matched_whole(Outcome outcome, string words)
    {
        foreach (var word in words.Split(' '))
        {
            Assert.Equal(outcome, ResultWord.Of(word));
            Assert.Equal(word, ResultWord.Text(word));
        }
        Assert.Equal(Outcome.Unknown, ResultWord.Of(""));
    }
}
