using System.Runtime.InteropServices;

namespace Pix2Pitch.Transforms.Tests.Manifests;

/// <summary>
/// Runs code that file permissions bite: root may read everything. What counts for files is a user of each thread's own (setfsuid(2)), so that
/// one thread can give up root's rights without anybody else noticing.
/// </summary>
internal static partial class Unprivileged
{
    private const uint Nobody = 65534;

    /// <summary>What the code throws; null for nothing.</summary>
    public static Exception? Record(Action action)
    {
        Exception? error = null;
        var thread = new Thread(() =>
        {
            _ = SetFileUser(Nobody);
            error = Xunit.Record.Exception(action);
        });
        thread.Start();
        thread.Join();
        return error;
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileUser(uint user);
}
