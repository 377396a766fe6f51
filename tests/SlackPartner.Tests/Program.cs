// Not what the test host runs: a node that a test starts to kill it.
return await SlackPartner.Tests.Jobs.EngineNode.ServeAsync(args);
