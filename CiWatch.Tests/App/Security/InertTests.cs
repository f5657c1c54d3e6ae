using CiWatch.App.Security;

namespace CiWatch.Tests.App.Security;

public sealed class InertTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("two\nlines\tand tab\r\n", "two\nlines\tand tab\r\n")]
    [InlineData("\u001B[31mred", "␛[31mred")]
    [InlineData("nul\0", "nul␀")]
    [InlineData("del\u007F c1\u0085\u009B", "del␡ c1\uFFFD\uFFFD")]
    [InlineData("abc\u202Etxt.exe\u202C", "abc\uFFFDtxt.exe\uFFFD")]
    [InlineData("\u2066iso\u2069 \u200Frtl \u061Calm", "\uFFFDiso\uFFFD \uFFFDrtl \uFFFDalm")]
    [InlineData("\u2028line \u2029paragraph", "\uFFFDline \uFFFDparagraph")]
    [InlineData("שלום naïve 🙂", "שלום naïve 🙂")]
    public void Controls_and_direction_marks_show_and_do_nothing(string? text, string shown) => Assert.Equal(shown, Inert.Text(text));

    [Fact]
    public void Harmless_text_is_not_copied()
    {
        const string text = "libvirt: keep volume connections";

        Assert.Same(text, Inert.Text(text));
        Assert.Same(text, Inert.Line(text));
    }

    [Fact]
    public void A_name_is_one_line() => Assert.Equal("a b c d", Inert.Line("a\r\nb\nc\td"));
}
