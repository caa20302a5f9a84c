"""German main clauses taken apart: what stands before the finite verb, the verb, what follows, and subordinate clauses.

The verb-second order of German makes this possible without a parser: before the finite verb of a main clause stands exactly one
constituent, participles and infinitives close the clause, and what lies between falls into noun and prepositional phrases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.training.question_tokens import Token

_FINITE = {"VV(FIN)", "VA(FIN)", "VM(FIN)"}
_CLOSING = {"VV(PP)", "VV(INF)", "VV(IZU)", "PTKVZ", "PTKZU", "VA(PP)", "VA(INF)", "VM(INF)", "VM(PP)"}
_NOUNS = {"NN", "NE", "NNA", "NNI", "FM"}
_BEFORE_NOUN = {"ART", "PPOSAT", "PDAT", "PIAT", "CARD", "ADJ(A)", "PIDAT"}
_ABOUT = set("rund etwa ca circa fast knapp mehr über ungefähr mindestens höchstens insgesamt bis als".split())
_RELATIVE = {"der", "die", "das", "dem", "den", "dessen", "deren", "denen", "welche", "welcher", "welches", "welchem", "welchen"}
_GENITIVE = {"des", "der", "eines", "einer", "seines", "seiner", "ihres", "ihrer", "dieses", "dieser"}


@dataclass(frozen=True)
class Phrase:
    """A constituent: its kind ("np", "pp", "adv", "adjd", "pron", "refl", "neg", "other") and its tokens."""

    kind: str
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where it starts in the sentence."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the sentence."""
        return self.tokens[-1].end

    @property
    def head(self) -> Token:
        """The first noun, or else the last token."""
        return next((t for t in self.tokens if t.tag in _NOUNS), self.tokens[-1])


@dataclass(frozen=True)
class Subordinate:
    """A clause between commas: its opener ("weil", "um", "die" …), its tokens, and the phrase it follows, if it is relative."""

    opener: str
    tokens: tuple[Token, ...]
    antecedent: Phrase | None = None


@dataclass(frozen=True)
class Clause:
    """A main clause: the phrases before the finite verb (one constituent), the verb, the phrases after it, the closing verbs."""

    front: tuple[Phrase, ...]
    verb: Token
    middle: tuple[Phrase, ...]
    closing: tuple[Token, ...]
    subordinates: tuple[Subordinate, ...]


def _is_noun(token: Token) -> bool:
    return token.tag in _NOUNS or token.text.endswith("-") or (token.tag in {"XY", "CARD"} and token.text[:1].isupper())


def _noun_phrase_end(tokens: tuple[Token, ...], i: int) -> int:
    """The end (exclusive) of the noun phrase that starts at i, or i."""
    j = i
    while j < len(tokens) and (
        tokens[j].tag in _BEFORE_NOUN
        or tokens[j].text.lower() in _ABOUT
        and j + 1 < len(tokens)
        and tokens[j + 1].tag in {"CARD", "PIAT", "ADV", "KOKOM"}
        or tokens[j].tag in {"ADV", "ADJ(D)"}
        and j > i
        and j + 1 < len(tokens)
        and tokens[j + 1].tag == "ADJ(A)"
        or tokens[j].text in {",", "und"}
        and j > i
        and j + 1 < len(tokens)
        and tokens[j - 1].tag == "ADJ(A)"
        and tokens[j + 1].tag == "ADJ(A)"
        and tokens[j + 1].text[-2:] == tokens[j - 1].text[-2:]
    ):
        j += 1
    head = j
    while j < len(tokens) and _is_noun(tokens[j]):
        j += 1
    if j == head:
        if j > i and tokens[j - 1].tag == "CARD":
            return j
        return i if j == i or tokens[i].tag in {"ADV", "ADJ(D)"} else j if tokens[j - 1].tag in {"ADJ(A)", "PIAT"} else i
    counted = any(t.tag == "CARD" for t in tokens[i:head]) and tokens[i].tag in {"ART", "PPOSAT"}
    if counted and j < len(tokens) and tokens[j].tag == "ADJ(A)" and _simple_end(tokens, j) > j:
        j = _simple_end(tokens, j)
    while j < len(tokens):
        nxt = tokens[j]
        if nxt.tag == "CARD" and re.fullmatch(r"\d{4}", nxt.text):
            j += 1
        elif nxt.text == "bis" and tokens[j - 1].tag == "CARD" and j + 1 < len(tokens) and tokens[j + 1].tag == "CARD":
            j += 2
        elif (
            (nxt.tag == "ART" or nxt.tag in {"PPOSAT", "PDAT"})
            and nxt.text in _GENITIVE
            and _simple_end(tokens, j + 1) > j + 1
            or nxt.tag == "APPR"
            and nxt.text == "von"
            and _simple_end(tokens, j + 1) > j + 1
            and tokens[j - 1].tag == "NN"
            or nxt.text in {"und", "oder", "sowie"}
            and _simple_end(tokens, j + 1) > j + 1
            or nxt.text == ","
            and _list_goes_on(tokens, j)
        ):
            j = _simple_end(tokens, j + 1)
        else:
            break
    return j


