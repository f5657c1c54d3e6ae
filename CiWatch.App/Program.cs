using CiWatch.App.Commands;

return await CommandLine.RunAsync(args);
