using CiWatch.Ingest.Votes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>One account of one server, as last seen.</summary>
internal sealed class AccountRow
{
    public long Id { get; init; }

    public long ServerId { get; init; }

    /// <summary>See <see cref="Account.Key"/>.</summary>
    public required string Key { get; init; }

    public string? Username { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    /// <summary>Gerrit's own number of the account.</summary>
    public long? Number { get; init; }

    public bool ServiceUser { get; init; }

    public Account ToAccount() => new(Username, Name, Email, Number, ServiceUser);
}

internal sealed class AccountRowConfiguration : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.ToTable("Accounts");
        builder.HasOne<ServerRow>().WithMany().HasForeignKey(a => a.ServerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.ServerId, a.Key }).IsUnique();
    }
}
