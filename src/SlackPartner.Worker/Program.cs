Console.WriteLine("SlackPartner");
