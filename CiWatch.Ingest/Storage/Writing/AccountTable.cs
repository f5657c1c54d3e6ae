using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Accounts, each as last seen: what a newer event leaves out stays.</summary>
internal sealed class AccountTable(SqliteConnection connection) : ICached, IDisposable
{
    private readonly Dictionary<(long Server, string Key), (long Id, Account Account)> _known = [];
    private readonly Statement _find = new(
        connection, "SELECT Id, Username, Name, Email, Number, ServiceUser FROM Accounts WHERE ServerId = ?1 AND Key = ?2");
    private readonly Statement _insert = new(
        connection,
        "INSERT INTO Accounts(ServerId, Key, Username, Name, Email, Number, ServiceUser) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING Id");
    private readonly Statement _update = new(
        connection, "UPDATE Accounts SET Username = ?2, Name = ?3, Email = ?4, Number = ?5, ServiceUser = ?6 WHERE Id = ?1");

    public int Count => _known.Count;

    public long Id(long server, Account account)
    {
        var key = account.Key;
        if (!_known.TryGetValue((server, key), out var known)) known = Find(server, key) ?? Insert(server, key, account);
        var newer = account.With(known.Account);
        if (newer != known.Account)
            _update.Run(known.Id, newer.Username, newer.Name, newer.Email, newer.Id, newer.ServiceUser);
        _known[(server, key)] = (known.Id, newer);
        return known.Id;
    }

    public void Clear() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
    }

    private (long, Account)? Find(long server, string key) => _find.RunForRow<(long, Account)?>(
        r => (r.Long(0), new Account(r.Text(1), r.Text(2), r.Text(3), r.Number(4), r.Truth(5))), server, key);

    private (long, Account) Insert(long server, string key, Account account) => (
        _insert.RunForNumber(server, key, account.Username, account.Name, account.Email, account.Id, account.ServiceUser)!.Value,
        account);
}
