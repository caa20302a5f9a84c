"""Words that lines of buttons and menus are made of. Data only, lower-case."""

from __future__ import annotations

# A short line made only of the first two sets, at least one word of the first among them, is furniture wherever it stands.
BUTTON_WORDS = frozenset(
    """
    abonnieren abo abonnement abos account akzeptieren anhören anmelden anmeldung anzeige app artikel-optionen audio
    bookmark cookie cookies drucken druckansicht druckversion einloggen einblenden ausblenden einstellungen epaper e-paper
    facebook feedback flipboard folgen followen kommentieren kommentar kommentare kommentarbereich leserkommentare linkedin
    login logout mastodon mediathek merken merkliste messenger newsletter newsticker pocket podcast podcasts postings push
    push-benachrichtigungen registrieren schließen schriftgröße senden speichern startseite subscribe teilen telegram testen
    ticker twitter verschenken versenden vorlesen weiterempfehlen weiterlesen whatsapp xing x.com share print login sign
    mehrfachnutzung pdf rss
    """.split()  # noqa: SIM905
)
BUTTON_FILLERS = frozenset(
    """
    aktivieren alle als an anzeigen app artikel auf aus beitrag bei bitte content das den der deaktivieren dem diese diesen
    dieser download drucken e-mail email entdecken für hier hinzufügen hören ihr ihre in inhalt inhalte im jetzt kein keine
    konto kopieren kostenfrei kostenlos kurz lesen link lokale mail mein meine melden mehr mit nach nachricht noch nur oder
    öffnen online optionen per seite sich sie text thema themen und uns unsere unseren unserem über via video videos von
    weitere weiter x zu zum zur this article by email to the your up
    """.split()  # noqa: SIM905
)

# Names of sections: furniture at the head and the foot of a page and between other furniture, never alone inside an article.
SECTIONS = frozenset(
    """
    aktuell aktuelles ausland auto bayern berlin bildung börse chronik debatte deutschland digital europa fernsehen
    feuilleton finanzen fokus foren gesellschaft gesundheit hamburg home inland innenpolitik international justiz karriere
    klima kriminalität kultur leben leute lokales magazin medien meinung menu menü mobilität münchen nachrichten netzwelt
    news ortsteile panorama politik radio ratgeber region regional regionales reise reisen ressorts service sport sportmix
    startseite technik ticker tv umwelt unterhaltung unternehmen videos video welt wetter wirtschaft wissen wissenschaft
    wohnen zeitgeschehen österreich schweiz
    """.split()  # noqa: SIM905
)
