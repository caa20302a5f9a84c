"""Prose that speaks for the page and not for the article, as data: phrases that are enough alone, and cues that count together.

Patterns see a line in lower case.
"""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """A regular expression, why what holds it is furniture, and words of which it needs one to match (asked first)."""

    anchors: tuple[str, ...]
    pattern: str
    reason: str


CONSENT, BROWSER, SUBSCRIPTION, NEWSLETTER = "consent notice", "browser notice", "subscription prompt", "newsletter prompt"
FEEDBACK, LEGAL, PLAYER = "feedback notice", "legal notice", "player text"

# What a consent notice speaks of. In the news, parties give "ihre Zustimmung" to laws: only beside two of these is it a notice.
_CONSENT_MATTER = (
    r"datenschutz|cookie|dsgvo|personenbezogen|widerruf|jederzeit|profile?\b|drittanbiet|drittplattform|drittländer|externe"
    r"|eingebettet|einbett|tracking|verarbeitung|\bklick|daten\b|anzuzeigen|zu laden|akzeptier|werbung"
)

STRONG_PHRASES = (
    Phrase(
        ("einwilligung", " zustimmung", "stimmst du", "stimmen sie"),
        r"^(?=.*(?:\b(?:deine|ihre|meine) (?:widerrufliche )?(?:einwilligung|zustimmung)\b"
        r"|\bstimm(?:st du|en sie) (?:diesen|der|dem|zu|hiermit)\b))"
        rf"(?=.*?(?:{_CONSENT_MATTER}).*?(?:{_CONSENT_MATTER}))",
        CONSENT,
    ),
    Phrase(
        ("einwilligung", "zustimmung"),
        r"\bdiese einwilligung kann ich\b|\bwir (?:benötigen|brauchen) (?:dafür )?(?:deine|ihre|eine) zustimmung"
        r"|\b(?:benötigen|brauchen) wir (?:dafür )?(?:deine|ihre) (?:einwilligung|zustimmung)",
        CONSENT,
    ),
    Phrase(
        ("eingebettete inhalte", "externe", "drittanbietern"),
        r"\bum eingebettete inhalte anzuzeigen|\bexterne[rnsm]? inhalte? (?:eingebunden|angezeigt|zu laden|zu interagieren)"
        r"|\binhalten von drittanbietern (?:zu interagieren|anzuzeigen)",
        CONSENT,
    ),
    Phrase(("einverstanden",), r"\bich bin damit einverstanden, (?:dass mir|per e-mail)", CONSENT),
    Phrase(
        ("zur kenntnis",),
        r"zur kenntnis genommen und (?:akzeptiere|stimme)|\bnehmen sie die datenschutz\w* zur kenntnis",
        CONSENT,
    ),
    Phrase(
        ("cookies", "wir und unsere", "tracking"),
        r"\bwir (?:verwenden|nutzen|setzen) (?:\w+ )?cookies\b|\bwir und unsere \d+ partner\b"
        r"|\bwir und unsere partner\b.{0,200}\b(?:daten|cookies|geräte?)\b"
        r"|\bcookies? (?:akzeptieren|zulassen)\b|\bwe use cookies\b|\bmit werbung und tracking\b|\binformationen zu cookies\b",
        CONSENT,
    ),
    Phrase(
        ("javascript",),
        r"\bjavascript (?:ist )?(?:in (?:ihrem|deinem) browser )?(?:deaktiviert|aktivieren|benötigt)"
        r"|\b(?:benötigt|aktivieren sie) javascript\b",
        BROWSER,
    ),
    Phrase(("javascript",), r"\bplease enable javascript\b", PLAYER),
    Phrase(
        (" browser", "blocker"),
        r"\b(?:ihr|dein|ihre|deine) (?:browser|ad-?blocker|werbeblocker)(?:-?einstellungen)?\b.{0,80}\b(?:verhinder[tn]"
        r"|unterstützt)\b",
        BROWSER,
    ),
    Phrase(
        ("mail geschickt", "postfach", "registrierung", "noch kein konto"),
        r"\bwir haben (?:ihnen|dir) eine e-?mail geschickt|\b(?:prüfen sie ihr|prüfe dein) postfach\b"
        r"|\bmit ihrer registrierung\b|\bsie haben noch kein konto\b",
        SUBSCRIPTION,
    ),
    Phrase(
        ("newsletter",),
        r"\b(?:in|mit) unserem .{0,30}newsletter\b|\bunser(?:en)? (?:kostenloser?n? )?.{0,30}newsletter\b"
        r"|\bsign up .{0,40}newsletter\b",
        NEWSLETTER,
    ),
    Phrase(
        ("können sie unsere", "diese audioversion"),
        r"\bhier können sie unsere .{1,40} hören\b|\bdiese audioversion wurde\b",
        PLAYER,
    ),
    Phrase(
        ("persönlichen merkliste", "ein gerät beschränkt", "abo lesen", "abo erhalten", "abo können"),
        r"\bpersönlichen merkliste\b|\bauf ein gerät beschränkt\b|\bmit (?:einem|unserem|dem) (?:digital-?|plus-?"
        r"|probe-?)?abo (?:lesen|erhalten|können) sie\b",
        SUBSCRIPTION,
    ),
    Phrase(
        ("sie fehler", "du fehler", "einen fehler", "schreiben sie uns", "keine kommentarfunktion", "so erreichen sie"),
        r"\b(?:haben sie|hast du) (?:einen )?fehler (?:entdeckt|gefunden)\b|\bschreiben sie uns gern\b"
        r"|\bkeine kommentarfunktion\b"
        r"|\bso erreichen sie (?:uns|die redaktion)\b",
        FEEDBACK,
    ),
    Phrase(
        ("meinung der redaktion", "für den privaten", "weiterverarbeitung, ", "vorherige ausdrückliche"),
        r"\bgeben nicht (?:notwendigerweise |unbedingt )?die meinung der redaktion wieder\b"
        r"|\bausschließlich für den privaten (?:eigen)?(?:bedarf|gebrauch)\b"
        r"|\bweiterverarbeitung, wiederveröffentlichung\b|\bohne vorherige ausdrückliche (?:erlaubnis|genehmigung)\b",
        LEGAL,
    ),
    Phrase(
        ("wurde automatisch", "von der redaktion nicht"),
        r"\b(?:artikel|beitrag|text|meldung|nachricht) wurde automatisch (?:von|aus) der .{3,60} (?:übernommen|erstellt)"
        r"|\bvon der redaktion nicht (?:geprüft|bearbeitet)\b",
        LEGAL,
    ),
    Phrase(
        ("rechte an diesem artikel", "rechte am artikel"),
        r"^.{0,60}\brechte a(?:n diesem|m) artikel\b.{0,60}$",
        LEGAL,
    ),
    Phrase(
        ("urheberrechtlich geschützt",),
        r"^(?:alle |die |unsere )?(?:(?:texte|fotos|bilder|inhalte|videos)(?:, | und |,? sowie (?:die )?| )){1,5}"
        r"(?:(?:auf |von )?(?:diese[rsmn]?|unsere[rsmn]?) \S{1,30} )?sind urheberrechtlich geschützt\b",
        LEGAL,
    ),
    Phrase(("nicht zu eigen",), r"\bmacht sich (?:die )?äußerungen .{0,80}\bnicht zu eigen\b", LEGAL),
    Phrase(
        ("newsletter",),
        r"\bnewsletters?\b.{0,250}\b(?:hier geht.s zur anmeldung|jetzt (?:abonnieren|anmelden)|privacy policy)\b",
        NEWSLETTER,
    ),
    Phrase(("abonnent",), r"\bbereits (?:\S{1,20}-)?abonnent\w{0,3}\?", SUBSCRIPTION),
    Phrase(("wörter im text",), r"\bwörter im text markieren\b", FEEDBACK),
    Phrase(("redaktionelle artikel",), r"\bnachrichten und redaktionelle artikel von\b", NEWSLETTER),
    Phrase(
        ("freie presse", "freier journalismus", "unabhängiger journalismus", "unabhängige presse", "ohne paywall"),
        r"\b(?:freier?|unabhängiger?) (?:presse|journalismus)\b.{0,200}\b(?:unterstützen sie|genossenschaft|paywall)"
        r"|^(?=.*\b(?:wir|uns|unsere?[nmrs]?|deine?[nmrs]?)\b).*\bohne paywall\b",
        "donation prompt",
    ),
)

