using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Reads and writes a member without reflection for each row.</summary>
internal static class MemberAccess
{
    public static Func<TRow, TValue> Getter<TRow, TValue>(MemberInfo member)
    {
        if (member is PropertyInfo property && !typeof(TRow).IsValueType)
            return property.GetGetMethod().CreateDelegate<Func<TRow, TValue>>();
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.MakeMemberAccess(row, member), row).Compile();
    }

    /// <summary>A getter, or for a member that can only be written one that gives the default.</summary>
    public static Func<TRow, TValue> GetterOrDefault<TRow, TValue>(MemberInfo member)
        => member is PropertyInfo property && property.GetGetMethod() is null ? static _ => default : Getter<TRow, TValue>(member);

    public static Action<TRow, TValue> Setter<TRow, TValue>(MemberInfo member)
    {
        if (member is PropertyInfo property)
            return property.GetSetMethod().CreateDelegate<Action<TRow, TValue>>();
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        ParameterExpression value = Expression.Parameter(typeof(TValue));
        BinaryExpression assignment = Expression.Assign(Expression.MakeMemberAccess(row, member), value);
        return Expression.Lambda<Action<TRow, TValue>>(assignment, row, value).Compile();
    }
}
