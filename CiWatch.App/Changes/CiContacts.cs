using System.Collections.Frozen;
using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Changes;

/// <summary>How each CI is asked to run again, and who minds it: as the settings say.</summary>
internal sealed class CiContacts(IOptions<CiOptions> options)
{
    private readonly FrozenDictionary<string, CiContactOptions> _byCi =
        options.Value.Contacts.ToFrozenDictionary(c => c.Ci, StringComparer.Ordinal);

    /// <summary>By the CI's key, else by its account; null where the settings say nothing.</summary>
    public CiContactOptions? Find(GridColumn column) => _byCi.GetValueOrDefault(column.Ci) ?? _byCi.GetValueOrDefault(column.Account);
}
