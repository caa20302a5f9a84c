"""Names in German and English text without a model: capital words that are no ordinary words.

German writes every noun with a capital, so a list of ordinary words (built from parallel text by
``index.training.ordinary_words``) and the ends of compounds tell names from nouns.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

from chatbot.calendar_words import MONTHS, WEEKDAYS
from chatbot.first_names import is_first_name
from chatbot.gazetteer import is_known_place
from chatbot.number_words import MULTIPLIERS, cardinal, ordinal

_LIST = Path(__file__).parent / "bundled" / "ordinary_words.txt.gz"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENERS = frozenset("\"'„“”»«‹›‚‘’([–—- \t\n")
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
_TITLES = frozenset(["dr", "prof", "herr", "frau", "mr", "mrs", "ms", "sir", "the"])
_GERMAN_LINKS = frozenset(["von", "der", "den", "zu"])  # ordinary words: they join nothing but a first name and what follows
_LINKS = _GERMAN_LINKS | frozenset(["van", "de", "bin", "al", "el", "di", "da", "la", "le"])
_COUNTRY_LETTERS = frozenset(("usa", "us", "eu", "uk", "ddr", "uae", "udssr"))
_PLACE_ENDS = ("land", "stan", "burg", "stadt", "hausen", "ingen", "shire")
_LONGEST_NAME = 13
_MIN_STEM = 4  # letters a German noun or verb keeps without its ending
_BEFORE_N = ("e", "er", "el", "ar")  # "Lagen", "Kindern", "Mitteln", "Nachbarn"
_INFLECTIONS = ("es", "en", "er", "e", "n")
_COMMON_ENDS = (
    "ungen",
    "ung",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tion",
    "tionen",
    "ismus",
    "ität",
    "itäten",
)


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Ordinary words, names that end like one, places; all lower case."""
    with gzip.open(_LIST, "rt", encoding="utf-8") as file:
        lines = file.read().split("\n")
    kinds: dict[str, set[str]] = {"": set(), "+": set(), "@": set()}
    for line in lines:
        kinds[line[0] if line[0] in "+@" else ""].add(line.lstrip("+@"))
    return frozenset(kinds[""]), frozenset(kinds["+"]), frozenset(kinds["@"])


@lru_cache(maxsize=200_000)
def is_ordinary(word: str) -> bool:
    """Whether a word (any case) is an ordinary one: in the list, a number, a date word, or a compound that ends in one.

    Example:
        >>> is_ordinary("Rüstungsdelegation"), is_ordinary("Putin"), is_ordinary("Mittwochabend")
        (True, False, True)
    """
    low = word.lower()
    if is_known_place(low):
        return False
    ordinary, names, _ = _lists()
    if low in ordinary or low in _CALENDAR or low in MULTIPLIERS or cardinal(low) is not None or ordinal(low) is not None:
        return True
    if low in names or canonical(low) in names or is_first_name(low.capitalize()):
        return False
    if low.startswith(tuple(WEEKDAYS)):
        return True
    if "-" in low:
        return is_ordinary(low.rsplit("-", 1)[-1])
    if low.endswith((*_COMMON_ENDS, "chef", "chefs", "chefin")) or (len(low) >= _LONGEST_NAME and not is_place(low)):
        return True
    if any(low[i:] in ordinary for i in range(3, len(low) - 4)):
        return True
    return any(_uninflected(low, end) in ordinary for end in _INFLECTIONS)


def _uninflected(low: str, end: str) -> str:
    """A word without a German ending; "" where the ending cannot be one: "Biden" is not from "bid", "Macron" not from "macro"."""
    stem = low.removesuffix(end)
    if stem == low or len(stem) < _MIN_STEM or (end == "n" and not stem.endswith(_BEFORE_N)):
        return ""
    return stem


