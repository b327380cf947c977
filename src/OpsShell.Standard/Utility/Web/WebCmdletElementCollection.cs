using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Elements of an HTML page.</summary>
public class WebCmdletElementCollection : ReadOnlyCollection<PSObject>
{
    internal WebCmdletElementCollection(IList<PSObject> elements)
        : base(elements)
    {
    }

    /// <summary>The element with an id or name; null if there is none.</summary>
    /// <param name="nameOrId">The id or the name.</param>
    public PSObject? Find(string nameOrId) => FindById(nameOrId) ?? FindByName(nameOrId);

    /// <summary>The element with an id; null if there is none.</summary>
    /// <param name="id">The id.</param>
    public PSObject? FindById(string id) => FindBy("id", id);

    /// <summary>The element with a name; null if there is none.</summary>
    /// <param name="name">The name.</param>
    public PSObject? FindByName(string name) => FindBy("name", name);

    private PSObject? FindBy(string attribute, string value) =>
        this.FirstOrDefault(element => value.Equals(element.Properties[attribute]?.Value as string, StringComparison.Ordinal));
}
