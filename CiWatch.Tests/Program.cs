using CiWatch.Tests.Benchmarks;

// The test runner loads this assembly; started by hand it measures instead.
return args switch
{
    ["bench", "ingest", .. var rest] => await IngestBenchmark.RunAsync(rest),
    ["bench", "page", .. var rest] => await PageBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project CiWatch.Tests -- bench ingest [LINES]      SSH line to committed, published report; default 50000 lines
        dotnet run -c Release --project CiWatch.Tests -- bench page [ROWS] [CIS]   bytes and time of a project page; default 2000 60
        """);
    return 64; // EX_USAGE of sysexits.h
}