def is_listed(word: str) -> bool:
    """Whether the very word (any case) is in the list of ordinary words; inflected forms and compounds do not count.

    Example:
        >>> is_listed("Delegation"), is_listed("Biden")
        (True, False)
    """
    return word.lower() in _lists()[0]


def is_place(name: str) -> bool:
    """Whether a name (any case, genitive or not) is known as a place; unknown places are not.

    Example:
        >>> is_place("Hanoi"), is_place("Vietnams"), is_place("Putin")
        (True, True, False)
    """
    places = _lists()[2]
    low = name.lower()
    if low in _COUNTRY_LETTERS or (len(low) > 6 and low.removesuffix("s").endswith(_PLACE_ENDS)):
        return True
    if is_known_place(low):
        return True
    return low in places or low.removesuffix("'s") in places or low.removesuffix("s") in places


def canonical(name: str) -> str:
    """A name in the form that "Putin", "Putins" and "Putin's" share: lower case, a final s taken off (from four letters on)."""
    low = name.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low


@lru_cache(maxsize=4_096)
def name_spans(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each run of name words in `text`, in order: "Ngueyn Phu Trong", "Nato", "Kim Jong-un"."""
    runs: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        run, gap = (text[slice(*runs[-1])], text[runs[-1][1] : match.start()]) if runs else ("", "")
        if not _is_name(text, match) and not (runs and _ends_name(run, gap, match.group())):
            continue
        if runs and not _is_role(run) and _joins(run, gap):
            runs[-1] = (runs[-1][0], match.end())
        else:
            runs.append(match.span())
    return tuple(runs)


_SHORT_WORDS = frozenset(
    "ab am an da du er es im in ja ob so um wo zu as at by he if is it me my no of on or to up us we".split()  # noqa: SIM905
)


def _ends_name(run: str, gap: str, word: str) -> bool:
    """Whether a word right behind a name is its last part though it is ordinary.

    So is a noun behind a first name ("Joschka Fischer"), where little else stands, and a word of two letters ("Hong Ha").
    """
    if gap != " " or not word[0].isupper() or word.lower() in _SHORT_WORDS or word.lower() in _CALENDAR:
        return False
    return is_first_name(run.split()[-1]) or (len(word) == 2 and word[1].islower())


def _is_role(run: str) -> bool:
    """Whether a run is a word like "KP-Chef" or "US-Botschaft", which a name follows but does not continue."""
    return "-" in run and " " not in run and is_ordinary(run.rsplit("-", 1)[-1])


def _joins(run: str, gap: str) -> bool:
    """Whether what stands between two name words makes them one name: a space, "bin", or behind a first name "von der"."""
    links = gap.lower().split()
    if gap == " " or gap != f" {' '.join(gap.split())} " or not _LINKS.issuperset(links):
        return gap == " "
    last = run.split()[-1]
    return is_first_name(last) or last.lower() in _LINKS or not _GERMAN_LINKS.issuperset(links)


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    if not word[0].isupper() or (len(word) < 2 and text[match.end() : match.end() + 1] != ".") or word.lower() in _TITLES:
        return False
    if word.isupper() and 2 <= len(word) <= 6:
        return True
    first = word.split("-")[0]
    if "-" in word and first.isupper() and len(first) > 1:
        return True
    return len(word) > 1 and (is_first_name(word) or not is_ordinary(word))


def names(text: str) -> frozenset[str]:
    """The name words of `text` in canonical form, one entry a word, so that a surname alone is found in a full name.

    Example:
        >>> sorted(names("Laut Kreml gehört Alexander Fomin zu Putins Delegation."))
        ['alexander', 'fomin', 'kreml', 'putin']
    """
    found: set[str] = set()
    for start, end in name_spans(text):
        for match in _TOKEN.finditer(text[start:end]):
            word = match.group()
            if word.lower() in _LINKS:
                continue
            first = word.split("-")[0]
            found.add(canonical(first if "-" in word and (first.isupper() or is_ordinary(word)) else word))
    return frozenset(found)
