"""Lines that are page furniture by their own words, as data: patterns with the reason. No logic lives here.

Patterns see one whole line in lower case, without the bullets, arrows and colons around it. They are linear: no nested or
adjoining repeats of the same characters. A pattern with an open part (".{3,40}") knows only how a line begins or ends: for a line
that ends like a sentence it holds only if the line speaks to the reader or of the page (`index.cleaning.matching`).
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A regular expression and why what it matches is no part of an article."""

    pattern: str
    reason: str


ADVERT, PLAYER, PICTURE, READING_TIME, COMMENTS = "advertising", "player text", "picture control", "reading time", "comment count"
STAMP, PAID, NAVIGATION, SHARING, ADDRESS, POLL = (
    "time stamp",
    "subscription",
    "navigation",
    "share button",
    "address of the page",
    "poll",
)
CONSENT, COPYRIGHT, FEEDBACK, LABEL, KEYWORDS = "consent", "copyright", "feedback", "label", "keywords"
RELATED_LIST = "related articles"

WHOLE_LINES = (
    Rule(r"(?:ihr|dein) ki-assistent .{0,60}|\w{2,20}go!(?: entdecken)?", ADVERT),
    Rule(r".{3,120} [|–-] ?anzeige", ADVERT),
    Rule(r"(?:anzeige|werbung|advertisement|advertorial|sponsored|ad)(?: ende)?", ADVERT),
    Rule(r"autoplay|playlist|live ?-?tv|die wiedergabe wurde unterbrochen", PLAYER),
    Rule(r"video-?player.{0,40}|(?:audio|video) herunterladen.{0,40}", PLAYER),
    Rule(r"diese audioversion wurde .{0,100}|der artikel wurde .{0,30}(?:computerstimme|vorlese).{0,60}", PLAYER),
    Rule(r"(?:artikel )?zum hören.{0,20}|(?:hier )?können sie unsere .{1,40} hören", PLAYER),
    Rule(r"(?:artikel|beitrag|text|nachricht)? ?(?:vor|an)?(?:lesen|hören)(?: lassen)?(?: \([^()]{1,20}\))?", PLAYER),
    Rule(r"to view this video please enable javascript.{0,200}", PLAYER),
    Rule(r"(?:bild|foto) (?:vergrößern|verkleinern)|vergrößern|detailansicht.{0,20}", PICTURE),
    Rule(
        r"(?:bildergalerie|fotostrecke|bilderstrecke|galerie|slideshow)(?: (?:anzeigen|öffnen|ansehen|starten"
        r"|mit \d+ (?:bildern|fotos)))?",
        PICTURE,
    ),
    Rule(
        r"bild(?:beschreibung|unterschrift) (?:ein|aus)blenden|(?:rubriklisten|symbol|titel|artikel|vorschau"
        r"|teaser)bild:? ?.{0,80}",
        PICTURE,
    ),
    Rule(
        r"(?:lesezeit|lesedauer|reading time)\b:? ?(?:ca\.? |etwa )?\d{1,3} ?(?:min(?:uten|utes|\.)?|m)?(?: read)?",
        READING_TIME,
    ),
    Rule(r"\(?\d{1,3}(?::\d\d)? ?min(?:uten|uten lesezeit|utes|utes read|ute|\.)?(?: read| lesezeit)?\)?", READING_TIME),
    Rule(r"\(?\d\d?:\d\d(?::\d\d)? (?:min|std|h|m)\.?\)?|\d ?/ ?\d{0,3}|(?:seite )?\d{1,2} von \d{1,2}", READING_TIME),
    Rule(
        r"(?:forum:? ?)?\d{1,5} (?:kommentare?|postings?|beiträge|reaktionen|leserkommentare|comments?|shares?"
        r"|likes?)(?: lesen)?",
        COMMENTS,
    ),
    Rule(r"kommentare anzeigen.{0,10}", COMMENTS),  # bare numbers: index.cleaning.zones, by their place
    Rule(r"kommentare?(?: lesen)? ?\(?\d{1,5}\)?|(?:ihr|dein) kommentar|kommentare?", COMMENTS),
    Rule(
        r"(?:erstpublikation|erstveröffentlichung|erstellt|erscheinungsdatum|online seit|zuletzt (?:aktualisiert"
        r"|geändert)|letzte aktualisierung)\b(?:[\d ,.:/-]|\b(?:am|um|uhr)\b|(?<=\d\. )[a-zä]{3,9}(?= \d)){6,60}",
        STAMP,
    ),
    Rule(r"\w{1,20}(?:-| )?(?:plus|\+)|(?:icon|symbol): .{1,40}|[a-z]\+(?: .{1,40})?|\+", PAID),
    Rule(r".{3,80} [–|:-] (?:jetzt|hier) (?:auf \S{1,20} )?(?:abonnieren|anmelden|registrieren|bestellen)", PAID),
    Rule(r"(?:exklusiv|nur) für (?:abonnent\w{0,10}|mitglieder)(?: und abonnent\w{0,10})?", PAID),
    Rule(r"(?:exklusiv mit )?\w{1,20}\+|\S{0,20}-?(?:monats|probe|digital|jahres)abo: .{3,100}", PAID),
    Rule(r"premium(?:-?inhalt| content)?|registrierungspflichtig", PAID),
    Rule(r"(?:ihre |deine )?e-?mail-?adresse(?: eingeben)?", PAID),
    Rule(r"(?:diesen )?(?:artikel|beitrag|text) (?:jetzt )?weiterlesen(?: mit .{2,30})?", PAID),
    Rule(
        r"(?:jetzt |hier |kostenlos |einfach |gratis |4 wochen )*(?:anmelden|einloggen|registrieren|abonnieren|testen"
        r"|entdecken|bestellen|unterstützen"
        r"|weiterlesen|abo abschließen|freischalten|login|log in|sign in|subscribe)(?: (?:und|&) .{1,30})?",
        PAID,
    ),
    Rule(
        r"(?:noch )?kein (?:konto|abo)\?.{0,60}|weiter ohne abo.{0,20}|(?:sie )?wollen sie (?:mehr .{3,40} lesen"
        r"|weiterlesen)\?|sie wollen .{3,50} lesen\?|testen sie unser angebot|(?:jetzt|hier) weiterlesen.{0,30}",
        PAID,
    ),
    Rule(r"(?:sie haben |haben sie )?(?:bereits|schon) (?:abonnent|ein abo|kunde|registriert|ein konto)\w{0,5}\?.{0,60}", PAID),
    Rule(r"(?:möchten|wollen) sie (?:diesen artikel |jetzt )?(?:weiterlesen|weiter lesen)\?", PAID),
    Rule(r"zum? (?:haupt)?(?:inhalt|navigation|menü|suche|seitenanfang|fußzeile)(?: springen| wechseln)?|nach oben", NAVIGATION),
    Rule(r"skip to .{3,30}|skip next section.{0,40}", NAVIGATION),
    Rule(r"(?:haupt)?navigation:?|menu|menü|inhalt|alle themen|top-?themen|themen|ressorts?", NAVIGATION),
    Rule(r"(?:zurück )?zur? (?:\S{1,20}-)?(?:start|haupt)seite|home|startseite|mein konto|sendung verpasst\??", NAVIGATION),
    Rule(r"suche|suchen|seite durchsuchen|suche öffnen|suche auf \S{1,30}\.\w{2,4}", NAVIGATION),
    Rule(
        r"impressum(?:/\w{1,20})?|offenlegung|datenschutz(?:erklärung|hinweise?|-?einstellungen)?|agb"
        r"|nutzungsbedingungen",
        NAVIGATION,
    ),
    Rule(
        r"barrierefreiheit|privatsphäre|cookie-?(?:einstellungen|richtlinie)|mediadaten|jobs|stellenmarkt|immobilien"
        r"|verlagsangebote",
        NAVIGATION,
    ),
    Rule(
        r"kontakt|hilfe|(?:\S{1,30}-)?newsletter|e-?paper|abo|abonnement|shop|podcasts?|mediathek|tv-?programm"
        r"|börsenkurse|wetter",
        NAVIGATION,
    ),
    Rule(r"gewinnspiele?|anzeigenmarkt|traueranzeigen|veranstaltungen", NAVIGATION),
    Rule(
        r"push-?(?:nachrichten|mitteilungen)|alles zu|zur app|(?:auf die )?merkliste"
        r"|meine news|später lesen|zu favoriten.{0,20}",
        NAVIGATION,
    ),
    Rule(
        r"x|x\.com|facebook|twitter|whatsapp|e-?mail|mail|linkedin|xing|pocket|telegram|messenger|pinterest|flipboard"
        r"|threema|signal",
        SHARING,
    ),
    Rule(r"instagram|tiktok|youtube|mastodon|bluesky|threads|reddit", SHARING),
    Rule(
        r"(?:jetzt |artikel |beitrag |seite |diesen? (?:artikel|beitrag|seite) )?(?:teilen|weitersagen|senden|versenden"
        r"|empfehlen|verschenken)"
        r"(?: (?:auf|über|via|per) \S{1,20})?:?",
        SHARING,
    ),
    Rule(
        r"(?:folgen|folge|folgen sie)(?: sie)?(?: uns)?(?: auf)?:?|follow us.{0,20}|link kopieren(?: .{0,20})?"
        r"|folgen sie .{2,40} auf (?:facebook|x|twitter|instagram|whatsapp|google news|youtube|tiktok|linkedin|bluesky|mastodon)"
        r"|kurz-?url.{0,60}",
        SHARING,
    ),
    Rule(r"(?:permalink|dauerhafter link|short-?link|kurzlink|quelladresse)\b.{0,120}|https?://\S{1,300}", ADDRESS),
    Rule(r"(?:artikel)?zusammenfassung|gefällt (?:mir|ihnen)(?: nicht)?|hilfreich\??", POLL),
    Rule(r"(?:war|(?:wie )?f[ai]nden sie) (?:die|den|diese[rsn]?) (?:artikel|beitrag|text|zusammenfassung)\b.{0,40}\?", POLL),
    Rule(r"(?:alle )?(?:akzeptieren|ablehnen|zustimmen|annehmen)(?: und weiter.{0,20})?|einstellungen(?: verwalten)?", CONSENT),
    Rule(
        r"(?:externen? )?inhalte? (?:erlauben|anzeigen|laden)|soziale netzwerke aktivieren|weiter|ok|schließen"
        r"|einverstanden",
        CONSENT,
    ),
    Rule(
        r"empfohlener (?:externer |redaktioneller )?inhalt|externer inhalt"
        r"|hier finden sie (?:externe )?inhalte? von .{3,60}",
        CONSENT,
    ),
    Rule(
        r"(?:©|\(c\)|copyright(?=:| ©| by| (?:19|20)\d\d))(?: ?©)?"
        r".{0,100}(?:\b(?:19|20)\d\d\b|\bgmbh|\bag\b|verlag|online|rechte|redaktion"
        r"|\bco\. kg|\.(?:de|at|ch|com)\b).{0,160}",
        COPYRIGHT,
    ),
    Rule(r"alle rechte vorbehalten.{0,200}|all rights reserved.{0,100}", COPYRIGHT),
    Rule(
        r"(?:send us your )?feedback(?: senden)?|fehlerhinweis|fehler (?:im text )?melden|korrekturhinweis"
        r"|(?:haben sie |sie haben )?(?:einen )?fehler (?:gefunden|entdeckt)\?",
        FEEDBACK,
    ),
    Rule(r"leserbriefe?(?: (?:schreiben|senden|verfassen))?|leserdiskussion|vielen dank! ihr kommentar wurde \w{5,20}", FEEDBACK),
    Rule(r"diskutieren sie mit.{0,40}|(?:haben sie |sie haben )?(?:einen )?fehler (?:gefunden|entdeckt)\? .{1,80}", FEEDBACK),
    Rule(r"mit werbung (?:weiter)?lesen|(?:loading|lädt|wird geladen|bitte warten)|(?:enter )?your email address", CONSENT),
    Rule(
        r"sign up (?:to|for) .{2,40}|(?:free|our) (?:daily|weekly|morning|evening) (?:newsletter|email)"
        r"|after newsletter promotion",
        PAID,
    ),
    Rule(r"reuse this content|print subscriptions|support us", NAVIGATION),
    Rule(r"(?:mehr|alle|verwendete) quellen(?: anzeigen)?|(?:news|artikel|thema|autor(?:in)?|newsletter) folgen", NAVIGATION),
    Rule(r"ressort: .{2,40}|darum geht(?:'|’)?s|das wichtigste in kürze|auf einen blick|neuer abschnitt|abstimmen", LABEL),
    Rule(r"update|eilmeldung|live|liveticker|liveblog|breaking|exklusiv|archiv|analyse|kommentar|ticker", LABEL),
    Rule(
        r"(?:tags?|schlagworte?|schlagwörter|stichworte)(?:: .{0,40})?|themen:? ?#.{1,200}|(?:#\w{1,40}[ ,]{0,2}){1,20}", KEYWORDS
    ),
    Rule(
        r"automatisch erstellt(?:e[rs]? (?:artikel|beitrag|meldung|text|inhalt))?(?: (?:aus|von|durch|mit) .{2,120})?"
        r"|direkt aus dem dpa-newskanal.{0,40}",
        "agency feed notice",
    ),
)

