import re
from pathlib import Path
from string import Template

import pytest

from chatbot.web import texts as module
from chatbot.web.texts import Texts
from chatbot.web.texts_de import GERMAN
from chatbot.web.texts_en import ENGLISH

CODE = "\n".join(
    p.read_text(encoding="utf-8") for p in Path(module.__file__).parent.glob("*.py") if not p.stem.startswith("texts")
)


def test_both_languages_have_the_same_keys():
    assert set(GERMAN) == set(ENGLISH)


@pytest.mark.parametrize("key", sorted(GERMAN))
def test_both_languages_need_the_same_values(key):
    places = [{place["named"] or place["braced"] for place in Template.pattern.finditer(text[key])} for text in (GERMAN, ENGLISH)]
    assert places[0] == places[1]


def test_every_key_named_in_the_code_exists():
    named = set(re.findall(r"""(?:texts|Problem)\(\s*["']([a-z_. ]+)["']""", CODE))
    assert len(named) > 60
    assert named <= set(GERMAN)


def test_every_text_is_used_somewhere():
    prefixes = set(re.findall(r"""(?:texts\(\s*f|counted\(\s*)["']([a-z_.]+?)\.?["{]""", CODE))
    whole = CODE + Path(module.__file__).read_text(encoding="utf-8")
    quoted = set(re.findall(r"""["']([a-z_. ]+)["']""", whole))
    assert [k for k in GERMAN if k not in quoted and not any(k.startswith(f"{p}.") for p in prefixes)] == []


def test_a_missing_value_fails_by_name():
    with pytest.raises(KeyError, match="number"):
        Texts("de")("source.number")


def test_an_unknown_language_fails_and_names_the_known_ones():
    with pytest.raises(ValueError, match="de, en"):
        Texts("fr")


@pytest.mark.parametrize(
    ("published", "german", "english"),
    [
        ("2024-06-20", "20. Juni 2024", "June 20, 2024"),
        ("2024-06", "Juni 2024", "June 2024"),
        ("2024", "2024", "2024"),
        (None, "", ""),
    ],
)
def test_dates_are_said_in_words_and_no_more_exactly_than_known(published, german, english):
    assert Texts("de").date(published) == german
    assert Texts("en").date(published) == english


def test_numbers_carry_the_marks_of_the_language():
    assert Texts("de").counted("library.count", 12345) == "12.345 Artikel"
    assert Texts("en").counted("library.count", 12345) == "12,345 articles"
    assert Texts("de").counted("library.count", 1) == "Ein Artikel"
    assert Texts("de").counted("library.count", 0) == "Noch kein Artikel"


def test_the_page_uses_no_jargon():
    said = re.sub(r"\$\w+", "", " ".join(GERMAN.values()).lower())
    for word in ("chunk", "embedding", "token", "score", "retrieval", "query", "index", "llm", "json", "kontext", "prompt"):
        assert not re.search(rf"\b{word}", said), word
