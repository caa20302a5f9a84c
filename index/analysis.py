"""The one German analyzer, used for indexing and for asking, and the language of a question.

What lives here: words, stems, character 4-grams, and de/en detection. What does not: scoring (the lexical engine's job).

Source: Snowball German stemmer, https://snowballstem.org/algorithms/german/stemmer.html (PyStemmer). Character 4-grams
inside words: McNamee and Mayfield, "Character N-Gram Tokenization for European Language Text Retrieval", 2004.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import Stemmer

from index.memo import Memo
from index.word_language import englishness

ANALYZER_VERSION = "de-snowball3+4grams/2"
"""Names what the functions below do; an index built by another version is analysed anew."""

N_GRAM = 4
_MAX_WORD = 60
_REMEMBERED = 200_000  # words, about 60 MB; most of a text's words are among them
_WORD = re.compile(r"[^\W_]+")
_STEMMER = Stemmer.Stemmer("german", maxCacheSize=0)
_THOUSANDS = re.compile(r"[.,'’](?=\d{3}(?!\d))(?<=\d.)(?<!\d{4}.)")
"""The mark between the thousands of a number: three digits follow, one to three stand before."""
_DESIGNATION = re.compile(r"-(?=\d{1,4}\b)(?:(?<=\b[A-Z]-)|(?<=\b[A-Z]{2}-)|(?<=\b[A-Z]{3}-))| (?=\d{1,3}\b)(?<=\b[A-Z] )")
"""What stands within names of a letter and a number that are also written as one word: "G-7", "MH-17", "A 8"."""
_FOLD = str.maketrans({"ß": "ss", "ä": "a", "ö": "o", "ü": "u", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


def words(text: str) -> list[str]:
    """The words of `text` in order: runs of letters and digits, NFKC, lower case.

    A number with marks between its thousands is one word, and so is a letter with its number: "G-7", "G 7" and "G7" meet.

    Example:
        >>> words("Die „Süddeutsche“ am 15. August"), words("Die G-7 gibt 12.000 Euro")
        (['die', 'süddeutsche', 'am', '15', 'august'], ['die', 'g7', 'gibt', '12000', 'euro'])
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _WORD.findall(_DESIGNATION.sub("", _THOUSANDS.sub("", text)).lower())


def _stem(word: str) -> str:
    return _fold(_STEMMER.stemWord(word[:_MAX_WORD]))


def _gram_line(word: str) -> str:
    word = f"_{_fold(word[:_MAX_WORD])}_"
    return " ".join([word[i : i + N_GRAM] for i in range(max(1, len(word) - N_GRAM + 1))])


def _fold(word: str) -> str:
    if word.isascii():
        return word
    word = word.translate(_FOLD)
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_STEMS = Memo(_stem, _REMEMBERED)
_GRAM_LINES = Memo(_gram_line, _REMEMBERED)


def stems(text: str) -> list[str]:
    """The German stems of the words of `text`, in order, umlauts and accents folded ("Häuser" and "Haus" meet).

    Example:
        >>> stems("Häuser, Haus")
        ['haus', 'haus']
    """
    return [_STEMS[word] for word in words(text)]


def grams(text: str) -> list[str]:
    """The character 4-grams of each word of `text` with a mark at both its ends, in order; a shorter word is its own gram.

    The marks let beginnings and ends of compounds count (measured on XQuAD-de, MRR@10: .940 without, .953 with).

    Example:
        >>> grams("Hanoi im")
        ['_han', 'hano', 'anoi', 'noi_', '_im_']
    """
    return [gram for word in words(text) for gram in _GRAM_LINES[word].split()]


def term_lines(found: Sequence[str]) -> tuple[str, str]:
    """The stems and the 4-grams of these `words`, each as one line with a space between terms: what the engine is given.

    Example:
        >>> term_lines(["hanoi", "im"])
        ('hanoi im', '_han hano anoi noi_ _im_')
    """
    return " ".join([_STEMS[word] for word in found]), " ".join([_GRAM_LINES[word] for word in found])


