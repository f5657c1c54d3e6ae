namespace CiWatch.Ingest.Demo;

/// <summary>The third-party CIs: invented companies with rates like those of real ones.</summary>
internal static class DemoCis
{
    private const DemoField C = DemoField.Compute;
    private const DemoField N = DemoField.Network;
    private const DemoField S = DemoField.Storage;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoCi> All { get; } =
    [
        Ci("Aldebaran SAN CI", S, 52, .985, .01, .01, .008),
        Ci("Basalt FC CI", S, 96, .95, .02, .02, .02) with { MasterOnly = true, LastJobNonVoting = true },
        Ci("Bluefin Array CI", S, 43, .99, .01, .01, .01) with { AfterGate = true },
        Ci("Borealis Networks CI", N, 71, .97, .02, .01, .01) with { Family = DemoFamily.ZuulPipeline },
        Ci("Cairn Hypervisor CI", C, 110, .96, .03, .02, .03) with { Family = DemoFamily.GerritTrigger },
        Ci("Cobalt Fabric CI", N, 64, .97, .02, .02, .01) with { Family = DemoFamily.GerritTrigger },
        Ci("Driftwood Block CI", S, 58, .985, .01, .01, .01),
        Ci("Ember Switch CI", N, 88, .96, .03, .02, .02) with { Family = DemoFamily.Prow },
        Ci("Evergreen iSCSI CI", S, 61, .97, .02, .01, .02) with { LastJobNonVoting = true },
        Ci("Fathom Eterna CI", S, 150, .94, .03, .03, .02) with { MasterOnly = true },
        Ci("Fjord Volume CI", S, 83, .97, .02, .01, .01) with { Family = DemoFamily.ZuulPipeline },
        Ci("Garnet VX CI", S, 92, .96, .02, .02, .02) with { Habit = DemoHabit.BrokenLately },
        Ci("Glacier 3D CI", S, 74, .98, .02, .01, .01) with { AfterGate = true },
        Ci("Halcyon NFV CI", C | N, 101, .96, .03, .02, .03) with { LastJobNonVoting = true },
        Ci("Harrier SR-IOV CI", C | N, 94, .95, .04, .03, .04),
        Ci("Ibis PowerVM CI", C, 118, .97, .03, .02, .03) with
        {
            Jobs = ["pvm-tempest-full", "pvm-tempest-neutron-ovs", "pvm-live-migration", "pvm-functional"],
        },
        Ci("Indigo Mainframe CI", C, 205, .90, .04, .03, .03) with { MasterOnly = true, Family = DemoFamily.GerritTrigger },
        Ci("Junction Overlay CI", N, 103, .96, .03, .02, .03),
        Ci("Kestrel K2 CI", S, 38, .99, 0, 0, 0) with { Habit = DemoHabit.AlwaysPasses },
        Ci("Kumo Flash CI", S, 66, .96, .02, .02, .02) with { Family = DemoFamily.GerritForge },
        Ci("Lantern Replica CI", S, 47, .99, .01, .01, .01),
        Ci("Larkspur Blade CI", C, 89, .95, .02, .02, .02) with { AfterGate = true, Votes = false },
        Ci("Meridian Offload CI", C | N, 72, .97, .04, .02, .03) with
        {
            Habit = DemoHabit.FailsLately,
            Jobs = ["tempest-mx5-sriov", "tempest-mx5-ovs-offload", "tempest-mx5-direct-port", "nova-mx5-vdpa"],
        },
        Ci("Mistral Hyper CI", C, 190, .95, .04, .02, .03) with { Family = DemoFamily.GerritTrigger },
        Ci("Nimbus Objects CI", S, 59, .985, .01, .01, .01) with { Votes = false },
        Ci("Northlight External Testing", C, 116, .965, .03, .02, .03),
        Ci("Oakum NFS CI", S, 97, .96, .02, .02, .02) with { Family = DemoFamily.Words },
        Ci("Obsidian M Series CI", S, 81, .97, .02, .01, .01) with { Habit = DemoHabit.NoLinks },
        Ci("Polar Unity CI", S, 62, .98, .02, .01, .01) with { Family = DemoFamily.Prow },
        Ci("Quarry File CI", S, 35, .99, .01, .01, .01) with { Votes = false },
        Ci("Quirk Labs CI", C, 55, .98, .05, .01, .01) with
        {
            Habit = DemoHabit.Hostile,
            Jobs =
            [
                "<script>alert('demo')</script>", "<img/src=x/onerror=alert(2)>", "unit-\u202Etset\u202C-gpj.exe",
                "a-job-" + string.Concat(Enumerable.Repeat("with-a-very-long-name-", 9)) + "end", "ビルド確認-caffé", "steal-cookies",
            ],
        },
        Ci("Redwood Overlay CI", N, 128, .74, .05, .04, .04) with { MasterOnly = true },
        Ci("Sable ZFS CI", S, 77, .98, .02, .01, .01) with { LastJobNonVoting = true },
        Ci("Saffron Pool CI", S, 44, .985, .01, .01, .02),
        Ci("Tern Micro-VM CI", C, 90, .97, .02, .02, .02) with { Habit = DemoHabit.Silent },
        Ci("Tidewater VStore CI", S, 84, .96, .03, .02, .02) with { Habit = DemoHabit.Contradicts },
        Ci("Umber Access CI", S, 123, .88, .03, .03, .02) with { MasterOnly = true, Family = DemoFamily.GerritForge },
        Ci("Vesper Cluster CI", C, 132, .86, .05, .03, .03),
        Ci("Wren Tape CI", S, 69, .97, .02, .02, .01) with { Family = DemoFamily.Words },
        Ci("Ōkami ストレージ CI", S, 41, .99, .01, .01, .01),
    ];

    private static DemoCi Ci(string name, DemoField field, double minutes, double coverage, double fails, double breaks, double flakes)
    {
        var first = name.Split(' ')[0].ToLowerInvariant();
        return new(name, field, minutes, coverage, fails, breaks, flakes)
        {
            Jobs = field.HasFlag(DemoField.Storage)
                ? [first + "-tempest-volume", first + "-multiattach", first + "-functional"]
                : [first + "-tempest-full", first + "-live-migration", first + "-functional"],
        };
    }
}
