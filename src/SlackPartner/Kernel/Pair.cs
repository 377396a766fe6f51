namespace SlackPartner.Kernel;

/// <summary>Two people of one workspace, in an order that does not depend on who asks.</summary>
public readonly record struct Pair
{
    private Pair(TeamId team, UserId one, UserId other) => (Team, One, Other) = (team, one, other);

    public TeamId Team { get; }
    public UserId One { get; }
    public UserId Other { get; }

    /// <summary>Two different people; the smaller id comes first, as in the tables.</summary>
    public static Pair Of(TeamId team, UserId a, UserId b) =>
        string.CompareOrdinal(a.Value, b.Value) < 0 ? new(team, a, b) : new(team, b, a);

    public static Pair Of(PersonId person, UserId other) => Of(person.Team, person.User, other);

    public bool Has(PersonId person) => person.Team == Team && (person.User == One || person.User == Other);

    /// <summary>The other one, as this one sees it.</summary>
    public UserId Beside(UserId user) => user == One ? Other : One;

    public IEnumerable<PersonId> People => [new(Team, One), new(Team, Other)];

    public override string ToString() => $"{Team}/{One}+{Other}";
}
