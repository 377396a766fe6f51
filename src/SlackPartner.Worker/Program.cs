using SlackPartner.Security;
using SlackPartner.Storage;
using SlackPartner.Worker;

try
{
    return await CommandLine.RunAsync(args);
}
catch (Exception refusal) when (refusal is KeyRingException or MigrationException or SettingException)
{
    await Console.Error.WriteLineAsync(refusal.Message); // written for the operator: says what is missing and how to mend it
    return 2;
}
