namespace SlackPartner.Home;

/// <summary>The zones Settings offers: at least one for every offset and set of rules people live by. A list in Slack takes a hundred.</summary>
internal static class SettingsZones
{
    public static readonly IReadOnlyList<string> Common =
    [
        "Pacific/Honolulu", "Pacific/Marquesas", "America/Anchorage", "America/Los_Angeles", "America/Tijuana", "America/Vancouver", "America/Denver", "America/Phoenix",
        "America/Edmonton", "America/Chicago", "America/Mexico_City", "America/Winnipeg", "America/Costa_Rica", "America/Guatemala", "America/New_York", "America/Toronto",
        "America/Bogota", "America/Lima", "America/Panama", "America/Jamaica", "America/Havana", "America/Halifax", "America/Caracas", "America/La_Paz",
        "America/Puerto_Rico", "America/Santiago", "America/Asuncion", "America/St_Johns", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "America/Montevideo",
        "America/Nuuk", "Atlantic/Azores", "Atlantic/Cape_Verde", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Atlantic/Reykjavik", "Africa/Casablanca",
        "Africa/Accra", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam", "Europe/Brussels", "Europe/Vienna", "Europe/Zurich",
        "Europe/Stockholm", "Europe/Copenhagen", "Europe/Oslo", "Europe/Prague", "Europe/Warsaw", "Europe/Budapest", "Africa/Lagos", "Africa/Tunis", "Europe/Athens",
        "Europe/Helsinki", "Europe/Kyiv", "Europe/Bucharest", "Europe/Chisinau", "Asia/Jerusalem", "Asia/Beirut", "Africa/Cairo", "Africa/Johannesburg", "Europe/Istanbul",
        "Africa/Nairobi", "Asia/Riyadh", "Asia/Baghdad", "Asia/Tehran", "Asia/Dubai", "Asia/Tbilisi", "Asia/Kabul", "Asia/Karachi", "Asia/Tashkent", "Asia/Kolkata",
        "Asia/Colombo", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Almaty", "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta", "Asia/Ho_Chi_Minh", "Asia/Singapore",
        "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Manila", "Australia/Perth", "Asia/Tokyo", "Asia/Seoul", "Australia/Adelaide", "Australia/Brisbane",
        "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham", "UTC",
    ];
}
