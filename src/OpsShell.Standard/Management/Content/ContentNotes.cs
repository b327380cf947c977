using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What every line read from an item carries: where it came from.</summary>
internal sealed class ContentNotes(PathInfo item, string? parent, string? childName)
{
    private readonly PSNoteProperty _path = new("PSPath", item.Path);
    private readonly PSNoteProperty _parent = new("PSParentPath", parent);
    private readonly PSNoteProperty _childName = new("PSChildName", childName);
    private readonly PSNoteProperty _drive = new("PSDrive", item.Drive);
    private readonly PSNoteProperty _provider = new("PSProvider", item.Provider);

    /// <summary>The content with its notes.</summary>
    public PSObject Tag(object content, long readCount)
    {
        var tagged = PSObject.AsPSObject(content);
        var properties = tagged.Properties;
        properties.Add(_path, preValidated: true);
        properties.Add(_parent, preValidated: true);
        properties.Add(_childName, preValidated: true);
        if (_drive.Value is not null)
            properties.Add(_drive, preValidated: true);
        properties.Add(_provider, preValidated: true);
        properties.Add(new PSNoteProperty("ReadCount", readCount), preValidated: true);
        return tagged;
    }
}
