namespace CiWatch.App.Addresses;

/// <summary>The project that an address means, in one of the forms of <see cref="ProjectName"/>.</summary>
/// <param name="Path">What follows /project/ in the path.</param>
internal sealed record ProjectReference(string? Path, string? Name, string? Digest)
{
    /// <summary>What the address calls it, for a page that does not know it.</summary>
    public string Shown => Name ?? (string.IsNullOrEmpty(Path) ? Digest : Path) ?? "";

    /// <summary>Whether a project of this name is meant.</summary>
    public bool Means(string project) =>
        Name is not null ? project == Name
        : !string.IsNullOrEmpty(Path) ? project == Path
        : Digest is not null && ProjectName.IsLong(project) && ProjectName.DigestOf(project) == Digest;
}
