"""Sentence ends in German and English news text."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from index.sentences import sentence_spans

MARKED = Path(__file__).parents[1] / "data" / "sentences" / "news_de.txt"
TRICKY = MARKED.with_name("tricky_de.txt")  # one case a line, the ends of sentences marked by "|"


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Er nannte z. B. Hanoi und d. h. Vietnam.",
        "Das steht in Nr. 5 auf S. 12.",
        "Am 15. August begann der Streik.",
        "Die Feier zum 80. Jahrestag fand in Moskau statt.",
        "To Lam (66) ist Präsident.",
        "Dr. Müller und Prof. Weber kosten 3.500 Euro bzw. mehr.",
        "Im 18. Jahrhundert herrschte Heinrich VIII. von England.",
        "J. K. Rowling kam am 20. 6. 2024 nach Berlin.",
        "Das meldete welt.de am Abend.",
        "„Was ist das?“, fragte sie.",
        "»Los!«, rief er.",
        "Das kostet 3,5 Mio. Euro und 2 Mrd. Dollar.",
        "Der 100.000. Besucher bekam Blumen.",
        "Er trat als 3. Redner ans Pult.",
        "The U.S. Senate met Mr. Smith at 10 a.m. on Monday.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Zitat.“ Er ging.", ["„Zitat.“", "Er ging."]),
        ("Es gab Brot, Milch usw. Danach war Schluss.", ["Es gab Brot, Milch usw.", "Danach war Schluss."]),
        ("Es kamen 500. Die anderen blieben.", ["Es kamen 500.", "Die anderen blieben."]),
        ("Zurzeit sind es rund 40. Bürgermeisterin Ott dankte.", ["Zurzeit sind es rund 40.", "Bürgermeisterin Ott dankte."]),
        ("Es waren weniger als 20. Trainer Voss schwieg.", ["Es waren weniger als 20.", "Trainer Voss schwieg."]),
        ("Papst Johannes Paul II. Er starb 2005.", ["Papst Johannes Paul II.", "Er starb 2005."]),
        ("Wirklich?! Ja... Dann eben so.", ["Wirklich?!", "Ja...", "Dann eben so."]),
        ("Sie lebt in der Schweiz. „Gern“, sagt sie.", ["Sie lebt in der Schweiz.", "„Gern“, sagt sie."]),
        ("He left. The U.S. stayed.", ["He left.", "The U.S. stayed."]),
        ("sagte er.Dann ging er.", ["sagte er.", "Dann ging er."]),
        ("Er ist gestorben.[1] Danach kam Ruhe.[2][13] Ende.", ["Er ist gestorben.[1]", "Danach kam Ruhe.[2][13]", "Ende."]),
        ("„Nein.“[4] Am 15.[2] August kam er.", ["„Nein.“[4]", "Am 15.[2] August kam er."]),
    ],
)
def test_two_sentences_are_told_apart(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_headings_and_empty_lines_end_a_sentence() -> None:
    text = "Geht es um Waffen\n\nbeobachter glauben das. Ja.\nZweite Überschrift\nNoch ein Satz"
    assert sentences(text) == ["Geht es um Waffen", "beobachter glauben das.", "Ja.", "Zweite Überschrift", "Noch ein Satz"]


def test_a_line_broken_inside_a_sentence_goes_on() -> None:
    assert sentences("Der Minister kam am\nfrühen Morgen an. Er blieb.") == [
        "Der Minister kam am\nfrühen Morgen an.",
        "Er blieb.",
    ]


def test_no_text_has_no_sentences() -> None:
    assert sentence_spans("") == ()
    assert sentence_spans(" \n\t ") == ()


def test_spans_are_exact_ordered_and_leave_only_white_space_out() -> None:
    rng = random.Random(7)
    alphabet = 'aA1. .!?…\n"„“»«()-, \u2028\rÄß'
    for _ in range(400):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randrange(120)))
        end_before = 0
        for start, end in sentence_spans(text):
            assert start >= end_before and end > start
            assert not text[end_before:start].strip()
            assert text[start:end] == text[start:end].strip()
            end_before = end
        assert not text[end_before:].strip()


@pytest.mark.parametrize("piece", [".", "a.", " ", "\n", "„", "1. ", "A. ", "?!", '."', "abc ", "…", "\r\n \n"])
def test_a_long_run_of_anything_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    spans = sentence_spans(text)
    assert time.process_time() - started < 5
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_ends_marked_by_hand_in_news_sentences_are_found() -> None:
    marked = MARKED.read_text(encoding="utf-8").split("\n")[:-1]
    text = " ".join(marked)
    ends, position = set(), 0
    for sentence in marked:
        position = text.index(sentence, position) + len(sentence)
        ends.add(position)
    found = {end for _, end in sentence_spans(text)}
    wrong = sorted(ends ^ found)
    assert len(wrong) <= 0.04 * len(ends), [text[max(0, at - 30) : at + 20] for at in wrong]


@pytest.mark.parametrize("case", TRICKY.read_text(encoding="utf-8").splitlines())
def test_titles_dates_quotes_lists_and_addresses_do_not_mislead(case: str) -> None:
    expected = case.split("|")
    assert sentences(" ".join(expected)) == expected
