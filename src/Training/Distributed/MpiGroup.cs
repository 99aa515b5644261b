using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using MPI;

namespace Pix2Pitch.Training.Distributed;

/// <summary>The ranks of a program that MPICH has started, through MPI.NET.</summary>
/// <remarks>
/// MPI.NET is compiled for Microsoft's MPI, which comes from MPICH and has its binary interface: handles are integers with the same values. So on Linux its one library is
/// MPICH's instead. That of Open MPI has pointers for handles, and cannot be used.
/// </remarks>
internal sealed partial class MpiGroup : IRankGroup
{
    private const int MaxErrorLength = 1024; // more than MPI_MAX_ERROR_STRING

    // Debian's name, and that of MPICH elsewhere.
    private static readonly string[] s_libraries = ["libmpich.so.12", "libmpi.so.12"];

    private readonly MPI.Environment _environment;

    private MpiGroup(MPI.Environment environment, RankEnvironment found)
        => (_environment, Rank, Count, LocalRank, LocalCount) = (environment, Communicator.world.Rank, Communicator.world.Size, found.LocalRank, found.LocalCount);

    public int Rank { get; }

    public int Count { get; }

    public int LocalRank { get; }

    public int LocalCount { get; }

    /// <summary>Starts MPI in this process. Once for each process.</summary>
    /// <exception cref="Pix2PitchException">There is no MPICH, or the program was started by another MPI.</exception>
    public static MpiGroup Join(RankEnvironment found)
    {
        if (found.IsOpenMpi)
            throw new Pix2PitchException("The training was started by Open MPI, which cannot be used; start it with the mpirun of MPICH.");
        if (!OperatingSystem.IsLinux())
            throw new Pix2PitchException("Training with MPI runs on Linux only; start the training without mpirun.");
        // The network library of MPICH would answer a null reference in C# with a crash.
        _ = SetEnvironment("UCX_HANDLE_ERRORS", "none", overwrite: 0);
        // Its messages about a rank that died say less than ours.
        _ = SetEnvironment("UCX_LOG_LEVEL", "fatal", overwrite: 0);
        nint library = 0;
        if (!s_libraries.Any(name => NativeLibrary.TryLoad(name, out library)))
            throw new Pix2PitchException($"The training was started as rank {found.Rank} of {found.Count}, but {string.Join(" or ", s_libraries)} is not installed; install MPICH (on Debian and Ubuntu: apt-get install mpich) on every machine.");
        NativeLibrary.SetDllImportResolver(typeof(MPI.Environment).Assembly, (name, _, _) => name.StartsWith("msmpi", StringComparison.Ordinal) ? library : 0);
        string[] arguments = [];
        var group = new MpiGroup(new MPI.Environment(ref arguments, Threading.Serialized), found);
        if (group.Count != found.Count)
            throw new Pix2PitchException($"mpirun started {found.Count} processes, but MPI knows {group.Count}; use the mpirun that belongs to the MPICH that is installed.");
        return group;
    }

    public unsafe void Average(Span<float> values)
    {
        fixed (float* start = values) Sum((nint)start, values.Length, Unsafe.MPI_FLOAT);
        System.Numerics.Tensors.TensorPrimitives.Divide(values, Count, values);
    }

    public unsafe void Average(Span<double> values)
    {
        fixed (double* start = values) Sum((nint)start, values.Length, Unsafe.MPI_DOUBLE);
        System.Numerics.Tensors.TensorPrimitives.Divide(values, Count, values);
    }

    public unsafe int Max(int value)
    {
        int found = value;
        Check(Unsafe.MPI_Allreduce((nint)(&value), (nint)(&found), 1, Unsafe.MPI_INT, Unsafe.MPI_MAX, Unsafe.MPI_COMM_WORLD));
        return found;
    }

    public unsafe float[] Concatenate(float[] values)
    {
        var all = new float[values.Length * Count];
        fixed (float* from = values, to = all)
            Check(Unsafe.MPI_Allgather((nint)from, values.Length, Unsafe.MPI_FLOAT, (nint)to, values.Length, Unsafe.MPI_FLOAT, Unsafe.MPI_COMM_WORLD));
        return all;
    }

    public unsafe IReadOnlyList<string> Gather(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = Max(bytes.Length) + 1; // texts end with a zero
        byte[] padded = new byte[length], all = new byte[length * Count];
        bytes.CopyTo(padded, 0);
        fixed (byte* from = padded, to = all)
            Check(Unsafe.MPI_Allgather((nint)from, length, Unsafe.MPI_BYTE, (nint)to, length, Unsafe.MPI_BYTE, Unsafe.MPI_COMM_WORLD));
        return [.. Enumerable.Range(0, Count).Select(rank => Encoding.UTF8.GetString(all.AsSpan(rank * length, length - 1)).TrimEnd('\0'))];
    }

    public Exception Failure(string message) => new SharedFailureException(message);

    /// <summary>Ends all ranks, this one too, without waiting for them.</summary>
    public static void Abort(int exitCode) => MPI.Environment.Abort(exitCode);

    /// <summary>Ends MPI, which waits until all ranks do so.</summary>
    public void Dispose() => _environment.Dispose();

    private static void Sum(nint values, int count, int type)
    {
        const int InPlace = -1; // MPI_IN_PLACE
        Check(Unsafe.MPI_Allreduce(InPlace, values, count, type, Unsafe.MPI_SUM, Unsafe.MPI_COMM_WORLD));
        // The standard does not promise the same rounding on all ranks.
        Check(Unsafe.MPI_Bcast(values, count, type, 0, Unsafe.MPI_COMM_WORLD));
    }

    private static void Check(int code)
    {
        if (code == 0) return;
        var text = new byte[MaxErrorLength];
        int length = text.Length;
        _ = Unsafe.MPI_Error_string(code, text, ref length);
        throw new Pix2PitchException($"MPI failed, perhaps because another rank died ({Encoding.UTF8.GetString(text, 0, Math.Clamp(length, 0, text.Length)).TrimEnd('\0', '.', '\n')}); the run continues from its last checkpoint with the same command.");
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
