namespace OpsShell.Ipvs.Facts;

/// <summary>A line of the answer of <see cref="ProxyProbe"/>.</summary>
/// <param name="Number">Its number in the answer, from 1.</param>
/// <param name="Kind">
/// p process, a argument, f configuration's path, c its line, x why it was not read, m address for metrics, y why they were not
/// asked, h line of their answer, t line of ipvsadm, u why there is none.
/// </param>
/// <param name="Text">What follows.</param>
internal readonly record struct ProxyLine(int Number, char Kind, string Text);
