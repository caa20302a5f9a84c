"""Whom a pronoun of a follow-up can mean: the person, group or place that the turn before names. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.first_names import sex
from chatbot.names import canonical, is_place, name_spans
from chatbot.number_words import cardinal
from chatbot.question_type import QuestionType, question_type

_MARKS = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class Referents:
    """Names a pronoun can stand for, empty where the turn gives none. `sure`: the person is the answer to a question for one.

    `group`: what "sie" and "they" mean, counted things before the person.
    """

    person: str = ""
    sure: bool = False
    group: str = ""
    place: str = ""


def referents(question: str, answer: str, pronoun: str = "") -> Referents:
    """The person, group and place that a pronoun after this question and answer most likely means.

    A question for a person ("Wer …?") is followed up about its answer; any other about the people it names itself. Where the
    answer names several people in full, none of them is meant for sure: `person` is empty. `pronoun` "f" or "m" leaves out
    those whose first name tells that they are the other.

    Example:
        >>> referents("Was sagte Putin in Hanoi?", "Vietnam sei ein Freund.").person
        'Putin'
    """
    asked = _named(question)
    said = [name for name in _named(_MARKS.sub("", answer)) if canonical(name) not in {canonical(a) for a in asked}]
    wants_answer = question_type(question) in (QuestionType.PERSON, QuestionType.PLACE)
    ordered = said + asked if wants_answer and said else asked + said
    things = _counted(question) | _counted(answer)
    counted = [name for name in ordered if canonical(name) in things]
    actors = [name for name in ordered if not is_place(name.split()[-1]) and not name.isupper() and name not in counted]
    actors = [name for name in actors if not pronoun or sex(name) in ("", pronoun)]
    nobody = _no_people(question) | _no_people(answer)
    people = [name for name in actors if canonical(name) not in nobody]
    places = [name for name in ordered if is_place(name.split()[-1])]
    wants_person = question_type(question) is QuestionType.PERSON
    in_full = [name for name in said if " " in name and name in people]
    if wants_person and in_full:
        people = in_full
    person = "" if wants_person and len(in_full) > 1 else people[0] if people else ""
    return Referents(
        person=person,
        sure=wants_person and person in said,
        group=next(iter(counted), person or (actors[0] if actors and not in_full else "")),
        place=places[0] if places else "",
    )


_NO_PERSON = re.compile(r"(?<!,\s)\b(?:der|die|das|dem|den|des|the|in|aus)\s+$|\($", re.I)


def _no_people(text: str) -> frozenset[str]:
    """Canonical names that are no person's by what stands before them: "der SV Altdorf", "in Zittau", "(AfD)"."""
    return frozenset(canonical(text[start:end]) for start, end in name_spans(text) if _NO_PERSON.search(text[:start]))


_MANY = frozenset("viele vielen mehr weitere weiteren einige mehrere many more some several few".split())  # noqa: SIM905


def _counted(text: str) -> frozenset[str]:
    """Canonical names that a number stands before ("zwölf Haubitzen"): things, taken for a name because no list has them."""
    found = set()
    for start, end in name_spans(text):
        ahead = text[:start].split()[-1:] if text[:start].endswith(" ") else []
        word = ahead[0].lower() if ahead else ""
        if word in _MANY or cardinal(word) is not None or re.fullmatch(r"\d{1,3}|\d{5,}|\d+[.,]\d+", word):
            found.add(canonical(text[start:end]))
    return frozenset(found)


def _named(text: str) -> list[str]:
    """The names in `text`, in order, without repeats; a genitive before a noun is given in its base form."""
    found: list[str] = []
    for start, end in name_spans(text):
        name = text[start:end]
        owned = name.endswith("s") and len(name) > 4 and re.match(r"\s+(?:[a-zäöüß]+\s+)?[A-ZÄÖÜ]", text[end:])
        base = name.removesuffix("'s").removesuffix("’s")
        found.append(base[:-1] if owned and base == name and not name.endswith(("ss", "us", "is", "as", "os")) else base)
    return list(dict.fromkeys(found))


def genitive(name: str, language: str = "de") -> str:
    """A name as owner: "Putins", "Hans'", "Putin's".

    Example:
        >>> genitive("Putin"), genitive("Hans"), genitive("Putin", "en")
        ('Putins', "Hans'", "Putin's")
    """
    if language == "en":
        return name + ("'" if name.endswith("s") else "'s")
    return name + ("'" if name.endswith(("s", "ß", "x", "z")) else "s")
