using SlackPartner.Partners;

namespace SlackPartner.CoolDowns;

/// <summary>What other slices take over from a pause, where they are there.</summary>
internal sealed class AgendaSeam(IEnumerable<IAgenda> agendas)
{
    public IAgenda? Agenda { get; } = agendas.FirstOrDefault();

    public bool IsThere => Agenda is not null;
}