def _list_goes_on(tokens: tuple[Token, ...], comma: int) -> bool:
    """Whether the comma at this place parts members of a list that ends with "und" or "oder"."""
    j = comma
    while j < len(tokens) and tokens[j].text == ",":
        end = _simple_end(tokens, j + 1)
        if end == j + 1:
            return False
        j = end
    return j < len(tokens) and tokens[j].text in {"und", "oder", "sowie"} and _simple_end(tokens, j + 1) > j + 1


def _simple_end(tokens: tuple[Token, ...], i: int) -> int:
    """The end of a noun phrase without attachments that starts at i, or i."""
    j = i
    while j < len(tokens) and tokens[j].tag in _BEFORE_NOUN:
        j += 1
    head = j
    while j < len(tokens) and _is_noun(tokens[j]):
        j += 1
    return j if j > head else i


def phrases(tokens: tuple[Token, ...]) -> tuple[Phrase, ...]:
    """Tokens cut into phrases, greedily from the left; every token is in exactly one."""
    found: list[Phrase] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.tag in {"APPR", "APPRART"} or token.text.lower() in {"während", "bis", "seit"} and i + 1 < len(tokens):
            end = _noun_phrase_end(tokens, i + 1)
            if end == i + 1 and i + 1 < len(tokens) and tokens[i + 1].tag in {"APPR", "APPRART"}:
                end = _noun_phrase_end(tokens, i + 2)
                end = end if end > i + 2 else i + 1
            kind = "pp" if end > i + 1 else "other"
        elif re.fullmatch(r"1\d{3}|20\d\d", token.text) and (i + 1 == len(tokens) or not _is_noun(tokens[i + 1])):
            end, kind = i + 1, "np"
        else:
            end = _noun_phrase_end(tokens, i)
            kind = "np"
        if end <= i + (kind == "other"):
            end = i + 1
            kind = {"ADV": "adv", "PROAV": "adv", "ADJ(D)": "adjd", "PPER": "pron", "PIS": "pron", "PDS": "pron"}.get(
                token.tag, "other"
            )
            kind = {"PRF": "refl", "PTKNEG": "neg"}.get(token.tag, kind)
            if kind == "other" and token.text.lower() in {"sich"}:
                kind = "refl"
            while kind == "adv" and end < len(tokens) and tokens[end].tag == "ADJ(D)":
                end, kind = end + 1, "adjd"
        found.append(Phrase(kind, tokens[i:end]))
        i = max(end, i + 1)
    return tuple(found)


def _is_finite(token: Token) -> bool:
    return token.tag in _FINITE


def _subordinate_opener(tokens: list[Token], comma: int, end: int) -> str:
    """The word that opens a subordinate clause after this comma, or an empty string."""
    inside = tokens[comma + 1 : end]
    if len(inside) < 2:
        return ""
    first = inside[0]
    closes = inside[-1].tag in _FINITE | {"VV(PP)", "VV(INF)", "VA(INF)", "VM(INF)", "PTKVZ"}
    if (
        first.tag in {"KOUS", "PWAV", "PWS"}
        or first.tag == "KOUI"
        or (first.text == "um" and inside[-1].tag in {"VV(INF)", "VV(IZU)"})
    ):
        return first.text
    if first.tag in {"PRELS", "PRELAT"} or (first.text in _RELATIVE and closes and _is_finite(inside[-1])):
        return first.text
    if first.tag == "APPR" and inside[1].tag in {"PRELS", "ART"} and inside[1].text in _RELATIVE and _is_finite(inside[-1]):
        return "pp-relative"
    if inside[-1].tag == "VV(IZU)" or (len(inside) > 2 and inside[-2].tag == "PTKZU"):
        return "zu"
    return ""