_GERMAN = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war waren wird wurde wurden werden hat
    haben hatte hatten wer wen wem wessen wie wo wohin woher wann warum weshalb wieso wozu womit wodurch worum worauf woran
    wofür welche welcher welches welchen welchem wieviel wieviele viele viel mit von vom zu zum zur im ins am ans auf aus bei
    beim nach seit über unter vor für gegen um durch ohne zwischen sich er sie es wir ihr ich du man kein keine noch schon auch
    nur als wenn dass daß ob weil damit dann mehr sehr kann können konnte soll sollte muss müssen gibt gab es dort hier jetzt
    heute gestern sagte sagt dieser diese dieses diesen diesem seine seiner ihre ihrer ihren bis denn doch heißt hieß nennt
    zählt gehört gehörte kam kommt liegt steht macht ging geht welch etwa laut wegen während an will
    """.split()  # noqa: SIM905
)
_ENGLISH = frozenset(
    """
    the a an of and or but not is are was were be been being has have had do does did who whom whose what which when where why
    how many much with from to into on onto at by for about against between without during after before since until over under
    he she it its they them their his her him we you i there this that these those will would can could should may might must
    than then as if because while also only more most some any other others out up down off near named name called said say says
    tell me list give happened take took place year did any both according
    """.split()  # noqa: SIM905
)
_SHARED = _GERMAN & _ENGLISH
_ENGLISH_ENDS = ("ing", "tion", "ed", "ly", "ght", "ous", "ity")
_GERMAN_ENDS = ("ung", "keit", "heit", "lich", "isch", "schaft", "ieren", "chen", "ten", "igen")
_INFINITIVE_ENDS = ("en", "ern", "eln", "tun", "sein")


def telling_words(text: str, language: str) -> list[str]:
    """The words of a question that may name what it is about, in order, lower case: no function word of either language.

    Of an English question only what is written with a capital letter, and numbers: names and figures are what a German text
    spells alike, other words meet one by accident ("gift", "war").

    Example:
        >>> telling_words("Wann kam Vroztelu nach Hanoi?", "de"), telling_words("When did Vroztelu sign the gift?", "en")
        (['vroztelu', 'hanoi'], ['vroztelu'])
    """
    found = []
    for raw in _WORD.findall(unicodedata.normalize("NFKC", text)):
        word = raw.lower()
        if word not in _GERMAN and word not in _ENGLISH and (language == "de" or raw != word or raw[0].isdigit()):
            found.append(word)
    return found


_CAPITAL_SAYS = 0.3
"""What a capitalised word counts against one in lower case: it may be a name, or a German noun that English has too."""
_ENGLISH_FROM, _SURELY_ENGLISH_FROM = 1.2, 5.0
"""Summed log odds from which key words are taken as English, with and without a word in lower case among them.

Measured with two to four of a sentence's words, no function words (index/training/word_language.py): .919 of the English ones
found (.948 typed in lower case), .996 of the German ones kept (.968), and 1.000 of the nouns of 998 German headlines.
"""


def _english_verb_in(asked: Sequence[str]) -> bool:
    """Whether what follows "Will" is English: it has a word in lower case that no German infinitive at the end explains."""
    return any(raw.islower() and raw not in _GERMAN for raw in asked) and not asked[-1].endswith(_INFINITIVE_ENDS)


def question_language(text: str) -> str:
    """The language a question is asked in: ``"de"`` or ``"en"``; ``"de"`` where nothing tells.

    Function words and endings count first, never capitalised names: "Who visited München?" is English. Key words alone are told
    by their letters, clearly English ones only: "NATO summit 2024" is English, "Putin Hanoi Delegation?" German by default.
    """
    german = english = 0.0
    plain = named = 0.0
    asked = _WORD.findall(unicodedata.normalize("NFKC", text))
    for place, (raw, after) in enumerate(pairwise([*asked, ""])):
        word = raw.lower()
        if word in _SHARED:
            english += word == "will" and place == 0 and _english_verb_in(asked[1:])
            continue
        if word == "was":
            # "Was versprach Kim?" goes on with a verb, "Was Kim there?" and "Who was the guest?" with a name or an English word.
            # "Was will Kim?" is German only, "Was an Kim auffiel" and "Was an offer made?" are told by their other words.
            asks = after.islower() and after not in _ENGLISH or after == "will"
            german, english = german + asks, english + (not asks and after != "an")
            continue
        if word in _GERMAN:
            german += 1
        elif word in _ENGLISH and raw != "To":  # "To Lam" is a name
            english += 1
        elif raw == word and len(word) > 4:
            german += 0.4 * (word.endswith(_GERMAN_ENDS) or any(c in "äöüß" for c in word))
            english += 0.4 * word.endswith(_ENGLISH_ENDS)
        if raw.islower():
            plain += englishness(word)
        elif not raw.isupper():
            named += englishness(word)
    if german < 1 > english:
        total = plain + _CAPITAL_SAYS * named
        return "en" if (plain > _ENGLISH_FROM and total > _ENGLISH_FROM) or total > _SURELY_ENGLISH_FROM else "de"
    return "en" if english > german else "de"
