using System.Data;
using Dapper;
using NodaTime;
using SlackPartner.Kernel;

namespace SlackPartner.Storage;

/// <summary>Teaches Dapper our value types. Private text is not among them: stores hand over sealed bytes.</summary>
public static class DapperTypes
{
    private static readonly Lock Registering = new();
    private static bool _registered;

    /// <summary>Call before the first query; more calls do nothing.</summary>
    public static void Register()
    {
        lock (Registering)
        {
            if (_registered) return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.AddTypeHandler(new InstantHandler());
            SqlMapper.AddTypeHandler(new LocalDateHandler());
            SqlMapper.AddTypeHandler(new LocalTimeHandler());
            SqlMapper.AddTypeHandler(new LocalDateTimeHandler());
            AddId<TeamId, string>();
            AddId<UserId, string>();
            _registered = true;
        }
    }

    /// <summary>A slice registers the ids it declares.</summary>
    public static void AddId<TId, TValue>() where TId : struct, ITyped<TId, TValue> => SqlMapper.AddTypeHandler(new IdHandler<TId, TValue>());

    private sealed class InstantHandler : SqlMapper.TypeHandler<Instant>
    {
        public override Instant Parse(object value) => Instant.FromDateTimeUtc((DateTime)value);
        public override void SetValue(IDbDataParameter parameter, Instant value) => parameter.Value = value.ToDateTimeUtc();
    }

    private sealed class LocalDateHandler : SqlMapper.TypeHandler<LocalDate>
    {
        public override LocalDate Parse(object value) => value is DateOnly date ? LocalDate.FromDateOnly(date) : LocalDate.FromDateTime((DateTime)value);
        public override void SetValue(IDbDataParameter parameter, LocalDate value) => parameter.Value = value.ToDateOnly();
    }

    private sealed class LocalTimeHandler : SqlMapper.TypeHandler<LocalTime>
    {
        public override LocalTime Parse(object value) => value is TimeOnly time ? LocalTime.FromTimeOnly(time) : LocalTime.FromTicksSinceMidnight(((TimeSpan)value).Ticks);
        public override void SetValue(IDbDataParameter parameter, LocalTime value) => parameter.Value = value.ToTimeOnly();
    }

    private sealed class LocalDateTimeHandler : SqlMapper.TypeHandler<LocalDateTime>
    {
        public override LocalDateTime Parse(object value) => LocalDateTime.FromDateTime((DateTime)value);
        public override void SetValue(IDbDataParameter parameter, LocalDateTime value) => parameter.Value = value.ToDateTimeUnspecified();
    }

    private sealed class IdHandler<TId, TValue> : SqlMapper.TypeHandler<TId> where TId : struct, ITyped<TId, TValue>
    {
        public override TId Parse(object value) => TId.From((TValue)value);
        public override void SetValue(IDbDataParameter parameter, TId id) => parameter.Value = id.Value;
    }
}
