using System.Collections.Immutable;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.App.Components;

/// <summary>Invented, seeded data for tests of pages: one project of one server. The same seed gives the same board.</summary>
public static class SampleBoard
{
    /// <summary>The server of all samples.</summary>
    public const string Server = "review.example.org";
    /// <summary>When samples end, unless a test says another time.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 15, 4, 20, TimeSpan.Zero);

    private static readonly string[] Vendors =
    [
        "Arista EOS", "Brocade FC", "Cisco ACI", "Citrix XenServer", "Cloudbase Hyper-V", "Datera EDF", "Dell EMC PowerFlex", "Dell EMC Unity",
        "Fujitsu ETERNUS", "Hitachi VSP", "HPE 3PAR", "HPE Nimble", "Huawei OceanStor", "IBM PowerKVM", "IBM Storwize", "Infinidat InfiniBox",
        "Intel NFV", "Kaminario K2", "LINBIT LINSTOR", "Lenovo ThinkSystem", "Mellanox", "NEC Storage M", "NetApp ONTAP", "Nuage Networks",
        "Pure Storage", "Quobyte", "StorPool", "Tintri VMstore", "VMware NSX", "VMware vSphere",
    ];

    private static readonly string[] Subjects =
    [
        "libvirt: keep volume connections over a soft reboot", "Reject a resize when the flavor has no disk", "Use native threads in the console proxy",
        "docs: how to read the placement logs", "PCI: track VF health in the device pool", "Remove the last use of eventlet from the API",
        "api: return 409 for a locked server", "Cleanup leftover vTPM secrets after a failed build",
    ];

    private static readonly string[] GateJobs =
        ["nova-ceph-multistore", "nova-grenade-multinode", "nova-live-migration", "nova-next", "openstack-tox-docs", "openstack-tox-pep8", "openstack-tox-py313"];

    /// <summary>All CIs of a board with so many third-party ones.</summary>
    public static IEnumerable<CiInfo> Cis(int thirdParty) =>
    [
        new("zuul check", "zuul", "check", "Zuul"), new("zuul gate", "zuul", "gate", "Zuul"),
        .. Enumerable.Range(0, thirdParty).Select(i => new CiInfo(Key(i), Key(i), null, Vendor(i) + " CI")),
    ];

    /// <summary>Patch sets, newest first, spread evenly over the time before <see cref="Now"/>.</summary>
    public static IEnumerable<BoardRow> Rows(int count, int thirdParty, TimeSpan over, DateTimeOffset? now = null)
    {
        var end = now ?? Now;
        var random = new Random(20261120);
        for (var i = 0; i < count; i++)
        {
            var at = end - TimeSpan.FromSeconds(60 + (over.TotalSeconds - 120) * i / count);
            yield return Row(random, 967726 - i * 3, at, end, thirdParty);
        }
    }

    private static BoardRow Row(Random random, long change, DateTimeOffset at, DateTimeOffset now, int thirdParty)
    {
        var replaced = random.Next(6) == 0 ? at + TimeSpan.FromHours(1) : (DateTimeOffset?)null;
        var merged = replaced is null && now - at > TimeSpan.FromHours(6) && random.Next(3) == 0;
        var bad = random.Next(10) == 0;
        List<CiReports> cis = [];
        Add("zuul check", 108, GateJobs, bad ? .8 : .1);
        if (merged) Add("zuul gate", 220, GateJobs[..4], .03);
        for (var i = 0; i < thirdParty; i++)
        {
            if (i % 27 == 3 && now - at < TimeSpan.FromHours(7)) continue;
            if (random.Next(40) == 0) continue;
            Add(Key(i), 30 + i * 5, [Key(i) + "-tempest-full", Key(i) + "-functional", Key(i) + "-volume"], i == 20 ? .7 : bad ? .6 : .05);
        }

        return new BoardRow(
            change, 1 + random.Next(4), Subjects[random.Next(Subjects.Length)], $"Developer {random.Next(60)}",
            random.Next(5) == 0 ? "stable/2026.2" : "master", $"https://{Server}/c/openstack/nova/+/{change}", null, null,
            merged ? ChangeStatus.Merged : ChangeStatus.Open, random.Next(25) == 0, "REWORK", at, merged ? at + TimeSpan.FromHours(5) : null,
            replaced < now ? replaced : null, null, [.. cis.OrderBy(c => c.Ci, StringComparer.Ordinal)]);

        void Add(string ci, int minutes, string[] jobs, double fails)
        {
            var end = at + TimeSpan.FromMinutes(minutes * (.7 + random.NextDouble() * .6));
            var outcome = random.NextDouble() < fails ? Outcome.Fail : random.Next(40) == 0 ? Outcome.Infra : Outcome.Pass;
            if (end > now)
            {
                if (random.Next(3) == 0) cis.Add(new CiReports(ci, [new ReportHead(0, Phase.Start, null, null, at + TimeSpan.FromMinutes(1), false, [])]));
                return;
            }

            var broken = random.Next(jobs.Length);
            ImmutableArray<JobMark> marks = [.. jobs.Select((j, n) => n == broken && outcome != Outcome.Pass
                ? new JobMark(j, outcome == Outcome.Fail ? "FAILURE" : "NODE_FAILURE", outcome, 900, true)
                : new JobMark(j, "SUCCESS", Outcome.Pass, 1800 + n * 60, n != 0))];
            List<ReportHead> reports = [new(change * 100, Phase.Result, outcome, outcome == Outcome.Pass ? 1 : -1, end, false, marks)];
            if (outcome == Outcome.Fail && random.Next(4) == 0 && end.AddMinutes(40) < now)
                reports.Add(new(change * 100 + 1, Phase.Result, Outcome.Pass, 1, end.AddMinutes(40), false, [.. jobs.Select(j => new JobMark(j, "SUCCESS", Outcome.Pass, 1700, true))]));
            cis.Add(new CiReports(ci, [.. reports]));
        }
    }

    private static string Vendor(int i) => i < Vendors.Length ? Vendors[i] : $"{Vendors[i % Vendors.Length]} {i / Vendors.Length + 1}";

    private static string Key(int i) => Vendor(i).ToLowerInvariant().Replace(' ', '-') + "-ci";
}
