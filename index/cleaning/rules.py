"""What page furniture looks like, as data: patterns with the reason they are furniture. No logic lives here.

Patterns see one line, without bullets and arrows around it, in lower case. They are linear: no nested or adjoining repeats of the same characters.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A regular expression and why what it matches is no part of an article."""

    pattern: str
    reason: str


_NUMBER = r"\d{1,5}"

# The whole line is furniture.
WHOLE_LINES = (
    Rule(r"(?:ihr|dein) ki-assistent .{0,60}|\w{2,20}go!( entdecken)?", "assistant promotion"),
    Rule(r"(?:anzeige|werbung|advertisement|advertorial|sponsored|ad)(?: ende)?", "advertising mark"),
    Rule(r"autoplay|playlist|live ?-?tv|die wiedergabe wurde unterbrochen|video-?player.{0,40}|(?:audio|video) herunterladen.{0,40}", "player text"),
    Rule(r"(?:bild|foto) (?:vergrößern|verkleinern)|vergrößern|(?:detailansicht|bildergalerie|fotostrecke|galerie|slideshow)\b.{0,30}", "picture control"),
    Rule(r"bild(?:beschreibung|unterschrift) (?:ein|aus)blenden|(?:fotostrecke|bilderstrecke) mit \d+ (?:bildern|fotos)", "picture control"),
    Rule(rf"(?:lesezeit|lesedauer|reading time)\b:? ?(?:ca\.? |etwa )?{_NUMBER} ?(?:min(?:uten|utes|\.)?|m)?(?: read)?", "reading time"),
    Rule(rf"\(?{_NUMBER}(?::\d\d)? ?min(?:uten|uten lesezeit|utes|utes read|ute|\.)?(?: read| lesezeit)?\)?", "reading or playing time"),
    Rule(rf"\(?\d\d?:\d\d(?::\d\d)? ?(?:min|std|h|m)?\.?\)?|\d ?/ ?\d{{0,3}}|(?:seite )?\d{{1,2}} von \d{{1,2}}", "playing time or page count"),
    Rule(rf"(?:forum:? ?)?{_NUMBER} (?:kommentare?|postings?|beiträge|reaktionen|leserkommentare|comments?|shares?|likes?)(?: lesen)?", "comment count"),
    Rule(rf"kommentare?(?: lesen)? ?\(?{_NUMBER}\)?|(?:ihr|dein) kommentar|kommentare?", "comment count"),
    Rule(r"(?:erstellt|erscheinungsdatum|online seit|zuletzt (?:aktualisiert|geändert)|aktualisiert|letzte aktualisierung)\b.{6,60}", "time stamp"),
    Rule(r"\w{1,20}(?:-| )?(?:plus|\+)|(?:icon|symbol): .{1,40}|[a-z]\+(?: .{1,40})?|\+", "subscription mark"),
    Rule(r"(?:exklusiv|nur) für (?:abonnent\w*|mitglieder)(?: und abonnent\w*)?|premium(?:-?inhalt| content)?|registrierungspflichtig", "subscription mark"),
    Rule(r"zum? (?:haupt)?(?:inhalt|navigation|menü|suche|seitenanfang|fußzeile)(?: springen| wechseln)?|nach oben|skip to .{3,30}|skip next section.{0,40}", "skip link"),
    Rule(r"(?:haupt)?navigation:?|menu|menü|inhalt|inhaltsverzeichnis|alle themen|top-?themen|themen|ressorts?", "navigation"),
    Rule(r"(?:zurück )?zur? (?:\S{1,20}-)?(?:start|haupt)seite|home|startseite", "navigation"),
    Rule(r"(?:suche|suchen|seite durchsuchen|suche öffnen|suche (?:in|auf|nach) .{1,40}|mein konto|sendung verpasst\??)", "navigation"),
    Rule(r"(?:x|x\.com|facebook|twitter|whatsapp|e-?mail|mail|linkedin|xing|pocket|telegram|messenger|pinterest|flipboard|threema|signal|instagram|tiktok|youtube|mastodon|bluesky|threads|reddit)", "share button"),  # noqa: E501
    Rule(r"(?:jetzt |artikel |beitrag |seite |diesen? (?:artikel|beitrag|seite) )?(?:teilen|weitersagen|senden|versenden|empfehlen|verschenken)(?: (?:auf|über|via|per) \S{1,20})?:?", "share button"),  # noqa: E501
    Rule(r"(?:folgen|folge|folgen sie)(?: sie)?(?: uns)?(?: auf)?:?|follow us.{0,20}|link kopieren(?: .{0,20})?|kurz-?url.{0,60}", "share button"),
    Rule(r"(?:permalink|dauerhafter link|short-?link|kurzlink|quelladresse)\b.{0,120}|https?://\S{1,300}", "address of the page"),
    Rule(r"(?:artikel|beitrag|text|nachricht)? ?(?:vor|an)?(?:lesen|hören)(?: lassen)?(?: \(.{1,20}\))?", "listen button"),
    Rule(r"(?:artikel )?zum hören.{0,20}|(?:hier )?können sie unsere .{1,40}podcasts? hören|hier können sie unsere .{1,40} hören", "player text"),
    Rule(r"diese audioversion wurde .{0,100}|der artikel wurde .{0,30}(?:computerstimme|vorlese).{0,60}", "player text"),
    Rule(r"(?:artikel)?zusammenfassung|gefällt (?:mir|ihnen)(?: nicht)?|hilfreich\??|fanden sie .{5,60}\?|war dieser artikel .{3,40}\?|wie finden sie .{3,60}\?", "reader poll"),  # noqa: E501
    Rule(r"impressum(?:/\w+)?|offenlegung|datenschutz(?:erklärung|hinweise?|-?einstellungen)?|agb|nutzungsbedingungen|barrierefreiheit|privatsphäre|cookie-?(?:einstellungen|richtlinie)|mediadaten|jobs|stellenmarkt|immobilien|verlagsangebote|kontakt|hilfe|(?:\S{1,30}-)?newsletter|e-?paper|abo|abonnement|shop|podcasts?|mediathek|tv-?programm|börsenkurse|wetter|gewinnspiele?|anzeigenmarkt|traueranzeigen|veranstaltungen", "footer link"),  # noqa: E501
    Rule(r"(?:alle )?(?:akzeptieren|ablehnen|zustimmen|annehmen)(?: und weiter.{0,20})?|einstellungen(?: verwalten)?|(?:externen? )?inhalte? (?:erlauben|anzeigen|laden)|soziale netzwerke aktivieren|weiter|ok|schließen|einverstanden", "consent button"),  # noqa: E501
    Rule(r"empfohlener (?:externer |redaktioneller )?inhalt|externer inhalt|hier finden sie (?:externe )?inhalte? von .{3,60}", "consent notice"),
    Rule(r"(?:jetzt |hier |kostenlos |einfach |gratis |4 wochen )*(?:anmelden|einloggen|registrieren|abonnieren|testen|entdecken|bestellen|unterstützen|weiterlesen|abo abschließen|freischalten|login|log in|sign in|subscribe)(?: (?:und|&) .{1,30})?", "subscription button"),  # noqa: E501
    Rule(r"(?:noch )?kein (?:konto|abo)\?.{0,60}|(?:sie haben |haben sie )?(?:bereits|schon) (?:abonnent|ein abo|kunde|registriert|ein konto)\w*\?.{0,60}|weiter ohne abo.{0,20}", "subscription prompt"),  # noqa: E501
    Rule(r"(?:möchten|wollen) sie (?:diesen artikel |jetzt )?(?:weiterlesen|weiter lesen)\?|(?:jetzt|hier) weiterlesen.{0,30}|testen sie unser angebot", "subscription prompt"),
    Rule(r"(?:©|\(c\)|copyright)(?: ?©)?.{0,100}(?:\b(?:19|20)\d\d\b|\bgmbh|\bag\b|verlag|online|rechte|redaktion|\bco\. kg|\.(?:de|at|ch|com)\b).{0,160}|alle rechte vorbehalten.{0,200}|all rights reserved.{0,100}", "copyright or picture credit"),
    Rule(r".{0,40}\brechte an diesem artikel\b.{0,40}|(?:die )?rechte am artikel .{0,60}|.{0,60}hier können sie .{0,20}rechte .{0,40}erwerben", "copyright"),
    Rule(r"(?:send us your )?feedback(?: senden)?|fehlerhinweis|fehler gefunden\?.{0,80}|fehler melden|korrekturhinweis|leserbrief.{0,30}|leserdiskussion|diskutieren sie mit.{0,40}", "feedback link"),  # noqa: E501
    Rule(r"(?:update|eilmeldung|live|liveticker|liveblog|breaking|exklusiv|archiv|analyse|kommentar|interview|ticker)", "label"),
    Rule(r"(?:tags?|schlagworte?|schlagwörter|stichworte)\b.{0,40}|themen:? ?#.{1,200}|(?:#\w{1,40}[ ,]{0,2}){1,20}", "keywords"),
    Rule(r"javascript .{0,80}|.{0,40}(?:benötigt|deaktiviert|aktivieren sie|enable) javascript.{0,200}|.{0,30}javascript .{0,30}(?:deaktiviert|aktivieren).{0,80}", "browser notice"),  # noqa: E501
    Rule(r"to view this video please enable javascript.{0,200}", "player text"),
    Rule(r"(?:rubriklisten|symbol|titel|artikel|vorschau|teaser)bild:? ?.{0,80}", "picture credit"),
    Rule(r"push-?(?:nachrichten|mitteilungen).{0,30}|alles zu|.{1,30} auf whatsapp|zur app|merkliste|meine news|später lesen|zu favoriten.{0,20}", "service link"),
    Rule(r"(?:automatisch erstellt|dieser text wurde automatisch) .{0,200}|direkt aus dem dpa-newskanal.{0,40}", "agency feed notice"),
)  # fmt: skip

