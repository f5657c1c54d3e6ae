namespace CiWatch.App.Api;

/// <summary>What the description says of parameters that several addresses have.</summary>
internal static class ApiWords
{
    public const string ChangeNumber = "The change's number on its server.";

    public const string Project = "The project's whole name; case matters: openstack/nova.";

    public const string Server = "A server's name, as /api/v1/status lists them. Without one: of those that have it, the one last heard of.";

    public const string Window = "How far back: 90m, 24h or 7d; 7 days at most; rounded up to half hours (up to 6h), 6 hours (up to 48h) or days. Without one 24 hours.";

    public const string CisPage = "Which page of CIs has columns, beside the gate's, where there are more than Pages:MaxColumns: from 1 on.";

    public const string Ci = "A CI's key: its account's username, then its pipeline where one is known: 'zuul check', 'acme-ci'.";

    public const string Page = "Which page, from 1 on. Without page and size the whole list, up to the service's limit; 'next' says where more is.";

    public const string Size = "How many on a page.";
}
