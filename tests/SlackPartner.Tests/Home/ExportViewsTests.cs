using NodaTime;
using SlackPartner.Home.Privacy;
using SlackPartner.Kernel;
using SlackPartner.Storage;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Home;

internal sealed class ExportViewsTests
{
    private static readonly ExportPart[] Parts =
    [
        new("shared_by_you",
        [
            new ExportEntry().Add("to", A.Bob.User).Add("about", new LocalDate(2026, 11, 23)).Add("shared_at", A.Noon)
                .Add("behavior", new PrivateText("You said \"no\".\n# Twice")).Add("question", default(PrivateText)),
        ]),
        new("people_you_muted", []),
    ];

    [Test]
    public void Json_holds_each_part_with_its_entries() => Assert.That(ExportViews.Write(ExportFormats.Json, A.Ann, Parts, A.Noon), Does.EndWith(
        """
          "workspace": "T0ACME",
          "person": "U0ANN",
          "made_at": "2026-11-24T12:00:00Z",
          "shared_by_you": [
            {
              "to": "U0BOB",
              "about": "2026-11-23",
              "shared_at": "2026-11-24T12:00:00Z",
              "behavior": "You said \"no\".\n# Twice"
            }
          ],
          "people_you_muted": []
        }

        """));

    [Test]
    public void Markdown_keeps_words_as_words() => Assert.That(ExportViews.Write(ExportFormats.Markdown, A.Ann, Parts, A.Noon), Does.EndWith(
        """
        ## Shared by you

        ### 1

        - to:
              U0BOB
        - about:
              2026-11-23
        - shared at:
              2026-11-24T12:00:00Z
        - behavior:
              You said "no".
              # Twice


        ## People you muted

        Nothing.

        """));
}