# Lines that open a list of other articles; the headlines under them go too.
RELATED = (
    Rule(r"lesen sie (?:auch|mehr|hier|dazu|weiter)\b.{0,40}|lies auch.{0,20}|weiterlesen|(?:jetzt )?auch lesen.{0,20}|lesetipps?|read (?:more|also).{0,30}", "related articles"),  # noqa: E501
    Rule(r"mehr (?:zum thema|zu diesem thema|dazu|aus dem (?:web|ressort)|aus \S{2,30}|von \S{2,30}|nachrichten.{0,40}|erfahren|artikel|aus der rubrik.{0,30})(?:: ?.{0,60})?|mehr", "related articles"),  # noqa: E501
    Rule(r"(?:neues aus der redaktion|auch interessant|das könnte (?:sie|dich) (?:auch )?(?:noch )?interessieren|passend zum (?:artikel|thema)|zum thema|ähnliche (?:artikel|themen|beiträge))", "related articles"),  # noqa: E501
    Rule(r"(?:weitere|verwandte|aktuelle|beliebte|meistgelesene?) (?:artikel|themen|informationen|nachrichten|meldungen|beiträge|links)(?: .{0,40})?|links|meistgelesen|top ?-?themen", "related articles"),  # noqa: E501
    Rule(r"(?:explore more|related (?:topics|articles|stories|content)|more on this (?:topic|story)|you may also like|recommended.{0,20}|latest videos|most read)", "related articles"),  # noqa: E501
    Rule(r"(?:schlagwörter|schlagworte|themen|stichwörter|tags|topics)(?: (?:zu|in) diesem (?:artikel|beitrag|thema))?|das thema", "keywords"),
    Rule(r"dieses thema im programm\b.{0,300}|über dieses thema berichtete\b.{0,200}", "broadcast notice"),
)  # fmt: skip

