using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CiWatch.Ingest.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Keys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Null in all rows that are there: no row is touched, so that a large file is ready at once. See KnownSayings.
            migrationBuilder.AddColumn<long>(
                name: "TextKey",
                table: "Reports",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EventTextKey",
                table: "Reports",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Keys",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    LastId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Keys", x => x.Name);
                });

            // Keys that reports and rechecks name are given out, be their lines there or not. Each maximum is read from an index.
            migrationBuilder.Sql("""
                INSERT INTO Keys(Name, LastId)
                SELECT 'RawLines', max(
                    coalesce((SELECT max(Id) FROM RawLines), 0),
                    coalesce((SELECT max(RawLineId) FROM Reports), 0),
                    coalesce((SELECT max(RawLineId) FROM Rechecks), 0))
                UNION ALL SELECT 'Reports', coalesce((SELECT max(Id) FROM Reports), 0)
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Keys");

            migrationBuilder.DropColumn(
                name: "TextKey",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "EventTextKey",
                table: "Reports");
        }
    }
}