def parse(tokens: tuple[Token, ...]) -> Clause | None:
    """The first main clause of a tagged sentence with its subordinate clauses, or None where it is not a simple one."""
    rest = list(tokens)
    if rest and rest[-1].text in ".!":
        rest = rest[:-1]
    if not 4 <= len(rest) <= 45 or any(t.text in {"?", "!", ":", ";", "(", ")", "/", "–", "…", ".", "&", "*", "="} for t in rest):
        return None
    main: list[Token] = []
    subordinates: list[Subordinate] = []
    i = 0
    first_opener = _subordinate_opener([rest[0], *rest], 0, next((k for k, t in enumerate(rest) if t.text == ","), len(rest)) + 1)
    if first_opener and rest[0].tag in {"KOUS", "KOUI"}:
        return None
    while i < len(rest):
        if rest[i].text == ",":
            ends = [k for k in range(i + 1, len(rest)) if rest[k].text == ","] + [len(rest)]
            opener, end = "", ends[0]
            for candidate in ends[:3]:
                opener = _subordinate_opener(rest, i, candidate)
                end = candidate
                if opener and any(_is_finite(t) or t.tag in {"VV(INF)", "VV(IZU)"} for t in rest[i + 1 : candidate]):
                    break
            if opener:
                before = phrases(tuple(main)) if main else ()
                antecedent = before[-1] if before and before[-1].kind in {"np", "pp"} else None
                subordinates.append(Subordinate(opener, tuple(rest[i + 1 : end]), antecedent))
                i = end + (1 if end < len(rest) and rest[end].text == "," else 0)
                if i < len(rest) and any(_is_finite(t) for t in main) and rest[i].tag == "KON" and any(map(_is_finite, rest[i:])):
                    break
                continue
        main.append(rest[i])
        i += 1
    return _main_clause(tuple(main), tuple(subordinates))


def _main_clause(tokens: tuple[Token, ...], subordinates: tuple[Subordinate, ...]) -> Clause | None:
    verbs = [k for k, t in enumerate(tokens) if _is_finite(t)]
    if not verbs or verbs[0] == 0:
        return None
    verb = verbs[0]
    if tokens[verb].text.lower() in {"ha"} or (verb + 1 < len(tokens) and tokens[verb + 1].text == ","):
        return None
    end = len(tokens)
    for later in verbs[1:]:
        cut = [k for k in range(verb + 1, later) if tokens[k].text in {"und", "oder", "aber", "sondern", "doch", "denn", ","}]
        if not cut:
            if later == len(tokens) - 1:  # a participle or infinitive taken for a finite verb
                continue
            return None
        end = min(end, cut[-1])
        if tokens[end - 1].text == ",":
            end -= 1
        break
    body = tokens[verb + 1 : end]
    leak = next(
        (k for k, t in enumerate(body) if t.tag in {"KOUS", "KOUI", "PWS", "PWAV", "PRELS", "PRELAT"} and t.text != "als"),
        len(body),
    )
    body = body[:leak]
    for k in range(len(body) - 1):
        if (
            body[k].tag in _CLOSING
            and body[k].tag != "PTKZU"
            and body[k + 1].text in {"und", "oder", "aber", "sowie", ",", "sondern"}
        ):
            body = body[: k + 1]
            break
    closing_at = len(body)
    closers = [k for k, t in enumerate(body) if t.tag in _CLOSING or (k == len(body) - 1 and _is_finite(t))]
    if closers:
        closing_at = closers[-1]
        while closing_at > 0 and (body[closing_at - 1].tag in _CLOSING):
            closing_at -= 1
    closing = body[closing_at : closers[-1] + 1] if closers else ()
    after = body[closers[-1] + 1 :] if closers else ()
    middle = phrases(body[:closing_at]) + phrases(after)
    front = phrases(tokens[:verb])
    if not front or any(p.kind == "other" and p.tokens[0].text != "," for p in front[:1]) or front[0].tokens[0].tag == "KON":
        return None
    if front[0].tokens[0].text == "Um" or any(t.text in {"zu", "was", "wer"} for t in tokens[:verb] if t.tag in {"PTKZU", "PWS"}):
        return None
    if sum(p.kind == "np" for p in front) > 1 and front[0].kind != "np":
        return None
    return Clause(front, tokens[verb], middle, tuple(closing), subordinates)
