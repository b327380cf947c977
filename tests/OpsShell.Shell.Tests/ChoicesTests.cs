using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Tests;

public sealed class ChoicesTests
{
    private static readonly Choices Known = new(
        [new("&Yes", "Go on."), new("Yes to &All", "Go on with all."), new("Exit &?", "Odd."), new("Wait", "No key."), new("&", "Nothing")]);

    [Fact]
    public void The_question_is_that_of_pwsh()
    {
        Assert.Equal("[Y] Yes  [A] Yes to All  [?] Exit ?  [] Wait  []   [?] Help (default is \"Y\"): ", Known.Question(0));
        Assert.EndsWith("[?] Help : ", Known.Question(), StringComparison.Ordinal);
        Assert.EndsWith("(default choices are Y,Wait)", Known.Question(0, 3), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", 0)]
    [InlineData("YES", 0)]
    [InlineData("yes to all", 1)]
    [InlineData("a", 1)]
    [InlineData("wait", 3)]
    [InlineData("w", -1)]
    [InlineData("", -1)]
    public void An_answer_is_a_key_or_a_label(string answer, int index) => Assert.Equal(index, Known.Find(answer));

    [Fact]
    public void Each_choice_has_its_meaning() =>
        Assert.Equal(["Y - Go on.", "A - Go on with all.", "? - Odd.", "Wait - No key."], Known.Meanings.Take(4));
}
