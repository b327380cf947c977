using System.Collections.Concurrent;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Keeps the thread jobs of a session for its job cmdlets. The engine makes one when the module is imported.</summary>
public sealed class ThreadJobSourceAdapter : JobSourceAdapter
{
    private const string JobParameter = "Job";

    private readonly ConcurrentDictionary<Guid, ThreadJob> _jobs = new();

    /// <summary>Made by the engine.</summary>
    public ThreadJobSourceAdapter() => Name = nameof(ThreadJobSourceAdapter);

    /// <summary>What tells the session's job manager of a new job.</summary>
    internal static JobInvocationInfo Announcement(ThreadJob job) => new(
        new JobDefinition(typeof(ThreadJobSourceAdapter), job.Command, job.Name),
        new Dictionary<string, object> { [JobParameter] = job });

    /// <inheritdoc/>
    public override Job2 NewJob(JobInvocationInfo specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var job = (ThreadJob)specification.Parameters[0].First(parameter => parameter.Name == JobParameter).Value;
        return _jobs.GetOrAdd(job.InstanceId, job);
    }

    /// <inheritdoc/>
    public override IList<Job2> GetJobs() => Find(_ => true);

    /// <inheritdoc/>
    public override IList<Job2> GetJobsByName(string name, bool recurse)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return Find(job => pattern.IsMatch(job.Name));
    }

    /// <inheritdoc/>
    public override IList<Job2> GetJobsByCommand(string command, bool recurse)
    {
        var pattern = WildcardPattern.Get(command, WildcardOptions.IgnoreCase);
        return Find(job => pattern.IsMatch(job.Command));
    }

    /// <inheritdoc/>
    public override Job2? GetJobByInstanceId(Guid instanceId, bool recurse) => _jobs.GetValueOrDefault(instanceId);

    /// <inheritdoc/>
    public override Job2? GetJobBySessionId(int id, bool recurse) => _jobs.Values.FirstOrDefault(job => job.Id == id);

    /// <inheritdoc/>
    public override IList<Job2> GetJobsByState(JobState state, bool recurse) => Find(job => job.JobStateInfo.State == state);

    /// <summary>Thread jobs have nothing to filter by.</summary>
    /// <param name="filter">Not used.</param>
    /// <param name="recurse">Not used.</param>
    public override IList<Job2> GetJobsByFilter(Dictionary<string, object> filter, bool recurse) => [];

    /// <inheritdoc/>
    public override void RemoveJob(Job2 job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (_jobs.TryRemove(job.InstanceId, out var removed))
            removed.StopJob();
    }

    private List<Job2> Find(Func<ThreadJob, bool> isWanted) => [.. _jobs.Values.Where(isWanted).OrderBy(job => job.Id)];
}
