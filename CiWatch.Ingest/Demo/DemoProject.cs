namespace CiWatch.Ingest.Demo;

/// <summary>A project. The names are those of real ones, so that addresses of the original CI Watch work here; what happens is invented.</summary>
/// <param name="PatchSetsPerDay">On an average day.</param>
/// <param name="Third">Which third-party CIs answer.</param>
/// <param name="Jobs">The gate CI's check jobs; the gate runs all but those marked with a star, which are non-voting.</param>
internal sealed record DemoProject(string Name, double PatchSetsPerDay, DemoField Third, string[] Jobs)
{
    /// <summary>The gate CI's jobs of this pipeline, and whether each has a say.</summary>
    public IEnumerable<(string Name, bool Voting)> JobsOf(string pipeline) => Jobs
        .Select(job => (Name: job.TrimEnd('*'), Voting: !job.EndsWith('*')))
        .Where(job => job.Voting || pipeline == "check");

    /// <summary>All of them, the main project first.</summary>
    public static IReadOnlyList<DemoProject> All { get; } =
    [
        new("openstack/nova", 70, DemoField.Compute | DemoField.Network | DemoField.Storage,
        [
            "openstack-tox-pep8", "openstack-tox-py312", "openstack-tox-py313", "openstack-tox-docs", "nova-tox-functional-py312",
            "nova-next", "nova-live-migration", "nova-live-migration-ceph", "nova-ceph-multistore", "nova-lvm", "nova-multi-cell",
            "nova-grenade-multinode", "nova-ovs-hybrid-plug", "tempest-integrated-compute", "nova-emulation*", "nova-tox-py314*",
        ]),
        new("openstack/neutron", 36, DemoField.Network,
        [
            "openstack-tox-pep8", "openstack-tox-py312", "openstack-tox-docs", "neutron-functional", "neutron-fullstack",
            "neutron-tempest-plugin-ovn", "neutron-grenade-multinode", "neutron-ovs-tempest-dvr*",
        ]),
        new("openstack/cinder", 26, DemoField.Storage,
        [
            "openstack-tox-pep8", "openstack-tox-py312", "openstack-tox-docs", "cinder-tempest-plugin-lvm", "cinder-grenade",
            "tempest-integrated-storage", "cinder-rally-task*",
        ]),
        new("openstack/ironic", 12, DemoField.None, ["openstack-tox-pep8", "openstack-tox-py312", "ironic-tempest-bios", "ironic-standalone*"]),
        new("openstack/glance", 10, DemoField.None, ["openstack-tox-pep8", "openstack-tox-py312", "glance-tempest-import", "glance-grenade"]),
        new("openstack/manila", 10, DemoField.None, ["openstack-tox-pep8", "openstack-tox-py312", "manila-tempest-lvm", "manila-tempest-cephfs*"]),
        new("openstack/keystone", 9, DemoField.None, ["openstack-tox-pep8", "openstack-tox-py312", "keystone-dsvm-functional"]),
        new("openstack/octavia", 8, DemoField.None, ["openstack-tox-pep8", "openstack-tox-py312", "octavia-v2-dsvm-scenario"]),
        new("openstack/swift", 6, DemoField.None, ["openstack-tox-pep8", "openstack-tox-py312", "swift-probetests"]),
        new("openstack/oslo.messaging", 4, DemoField.None, ["openstack-tox-pep8", "openstack-tox-py312", "oslo.messaging-functional"]),
    ];
}
