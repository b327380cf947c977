using System.Globalization;
using System.Text;

namespace OpsShell.Core.Nodes.Selection;

/// <summary>
/// Finds the ranges in a set of names. Each name is a template (its text without numbers) and a vector of numbers. Of each
/// template, one dimension after the other is folded: names that agree in all other dimensions become one with a range. A
/// merged name stands for the product of its dimensions, so what comes out always expands to exactly what went in.
/// </summary>
internal static class RangeFolder
{
    private const char Hole = '\0';

    public static IEnumerable<string> Fold(IEnumerable<string> names)
    {
        var folded = new List<string>();
        var byTemplate = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (name.AsSpan().IndexOfAny(",[]\0") >= 0 || !TryTakeApart(name, out var template, out var numbers))
            {
                folded.Add(name);
                continue;
            }
            if (!byTemplate.TryGetValue(template, out var vectors))
                byTemplate[template] = vectors = [];
            vectors.Add(numbers);
        }
        foreach (var (template, vectors) in byTemplate)
            folded.AddRange(FoldAll(vectors).Select(vector => PutTogether(template, vector)));
        return folded;
    }

    private static bool TryTakeApart(string name, out string template, out string[] numbers)
    {
        var text = new StringBuilder();
        var found = new List<string>();
        for (var i = 0; i < name.Length;)
        {
            var start = i;
            while (i < name.Length && char.IsAsciiDigit(name[i]))
                i++;
            if (i > start && i - start <= RangeItem.MaximumDigits)
            {
                found.Add(name[start..i]);
                text.Append(Hole);
            }
            else if (i > start)
            {
                text.Append(name, start, i - start);
            }
            else
            {
                text.Append(name[i++]);
            }
        }
        (template, numbers) = (text.ToString(), [.. found]);
        return numbers.Length > 0;
    }

    private static List<string[]> FoldAll(List<string[]> vectors)
    {
        for (var dimension = vectors[0].Length - 1; dimension >= 0 && vectors.Count > 1; dimension--)
            vectors = FoldDimension(vectors, dimension);
        return vectors;
    }

    /// <summary>Each dimension is folded once, so at its turn it still holds plain numbers.</summary>
    private static List<string[]> FoldDimension(List<string[]> vectors, int dimension)
    {
        var folded = new List<string[]>();
        foreach (var group in vectors.GroupBy(vector => Others(vector, dimension), StringComparer.Ordinal))
        {
            var members = group.ToList();
            if (members.Count > 1)
                members[0][dimension] = $"[{string.Join(',', Runs(members.Select(member => member[dimension])))}]";
            folded.Add(members[0]);
        }
        return folded;
    }

    private static string Others(string[] vector, int dimension) =>
        vector.Length == 1 ? "" : string.Join(Hole, vector.Where((_, index) => index != dimension));

    /// <summary>Numbers as runs. A number belongs to a run when counting on with the run's padding writes it as it is written.</summary>
    private static IEnumerable<string> Runs(IEnumerable<string> numbers)
    {
        var runs = new List<Run>();
        var open = new List<Run>();
        foreach (var (text, value) in numbers.Select(text => (text, value: long.Parse(text, CultureInfo.InvariantCulture)))
                     .OrderBy(number => number.value).ThenBy(number => number.text.Length))
        {
            open.RemoveAll(run => run.Last < value - 1);
            var fitting = open.Find(run => run.Last == value - 1 && RangeItem.Format(value, run.Width) == text);
            if (fitting is not null)
            {
                fitting.Last = value;
                continue;
            }
            var started = new Run(text, value);
            runs.Add(started);
            open.Add(started);
        }
        return runs.Select(run => run.ToString());
    }

    private static string PutTogether(string template, string[] vector)
    {
        var name = new StringBuilder();
        var next = 0;
        foreach (var c in template)
            _ = c == Hole ? name.Append(vector[next++]) : name.Append(c);
        return name.ToString();
    }

    private sealed class Run(string text, long first)
    {
        private readonly string _first = text;
        private bool _isRange;
        private long _last = first;

        public long Last
        {
            get => _last;
            set => (_last, _isRange) = (value, true);
        }

        public int Width { get; } = text.Length > 1 && text[0] == '0' ? text.Length : 0;

        public override string ToString() => _isRange ? $"{_first}-{RangeItem.Format(Last, Width)}" : _first;
    }
}
