using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>Times as whole milliseconds since 1970, UTC.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
