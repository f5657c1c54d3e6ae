using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CiWatch.Ingest.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Hashtags : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Hashtags",
                table: "Changes",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Hashtags",
                table: "Changes");
        }
    }
}