# Kinds of words that page prose mixes and articles seldom do: whom it speaks to, what it offers, what it asks for, how it begins.
CUES = (
    r"\b(?:sie|ihr|ihre[nmrs]?|du|dein|deine[nmrs]?|dich|uns|unser|unsere[nmrs]?|wir|you|your)\b",
    r"\b(?:\w{0,20}newsletter|\w{0,12}abo|abonnement|cookies?|einwilligung|zustimmung|datenschutz\w{0,20}|postfach"
    r"|browser|javascript|drittanbieter\w{0,3}"
    r"|drittplattformen|kommentarfunktion|nutzungsbedingungen|app|whatsapp|handy|paywall|konto|angebot|inhalte?n?"
    r"|zugang|merkliste|redaktion|account"
    r"|mehrfachnutzung|push|updates?|news|lieblingsthemen|forumsregeln|netiquette|e-?mail|ausgabe|jobs|trikot|shop"
    r"|kommentar|audiothek|epaper|digital-abo|\w{0,20}-update|anmeldung|werbevereinbarung|\w{0,20}abo)\b",
    r"\b(?:anmelden|melden|abonnieren|abonniere|registrieren|zustimmen|akzeptieren|widerrufen|deaktivieren"
    r"|aktivieren|klick|klicken|laden|anzeigen"
    r"|weiterlesen|lesen|herunterladen|bestätigen|kündbar|testen|erhalten|starten|bekommen|senden|unterstützen"
    r"|unterbinden|erlauben|empfangen"
    r"|sign up|subscribe|anpassen|passen|interagieren|bitten|verpass\w{1,3}|informiert|erhalte|hol|loggen|beachten"
    r"|kommentieren|benachrichtigt|kaufen|finden|sichern|entdecken|speichern|stimme|hören|geladen)\b",
    r"^(?:bitte|jetzt|hol(?:en)? (?:dir|sie)|keine|immer|täglich|jeden|mit (?:dem|unserem|der)|erhalte|melde|folge"
    r"|(?:abonnier|erhalt|entdeck|les|lad|bleib"
    r"|verpass|folg|klick|test|sicher|registrier|bestell|beacht|logg|teil|schreib|diskutier|start|geb|wähl|nutz"
    r"|meld|hol|schau|hör|unterstütz)en sie)\b",
)
