using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Styles;

public class PersonNamesTests
{
    [Theory]
    [InlineData("Claude Monet (French, 1840-1926)")]
    [InlineData("Claude Monet (1840–1926)")]
    [InlineData("Claude Monet, French, 1840-1926")]
    [InlineData("Claude Monet French, 1840–1926")]
    [InlineData("Monet, Claude (French, Paris 1840 - Giverny 1926)")]
    [InlineData("Monet, Claude, French")]
    [InlineData("MONET, Claude [1840-1926]")]
    [InlineData("Claude Monet (born Paris 1840, died Giverny 1926)")]
    [InlineData("Claude Monet (Claude-Oscar Monet)")]
    [InlineData("Monet, Claude-Oscar")]
    [InlineData("Oscar-Claude Monet (French painter, 1840-1926)")]
    public void Dates_and_a_nationality_behind_a_name_do_not_matter(string name)
        => Assert.Equal("Claude Monet", KnowledgeBase.Default.Find(name)?.Name);

    [Theory]
    [InlineData("after Rembrandt")]
    [InlineData("Rembrandt (after)")]
    [InlineData("Rembrandt, workshop of")]
    [InlineData("Rembrandt (attributed to)")]
    [InlineData("Attributed to Rembrandt (Dutch, 1606-1669)")]
    [InlineData("Follower of Rembrandt, Dutch, 1606-1669")]
    [InlineData("School of Rembrandt van Rijn")]
    [InlineData("Rembrandt (copy)")]
    [InlineData("Rembrandt (after 1650)")]
    [InlineData("Werkstatt Rembrandts")]
    [InlineData("Monet, C.")]
    public void What_is_not_somebody_s_own_name_means_nobody(string name) => Assert.Null(KnowledgeBase.Default.Find(name));

    [Theory]
    [InlineData("04")]
    [InlineData("01 - 1872")]
    [InlineData("Unknown artist")]
    [InlineData("Anonymous")]
    [InlineData("N.N.")]
    [InlineData("Various Artists")]
    [InlineData("Track 04")]
    [InlineData("")]
    public void Numbers_and_the_unknown_are_nobody(string name) => Assert.True(PersonNames.IsNobody(name));

    [Fact]
    public void A_name_without_details_stays() => Assert.Equal("Nemo de la Nada", PersonNames.Plain("Nemo de la Nada"));

    [Fact]
    public void No_person_of_the_knowledge_base_counts_as_unknown()
        => Assert.DoesNotContain(KnowledgeBase.Default.People, person => PersonNames.IsNobody(person.Name));
}