# The line is prose, but its own words say that it speaks for the page and not for the article. One is enough.
STRONG_PHRASES = (
    Rule(r"\b(?:deine|ihre|meine) (?:widerrufliche )?(?:einwilligung|zustimmung)\b|stimm(?:st du|en sie) (?:diesen|der|dem|zu|hiermit)\b", "consent notice"),
    Rule(r"\bum eingebettete inhalte anzuzeigen|\bexterne[rnsm]? inhalte? (?:eingebunden|angezeigt|zu laden|zu interagieren)|\binhalten von drittanbietern (?:zu interagieren|anzuzeigen)", "consent notice"),  # noqa: E501
    Rule(r"\bich bin damit einverstanden, (?:dass mir|per e-mail)|\bdiese einwilligung kann ich\b|zur kenntnis genommen und (?:akzeptiere|stimme)", "consent notice"),
    Rule(r"\bwir (?:verwenden|nutzen|setzen) cookies\b|\bwir und unsere (?:\d+ )?partner\b|\bcookies? (?:akzeptieren|zulassen)\b|\bwe use cookies\b", "consent notice"),
    Rule(r"\bbenötigen wir (?:deine|ihre) zustimmung|\bwir (?:benötigen|brauchen) (?:deine|ihre|eine) zustimmung", "consent notice"),
    Rule(r"\bjavascript (?:ist )?(?:in ihrem browser )?(?:deaktiviert|aktivieren|benötigt)|\b(?:ihr|dein) (?:browser|adblocker|werbeblocker)\b.{0,80}\b(?:verhindert|unterstützt|verhindern)", "browser notice"),  # noqa: E501
    Rule(r"\b(?:ihre|deine) (?:werbeblocker|browser)-?(?:einstellungen)?\b.{0,40}\b(?:verhindern|an)\b", "browser notice"),
    Rule(r"\bto view this video please enable javascript|\bplease enable javascript\b", "player text"),
    Rule(r"\bwir haben ihnen eine e-?mail geschickt|\bprüfen sie ihr postfach\b|\bmit ihrer registrierung nehmen sie\b|\bsie haben noch kein konto\b", "subscription prompt"),
    Rule(r"\b(?:in|mit) unserem .{0,30}newsletter\b|\bunser(?:en)? (?:kostenloser?n? )?.{0,30}newsletter\b|\bsign up .{0,40}newsletter\b", "newsletter prompt"),
    Rule(r"\bhier können sie unsere .{1,40} hören\b|\bdiese audioversion wurde\b", "player text"),
    Rule(r"\bpersönlichen merkliste\b|\bauf ein gerät beschränkt\b|\bmit (?:einem|unserem|dem) (?:digital-?|plus-?|probe-?)?abo (?:lesen|erhalten|können) sie\b", "subscription prompt"),
    Rule(r"\b(?:haben sie|hast du) (?:einen )?fehler (?:entdeckt|gefunden)\b|\bschreiben sie uns gern\b|\bkeine kommentarfunktion\b|\bso erreichen sie (?:uns|die redaktion)\b", "feedback notice"),  # noqa: E501
    Rule(r"\bgeben nicht (?:notwendigerweise |unbedingt )?die meinung der redaktion wieder\b|\bausschließlich für den privaten (?:eigen)?(?:bedarf|gebrauch)\b", "legal notice"),
    Rule(r"\bwurde automatisch (?:von|aus) der .{3,60} (?:übernommen|erstellt)|\bvon der redaktion nicht (?:geprüft|bearbeitet)\b", "agency feed notice"),
    Rule(r"\bnachrichten und redaktionelle artikel von\b|\bweiterverarbeitung, wiederveröffentlichung\b|\bvorherige ausdrückliche (?:erlaubnis|genehmigung)\b", "legal notice"),
    Rule(r"\b(?:freier?|unabhängiger?) (?:presse|journalismus)\b.{0,200}\b(?:unterstützen sie|genossenschaft|paywall)|\bohne paywall\b", "donation prompt"),
)  # fmt: skip

