using CiWatch.App.Commands;

namespace CiWatch.Tests.App.Commands;

public sealed class SettingArgumentsTests
{
    [Theory]
    [InlineData]
    [InlineData("--Urls=http://localhost:5000")]
    [InlineData("--Urls", "http://localhost:5000")]
    [InlineData("/Urls", "http://localhost:5000", "--Pages:Title=a b", "Gerrit:Servers:0:Port=1")]
    [InlineData("--Gerrit:Servers:0:Host", "backup")]
    public void Settings_in_each_form_of_ASP_NET_are_settings(params string[] arguments) => Assert.Null(SettingArguments.FindOther(arguments));

    [Theory]
    [InlineData("bakcup", "bakcup", "FILE")]
    [InlineData("bakcup", "--Urls=http://localhost:5000", "bakcup", "FILE")]
    [InlineData("bakcup", "--Urls", "http://localhost:5000", "bakcup")]
    [InlineData("-x", "-x", "y")]
    [InlineData("-x=y", "-x=y")]
    [InlineData("--Urls", "--Urls")]
    [InlineData("", "")]
    public void Anything_else_is_found(string other, params string[] arguments) => Assert.Equal(other, SettingArguments.FindOther(arguments));
}
