namespace CiWatch.App.Addresses;

/// <summary>/change/{server}/{number}: the same page by its one address.</summary>
internal static class ChangeRedirect
{
    public static IResult Get(string server, long number) => Results.Redirect(ChangeAddress.Of(number, server));
}