# Parts glued to the beginning or the end of a line that otherwise stays.
GLUED_HEADS = (
    Rule(r"(?:lesezeit|lesedauer):? (?:ca\.? )?\d{1,3} ?min(?:uten)?\b\.?", "reading time"),
    Rule(r"(?:artikel|beitrag) (?:anhören|vorlesen|hören)\b(?! (?:müssen|kann))", "listen button"),
    Rule(r"zum (?:haupt)?inhalt(?: springen)?\b", "skip link"),
    Rule(r"skip to (?:main )?content\b", "skip link"),
)
GLUED_TAILS = (
    Rule(r"\bto view this video please enable javascript.{0,200}$", "player text"),
    Rule(r"(?<=[.!?“”\"«»]) (?:mehr zum thema|mehr dazu|lesen sie auch|lesen sie hier|lesen sie mehr|lies auch|read more)\b:? ?[^.!?]{0,140}$", "related article"),
    Rule(r"(?<=[.!?“”\"«»]) (?:zur startseite|anzeige|artikel anhören)$", "navigation"),
)

# Words of buttons and menus: a short line made only of these, at least one of the first set among them, is furniture anywhere.
BUTTON_WORDS = frozenset(
    """
    abonnieren abo abonnement abos account akzeptieren anhören anmelden anmeldung anzeige app artikel-optionen audio bookmark cookie cookies drucken
    druckansicht druckversion einloggen einblenden ausblenden einstellungen epaper e-paper facebook feedback flipboard folgen followen
    gratis-newsletter kommentieren kommentar kommentare kommentarbereich leserkommentare linkedin login logout mastodon mediathek merken merkliste messenger
    newsletter newsticker pocket podcast podcasts postings push push-benachrichtigungen registrieren schließen schriftgröße senden speichern
    startseite subscribe teilen telegram testen ticker twitter verschenken versenden vorlesen weiterempfehlen weiterlesen whatsapp xing
    x.com share print login sign mehrfachnutzung pdf rss
    """.split()  # noqa: SIM905
)
BUTTON_FILLERS = frozenset(
    """
    aktivieren alle als an anzeigen app artikel auf aus beitrag bei bitte content das den der deaktivieren dem diese diesen dieser download drucken e-mail email
    entdecken für hier hinzufügen hören ihr ihre in inhalt inhalte im jetzt kein keine konto kopieren kostenfrei kostenlos kurz lesen link lokale
    mail mein meine melden mehr mit nachricht noch nur oder öffnen online optionen per seite sich sie text thema themen und uns unsere unseren unserem
    über via video videos von weitere weiter x zu zum zur this article by email to the your up in on
    """.split()  # noqa: SIM905
)

