using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CiWatch.Ingest.Votes.Comments;

/// <summary>The jobs of one comment while it is read. A struct that makes no garbage but the array itself.</summary>
internal struct JobList
{
    private JobRun[]? _jobs;

    internal int Count { get; private set; }

    internal void Add(JobRun job)
    {
        _jobs ??= new JobRun[16];
        if (Count == _jobs.Length) Array.Resize(ref _jobs, Count * 2);
        _jobs[Count++] = job;
    }

    internal readonly JobRun Last => _jobs![Count - 1];

    internal readonly void ReplaceLast(JobRun job) => _jobs![Count - 1] = job;

    internal readonly ImmutableArray<JobRun> ToImmutable() => Count == 0 ? [] : ImmutableCollectionsMarshal.AsImmutableArray(_jobs.AsSpan(0, Count).ToArray());
}
