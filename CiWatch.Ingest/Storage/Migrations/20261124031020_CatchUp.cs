using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CiWatch.Ingest.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CatchUp : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CaughtUpTo",
                table: "Servers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EventText",
                table: "ReportTexts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EventAt",
                table: "Reports",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MessageId",
                table: "Reports",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Sources",
                table: "Reports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1); // all that is there was told by the stream

            migrationBuilder.AddColumn<long>(
                name: "EventAt",
                table: "Rechecks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Sources",
                table: "Rechecks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<byte>(
                name: "Source",
                table: "RawLines",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.CreateTable(
                name: "Gaps",
                columns: table => new
                {
                    ServerId = table.Column<long>(type: "INTEGER", nullable: false),
                    FromAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ToAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Gaps", x => new { x.ServerId, x.FromAt, x.ToAt });
                    table.ForeignKey(
                        name: "FK_Gaps_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_RawLineId",
                table: "Reports",
                column: "RawLineId");

            migrationBuilder.CreateIndex(
                name: "IX_Rechecks_RawLineId",
                table: "Rechecks",
                column: "RawLineId");

            migrationBuilder.CreateIndex(
                name: "IX_RawLines_ServerId_EventAt",
                table: "RawLines",
                columns: new[] { "ServerId", "EventAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Gaps");

            migrationBuilder.DropIndex(
                name: "IX_Reports_RawLineId",
                table: "Reports");

            migrationBuilder.DropIndex(
                name: "IX_Rechecks_RawLineId",
                table: "Rechecks");

            migrationBuilder.DropIndex(
                name: "IX_RawLines_ServerId_EventAt",
                table: "RawLines");

            migrationBuilder.DropColumn(
                name: "CaughtUpTo",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "EventText",
                table: "ReportTexts");

            migrationBuilder.DropColumn(
                name: "EventAt",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "MessageId",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "Sources",
                table: "Reports");

            migrationBuilder.DropColumn(
                name: "EventAt",
                table: "Rechecks");

            migrationBuilder.DropColumn(
                name: "Sources",
                table: "Rechecks");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "RawLines");
        }
    }
}
