using System.Globalization;
using CiWatch.App.Grids;
using CiWatch.App.Language;
using CiWatch.App.Security;
using CiWatch.Ingest.Votes;
using CsvHelper;

namespace CiWatch.App.Feeds;

/// <summary>A grid as CSV, a column for each CI. Pure. Nothing in it is a formula, whatever a subject begins with.</summary>
internal static class GridCsv
{
    private static readonly CsvWriterOptions Options = new()
    {
        Injection = CsvInjection.Escape, // a cell that begins like a formula gets an apostrophe in front: spreadsheets show it as text
        WriteByteOrderMark = true, // spreadsheets would take the names for another encoding without it
    };

    /// <param name="rows">Those of the grid's rows that are wanted.</param>
    public static byte[] Of(GridSnapshot grid, IEnumerable<GridRow> rows)
    {
        using MemoryStream bytes = new();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            Write(csv, ["change", "patchSet", "subject", "owner", "branch", "status", "createdAt", .. grid.Columns.Select(c => c.Ci)]);
            foreach (var row in rows)
            {
                var s = row.Source;
                Write(
                    csv,
                    [
                        s.Change.ToString(CultureInfo.InvariantCulture), s.PatchSet.ToString(CultureInfo.InvariantCulture), s.Subject, s.Owner, s.Branch,
                        s.Standing() ?? "open", s.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                        .. row.Cells.Select(c => c.State == CellState.Blank ? "" : c.State.Word()),
                    ]);
            }
        }

        return bytes.ToArray();
    }

    // Trimmed, since some spreadsheets look behind a blank for the sign of a formula.
    private static void Write(CsvWriter csv, IEnumerable<string> fields) =>
        csv.WriteRecord([.. fields.Select(f => Plain(Inert.Line(f).Trim()))]);

    // East Asian spreadsheets read the wide forms of = + - @ as these; the library knows the narrow ones alone.
    private static string Plain(string field) => field is ['＝' or '＋' or '－' or '＠', ..] ? "'" + field : field;
}