# Names of sections: furniture at the head and the foot of a page, never inside an article.
SECTIONS = frozenset(
    """
    aktuell aktuelles ausland auto bayern berlin bildung börse chronik debatte deutschland digital europa fernsehen feuilleton finanzen fokus
    foren gesellschaft gesundheit hamburg home inland innenpolitik international justiz karriere klima kriminalität kultur leben leute lokales magazin
    medien meinung menu menü mobilität münchen nachrichten netzwelt news ortsteile panorama politik radio ratgeber region regional regionales reise
    reisen ressorts service sport sportmix startseite technik ticker tv umwelt unterhaltung unternehmen videos video welt wetter wirtschaft wissen wissenschaft
    wohnen zeitgeschehen österreich schweiz
    """.split()  # noqa: SIM905
)

# Three kinds of words that furniture prose mixes and articles seldom do: whom it speaks to, what it offers, what it asks for.
CUES = (
    r"\b(?:sie|ihr|ihre[nmrs]?|du|dein|deine[nmrs]?|dich|uns|unser|unsere[nmrs]?|wir|you|your)\b",
    r"\b(?:\w*newsletter|\w{0,12}abo|abonnement|cookies?|einwilligung|zustimmung|datenschutz\w*|postfach|browser|javascript|drittanbieter\w*|drittplattformen|"
    r"kommentarfunktion|nutzungsbedingungen|app|whatsapp|handy|paywall|konto|angebot|inhalte?n?|zugang|merkliste|redaktion|account|s\+-inhalten|mehrfachnutzung|push)\b",
    r"\b(?:anmelden|melden|abonnieren|abonniere|registrieren|zustimmen|akzeptieren|widerrufen|deaktivieren|aktivieren|klick|klicken|laden|anzeigen|weiterlesen|lesen|"
    r"herunterladen|bestätigen|kündbar|testen|erhalten|starten|bekommen|senden|unterstützen|unterbinden|erlauben|empfangen|sign up|subscribe|anpassen|passen|interagieren|bitten)\b",
)  # fmt: skip
