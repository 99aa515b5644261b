using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Calls a private generic method whose type arguments are known only when the program runs.</summary>
internal static class Generic
{
    public static T Call<T>(Type owner, string method, Type[] typeArguments, params object[] arguments)
        => (T)owner.GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static).MakeGenericMethod(typeArguments)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
