"""What kind of thing a question asks for (a person, a place, a number …) and which of its words carry content. Pure."""

from __future__ import annotations

import re
from enum import Enum

from index.analysis import words


class QuestionType(Enum):
    """The kind of answer expected. OTHER covers "was", "welche" and everything that gives no hint."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    COUNT = "count"
    AMOUNT = "amount"
    REASON = "reason"
    MANNER = "manner"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    OTHER = "other"


_RULES: tuple[tuple[QuestionType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (QuestionType.AMOUNT, r"\b(wie ?viel (geld|prozent|euro|dollar|franken|tonnen|liter|grad|kilometer|meter)|"
            r"wie (hoch|teuer|groß|gross|schwer|lang|weit|tief|breit|schnell|alt|stark)|um wie ?viel|für wie ?viel|"
         r"welche[rsnm]? (anteil|summe|betrag|preis|höhe|wert|temperatur|entfernung|länge|größe|geschwindigkeit|"
         r"prozentsatz|volumen)|"
         r"was koste(t|n|te|ten)|how (much|high|large|big|tall|expensive|far|heavy|deep|wide|fast|old)|"
         r"what (percentage|share|amount|price|sum))\b"),
        (QuestionType.COUNT, r"\b(wie ?viele?[nrs]?|wie oft|wie häufig|zum wievielten|der wievielte|welche (zahl|"
            r"anzahl)|how (many|often)|what number)\b"),
        (QuestionType.TIME, r"\b(wann|seit wann|bis wann|ab wann|wie lange|um wie ?viel uhr|(an|"
            r"in) welche[mnr] (tag|jahr|monat|datum|jahrzehnt|jahrhundert|woche|wochentag)|"
         r"welche[ms]? (jahr|datum|tag)|when|since when|how long|(in |on |at )?(what|which) (year|day|date|month|"
         r"time|century|decade))\b"),
        (QuestionType.REASON, r"\b(warum|weshalb|wieso|weswegen|aus welche[mn]? gr[uü]nde?n?|wozu|why|"
            r"for what reason|what (caused|was the reason|is the reason))\b"),
        (QuestionType.PLACE, r"\b(wo|woher|wohin|(in|aus|nach|an) welche[mnrs]? (land|stadt|ort|region|staat|"
            r"bundesland|gebiet|kontinent|provinz)|welche[rs]? (stadt|land|ort|hauptstadt|insel)|"
         r"where|(in |from |to )?(what|which) (city|country|place|town|state|region|location|continent))\b"),
        (QuestionType.PERSON, r"\b(wer|wen|wem|wessen|mit wem|von wem|welche[rmn]? (person|politiker|politikerin|"
            r"präsident|präsidentin|minister|ministerin|mann|frau|spieler|autor|künstler)|"
         r"wie (heißt|heisst|hieß|lautet der name)|who|whom|whose|(what|which) (person|politician|president|"
         r"minister|man|woman|player|author))\b"),
        (QuestionType.MANNER, r"\b(wie|womit|wodurch|auf welche weise|how|by what means)\b"),
        (QuestionType.DEFINITION, r"^\W*(was (ist|sind|bedeutet|versteht man unter)|what (is|are|does .* mean)|"
            r"who is|wer ist)\b"),
    )
)  # fmt: skip
_PERSON_ALWAYS = re.compile(r"^\W*(\w+ )?(wer|wen|wem|wessen|who|whom|whose)\b", re.I)
_QUESTION_WORD = re.compile(
    r"\b(w(er|en|em|essen|as|ann|o|oher|ohin|arum|eshalb|ieso|ie|ozu|omit|odurch|orum|orauf|oran|ofür|ovon|obei|"
    r"orin|oraus|ogegen)|"
    r"welche[rsnm]?|who|whom|whose|what|when|where|why|how|which)\b",
    re.I,
)


def question_type(question: str) -> QuestionType:
    """The kind of answer `question` asks for, by its German or English question words.

    Example:
        >>> question_type("Wie viele Panzerhaubitzen kauft Estland?").value, question_type("Besuchte Putin Hanoi?").value
        ('count', 'yes_no')
    """
    head, _, topic = question.partition(": ")
    if topic and _QUESTION_WORD.search(head):
        return question_type(head)  # a follow-up joined with the question before it
    if not _QUESTION_WORD.search(question):
        return QuestionType.YES_NO if question.rstrip().endswith("?") else QuestionType.OTHER
    if _PERSON_ALWAYS.search(question):
        return QuestionType.PERSON
    for kind, pattern in _RULES:
        if pattern.search(question):
            return kind
    return QuestionType.OTHER


_FUNCTION_WORDS = frozenset(
    # German
    "der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war waren wird wurde wurden werden "
    "worden sein hat haben hatte hatten habe wer wen wem wessen was wie wo wohin woher wann warum weshalb wieso wozu womit "
    "wodurch worum worauf woran wofür wovon wobei worin woraus welche welcher welches welchen welchem wieviel wieviele viele "
    "viel mit von vom zu zum zur im in ins am an ans auf aus bei beim nach seit über unter vor für gegen um durch ohne zwischen "
    "sich er sie es wir ihr ich du man kein keine noch schon auch nur als wenn dass daß ob weil damit dann da denn doch so "
    "kann können konnte konnten soll sollen sollte muss müssen musste will wollen wollte darf dürfen mag es gab gibt laut wegen "
    "während dieser diese dieses diesen diesem sein seine seiner seinen seinem seines ihre ihren ihrem ihres bis etwa genau "
    "eigentlich denn mal bitte sagte sagen mir uns euch ihm ihn ihnen wurdest bin bist hast hab wäre würde würden hätte "
    "nenne nennen nenn erzähl erzähle etwas alle zeig zeige liste gib erkläre beschreibe wissen "
    "dort hier dabei dazu davon darüber damals derzeit "
    # English
    "the a an of and or but not is are was were be been being has have had do does did who whom whose what which when where "
    "why how many much with from to into on onto at by for about against between without during after before since until in "
    "over under he she it its they them their his her him we you i there this that these those will would can could should "
    "may might must than then as if because while also only any "
    "some tell me us please name list describe explain give all about".split()
)  # fmt: skip


_HAPPENED = re.compile(
    r"^\W*(?:was\s+(?:geschah|passierte|ereignete)\b|was\s+(?:ist|war)\b.*\b(?:geschehen|passiert)\b|what\s+(?:has\s+|had\s+)?happened\b)",
    re.IGNORECASE,
)


def asks_what_happened(question: str) -> bool:
    """Whether the question asks what happened, so that no words of a sentence answer it, only the whole of one.

    Example:
        >>> asks_what_happened("Was geschah 2014 auf der Krim?"), asks_what_happened("Was passiert, wenn es regnet?")
        (True, False)
    """
    return bool(_HAPPENED.match(question))


def content_words(text: str) -> list[str]:
    """The words of `text` that carry content, lower case, in order, without repeats: no function or question words."""
    return [word for word in dict.fromkeys(words(text)) if word not in _FUNCTION_WORDS and (len(word) > 1 or word.isdigit())]