# Lines that open a list of other articles; the headlines under them go too.
RELATED = (
    Rule(
        r"lesen sie (?:auch|mehr|hier|dazu|weiter)\b.{0,40}|lies auch.{0,20}|weiterlesen|(?:jetzt )?auch lesen.{0,20}"
        r"|lesetipps?",
        RELATED_LIST,
    ),
    Rule(
        r"read (?:more|also).{0,30}|explore more(?: on .{3,20})?|related (?:topics|articles|stories|content)"
        r"|more on this (?:topic|story)",
        RELATED_LIST,
    ),
    Rule(r"you may also like|recommended.{0,20}|latest videos|most (?:read|viewed)", RELATED_LIST),
    Rule(r"mehr (?:zum thema|zu diesem thema|dazu|erfahren|artikel|nachrichten.{0,40})(?:: ?.{0,60})?|mehr", RELATED_LIST),
    Rule(
        r"mehr (?:aus|zu|zum|zur|von|über)(?: [^\s.!?]{2,30}){1,4}(?:: ?.{0,60})?|(?:mehr|lesetipp): .{3,140}",
        RELATED_LIST,
    ),
    Rule(
        r"empfehlungen (?:der redaktion|für (?:sie|dich))|(?:von der redaktion|von uns) empfohlen|zum weiterlesen", RELATED_LIST
    ),
    Rule(r"mehr (?:news|videos|bilder|podcasts)|surftipp: .{3,140}|zum (?:artikel|video|beitrag):? [\"„»].{3,120}", RELATED_LIST),
    Rule(r"inhalt (?:des artikels|dieses (?:artikels|beitrags))|(?:in diesem artikel|inhaltsverzeichnis)", "list of contents"),
    Rule(r"neues aus der redaktion|auch interessant|das könnte (?:sie|dich) (?:auch )?(?:noch )?interessieren", RELATED_LIST),
    Rule(
        r"(?:unsere |aktuelle )?(?:lese)?empfehlungen|meist ?gelesen|passend zum (?:artikel|thema)|zum thema"
        r"|ähnliche (?:artikel|themen|beiträge)|das thema|meistgelesen|top ?-?themen|links",
        RELATED_LIST,
    ),
    Rule(
        r"(?:weitere|verwandte|aktuelle|beliebte|meistgelesene?) (?:artikel|themen|informationen|nachrichten|meldungen"
        r"|beiträge|links)(?: .{0,40})?",
        RELATED_LIST,
    ),
    Rule(
        r"(?:schlagwörter|schlagworte|themen|stichwörter|tags|topics)(?: (?:zu|in) diesem (?:artikel|beitrag|thema))?",
        KEYWORDS,
    ),
    Rule(r"dieses thema im programm\b.{0,300}|über dieses thema berichtete?t?\b.{0,200}", "broadcast notice"),
)

# Parts glued to the beginning or the end of a line that otherwise stays; the case does not matter.
GLUED_HEADS = (
    Rule(r"(?:lesezeit|lesedauer):? (?:ca\.? )?\d{1,3} ?min(?:uten)?\b\.?", READING_TIME),
    Rule(r"(?:artikel|beitrag) (?:anhören|vorlesen|hören)\b(?! (?:müssen|kann))", PLAYER),
    Rule(r"zum (?:haupt)?inhalt(?: springen)?\b", NAVIGATION),
    Rule(r"skip to (?:main )?content\b", NAVIGATION),
)
GLUED_TAILS = (
    Rule(r"\bto view this video please enable javascript.{0,200}$", PLAYER),
    Rule(
        r"(?<=[.!?“”\"«»]) (?:mehr zum thema|mehr dazu|lesen sie auch|lesen sie hier|lesen sie mehr|lies auch"
        r"|read more)\b:? ?[^.!?]{0,140}$",
        RELATED_LIST,
    ),
    Rule(r"(?<=[.!?“”\"«»]) (?:zur startseite|anzeige|artikel anhören)$", NAVIGATION),
)
