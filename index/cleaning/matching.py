"""The rules of `index.cleaning.rules` made ready to ask: is this line furniture, and why?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.cleaning.lines import looks_like_prose
from index.cleaning.phrases import CUES, STRONG_PHRASES
from index.cleaning.rules import GLUED_HEADS, GLUED_TAILS, RELATED, WHOLE_LINES, Rule
from index.cleaning.words import BUTTON_FILLERS, BUTTON_WORDS, SECTIONS

_ORNAMENTS = " \t•·*|›»>→▶►▸◂←‹«<+−–—_#=~^\u25aa\u25cf\u2022\u2713\u2714\u2605\u2606"
_TRAILING = _ORNAMENTS.replace("+", "") + ":.!…"
_MAX_LINE = 320  # characters: no whole line of furniture is longer; longer ones are judged by their phrases
_LOOK_AT = 2_000  # characters of a long line that phrases and cues are looked for in
_FLAG = re.compile(r"[a-z]{1,20}(?:[A-Z][a-zA-Z]{0,30}){1,4} ?[:=] ?(?:\S{1,30})?")
_FLAG_VALUE = re.compile(r"(?:true|false|null|none|undefined|default|open|closed|free|paid|metered|\d{1,12})", re.IGNORECASE)
# A house's channel, named by its initials: "BR24 auf WhatsApp". Who else does something there has a verb.
_CHANNEL = re.compile(r"[A-ZÄÖÜ\d]{2,9}(?: [A-ZÄÖÜ]\w{1,20}){0,2} auf (?:WhatsApp|Instagram|YouTube|TikTok|Facebook)")
_BREADCRUMB = re.compile(r"[^›>»|/]{2,40}(?: ?[›>»] ?| [|/] )[^›>»|/]{2,60}(?:(?: ?[›>»] ?| [|/] )[^›>»|/]{1,80}){0,5}")
_SENTENCE_END = re.compile(r"[^\W\d]{3}[.!?]$")
_WORDS = re.compile(r"[\w.+-]+")
# What shows that a sentence is the page's: it speaks to the reader (a capital "Sie" that begins no sentence), of this page or of
# its rights.
_OF_PAGE = re.compile(
    r"^(?:©|\([cC]\)|Copyright)|(?i:\b(?:alle rechte|all rights)\b|\b(?:diese[rsn]?|der|this|to view) (?:this )?"
    r"(?:artikel|beitrag|text|audioversion|seite|video|article|page)\b|\b(?:dir|dich|deine?[nmrs]?|uns|unsere?[nmrs]?|you|your|us|our)\b)"
    r"|[^.!?] (?:Sie|Ihnen|Ihre?[nmrs]?|du)\b"
)
_QUOTED = re.compile(r"„[^“”„]{1,400}[“”]|»[^«»]{1,400}«|«[^«»]{1,400}»|“[^“”]{1,400}”|\"[^\"]{1,400}\"")


def _whole(rules: Iterable[Rule]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """One alternation per reason, in order, each to be matched against a whole line."""
    grouped: dict[str, list[str]] = {}
    for rule in rules:
        grouped.setdefault(rule.reason, []).append(rule.pattern)
    return tuple((re.compile("|".join(f"(?:{p})" for p in patterns)), reason) for reason, patterns in grouped.items())


_WHOLE = _whole(WHOLE_LINES)
_CLOSED = _whole(rule for rule in WHOLE_LINES if ".{" not in rule.pattern)
_RELATED = _whole(RELATED)
_PHRASES = tuple((phrase.anchors, re.compile(phrase.pattern), phrase.reason) for phrase in STRONG_PHRASES)
_HEADS = tuple((re.compile(rule.pattern, re.IGNORECASE), rule.reason) for rule in GLUED_HEADS)
_TAILS = tuple((re.compile(rule.pattern, re.IGNORECASE), rule.reason) for rule in GLUED_TAILS)
_GLUE = (
    "lese",
    "artikel",
    "beitrag",
    "inhalt",
    "content",
    "javascript",
    "thema",
    "mehr dazu",
    "lies auch",
    "read more",
    "startseite",
    "anzeige",
)
_POINTS_ELSEWHERE = ("lesen sie", "lies ", "mehr zu", "mehr dazu", "read ", "dieses thema", "über dieses thema")
_CUES = tuple(re.compile(pattern) for pattern in CUES)


def bare(text: str) -> str:
    """Return a line in lower case without the bullets, arrows and colons around it, for comparing and matching."""
    return text.lower().strip(_ORNAMENTS).rstrip(_TRAILING)


def line_reason(text: str) -> str:
    """Return why the whole line is furniture, "" where it is none."""
    if _FLAG.fullmatch(text):
        return "page flag"
    if _CHANNEL.fullmatch(text):
        return "share button"
    line = bare(text)
    if not line:
        return "ornament"
    tells = _is_sentence(text) and not _OF_PAGE.search(text[:_MAX_LINE])
    if len(line) <= _MAX_LINE:
        for pattern, reason in _CLOSED if tells else _WHOLE:
            if pattern.fullmatch(line):
                return reason
    if is_button(line) and not tells:
        return "button"
    return phrase_reason(line)


def _is_sentence(text: str) -> bool:
    """Whether the line ends like a sentence; "Kein Kommentar." is one, "Min." behind a number is none."""
    return looks_like_prose(text) or " " in text and _SENTENCE_END.search(text) is not None


def related_reason(text: str) -> str:
    """Return why the line opens a list of other articles, "" where it does not."""
    line = bare(text)
    if text.endswith(".") and looks_like_prose(text) and not line.startswith(_POINTS_ELSEWHERE):
        return ""  # "Weitere Informationen gibt es beim Land Tirol." tells something; headlines have no full stop
    if 0 < len(line) <= _MAX_LINE:
        for pattern, reason in _RELATED:
            if pattern.fullmatch(line):
                return reason
    return ""


def phrase_reason(line: str) -> str:
    """Return why a lower-case line of prose is furniture by its own words, "" where it is none.

    Words in quotation marks are somebody else's: an article may quote a consent notice.
    """
    for anchors, pattern, reason in _PHRASES:
        if _has_one(line, anchors) and pattern.search(_QUOTED.sub("„“", line[:_LOOK_AT])):
            return reason
    return ""


def _has_one(line: str, parts: tuple[str, ...]) -> bool:
    """Whether one of `parts` is in `line`; a plain loop, because this is asked of every line for every phrase."""
    for part in parts:  # noqa: SIM110
        if part in line:
            return True
    return False


def is_flag_value(text: str) -> bool:
    """Whether the line is the value of a page flag that stands on the line before."""
    return _FLAG_VALUE.fullmatch(text) is not None


def is_button(line: str) -> bool:
    """Whether a lower-case line of at most seven words is made of the words of buttons only."""
    words = _WORDS.findall(line[:80])
    if not 0 < len(words) <= 7 or len(line) > 80:
        return False
    return any(w in BUTTON_WORDS for w in words) and all(w in BUTTON_WORDS or w in BUTTON_FILLERS or w.isdigit() for w in words)


def is_section(text: str) -> bool:
    """Whether a line of at most three words names sections of a newspaper ("Politik", "Justiz & Kriminalität")."""
    words = _WORDS.findall(bare(text))
    return 0 < len(words) <= 3 and all(word in SECTIONS or word in {"und", "plus"} for word in words)


def is_breadcrumb(text: str) -> bool:
    """Whether the line is a path through the site ("Start › Region › Kreis Waldeck")."""
    return len(text) <= 200 and _BREADCRUMB.fullmatch(bare(text)) is not None


def n_cues(text: str) -> int:
    """Return how many of the three kinds of words that page prose mixes (reader, service, request) are in `text`."""
    line = text[:_LOOK_AT].lower()
    return sum(bool(pattern.search(line)) for pattern in _CUES)


def strip_glued(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the line without the furniture glued to its beginning and end, and the parts taken off."""
    if not _has_one(text[:24].lower() + text[-400:].lower(), _GLUE):
        return text, ()
    removed: list[str] = []
    changed = True
    while changed:
        changed = False
        for pattern, _ in _HEADS:
            match = pattern.match(text)
            if match and match.end() < len(text):
                removed.append(match.group())
                text, changed = text[match.end() :].lstrip(), True
    for pattern, _ in _TAILS:
        match = pattern.search(text, max(0, len(text) - 400))
        if match and match.start() > 0:
            removed.append(match.group().strip())
            text = text[: match.start()].rstrip()
    return text, tuple(removed)
