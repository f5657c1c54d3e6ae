using System.Text;
using CiWatch.Ingest.Gerrit.Rest;

namespace CiWatch.Tests.Ingest.Gerrit.Rest;

public sealed class RestPageTests
{
    private const string One = """{"project":"p","_number":7,"updated":"2026-11-23 15:01:02.000000000"}""";

    [Theory]
    [InlineData(")]}'\n[]", 0, false)]
    [InlineData(")]}'\n[" + One + "]\n", 1, false)]
    [InlineData(")]}'\r\n[ " + One + " ,\n" + One + " ]", 2, false)]
    [InlineData(")]}'\n[" + One + ",{\"_more_changes\":true}]", 2, true)]
    [InlineData(")]}'\n[" + One + ",{\"_more_changes\":\"true\"}]", 2, false)]
    [InlineData(")]}'\n[1,[],null]", 3, false)]
    public void A_page_is_cut_into_its_changes(string body, int changes, bool more)
    {
        var page = Read(body);
        Assert.Null(page.Fault);
        Assert.Equal((changes, more), (page.Changes.Length, page.More));
    }

    [Theory]
    [InlineData("", "without Gerrit's prefix )]}'")]
    [InlineData("[]", "without Gerrit's prefix )]}'")]
    [InlineData("<html>", "without Gerrit's prefix )]}'")]
    [InlineData(")]}'\n", "not JSON, from byte 1 on")]
    [InlineData(")]}'\n{}", "not a list of changes")]
    [InlineData(")]}'\n[" + One + ",{\"_num", "not JSON, from byte 73 on")]
    [InlineData(")]}'\n[" + One + "] tail", "not JSON, from byte 73 on")]
    public void Says_why_a_body_is_no_page(string body, string fault) => Assert.Equal(fault, Read(body).Fault);

    [Fact]
    public void A_change_that_is_nested_too_deep_spoils_no_other()
    {
        var deep = new string('[', 500) + new string(']', 500);
        var page = Read($$""")]}'{{'\n'}}[{{One}},{"_number":8,"x":{{deep}}},{{One}}]""");

        Assert.Null(page.Fault);
        Assert.Equal([7, null, 7], page.Changes.Select(c => c.Number));
    }

    [Fact]
    public void A_line_holds_both_answers_and_no_line_end()
    {
        Assert.Equal("""{"change":{ "a":"\n" },"comments":{  }}""", Encoding.UTF8.GetString(RestEnvelope.Of("{\n\"a\":\"\\n\"\n}"u8, "{\r\n}"u8)));
        Assert.Equal("""{"change":{}}""", Encoding.UTF8.GetString(RestEnvelope.Of("{}"u8, [])));
    }

    private static RestPage Read(string body) => RestPage.Read(Encoding.UTF8.GetBytes(body));
}
