using CiWatch.Tests.Attack;
using CiWatch.Tests.Benchmarks;
using CiWatch.Tests.Stress;

// The test runner loads this assembly; started by hand it measures instead.
return args switch
{
    ["bench", "ingest", .. var rest] => await IngestBenchmark.RunAsync(rest),
    ["bench", "page", .. var rest] => await PageBenchmark.RunAsync(rest),
    ["bench", "search", .. var rest] => await SearchBenchmark.RunAsync(rest),
    ["stress", .. var rest] => await StressCommand.RunAsync(rest),
    ["attack", .. var rest] => await AttackCommand.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project CiWatch.Tests -- bench ingest [LINES]      SSH line to committed, published report; default 50000 lines
        dotnet run -c Release --project CiWatch.Tests -- bench page [ROWS] [CIS]   bytes and time of a project page; default 2000 60
        dotnet run -c Release --project CiWatch.Tests -- bench search [PROJECTS] [ROWS]  a search over all in memory; default 20 2000
        dotnet run -c Release --project CiWatch.Tests -- stress [FAULTS] [SEED]    kill -9, frozen servers, cut lines; default 32 faults
        dotnet run -c Release --project CiWatch.Tests -- attack [short]            hostile input, with memory and a bystander's waiting times
        """);
    return 64; // EX_USAGE of sysexits.h
}
