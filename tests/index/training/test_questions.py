import gzip
import json
import random

import pytest

from index.training.question_clauses import parse
from index.training.question_german import Turner
from index.training.question_human import human_examples
from index.training.question_lexicon import Lexicon, load_lexicon, topic_phrase
from index.training.question_passages import Swaps, near_miss, window
from index.training.question_tokens import Token
from index.training.question_variation import as_keywords, in_perfect, with_synonyms

LEXICON = Lexicon(
    gender={"Fluss": "m", "Brücke": "f", "Verein": "m", "Strom": "m", "Gewässer": "n"},
    singular={"Brücken": "Brücke"},
    participle={"gründen": "gegründet", "bauen": "gebaut"},
    preterite={"bauen": "baute"},
    synonyms={"Fluss": ("Strom", "Gewässer")},
    first_names=frozenset({"Karl"}),
)


def tagged(marked: str) -> tuple[str, tuple[Token, ...]]:
    """A sentence and its tokens from "Wort/TAG[/lemma]" items; "." and "," join the word before."""
    sentence, tokens = "", []
    for item in marked.split(" "):
        word, tag, *lemma = item.split("/")
        sentence += "" if not sentence or word in ",." else " "
        tokens.append(Token(word, tag, len(sentence), len(sentence) + len(word), base=lemma[0] if lemma else word))
        sentence += word
    return sentence, tuple(tokens)


def questions(marked: str, topic: str = "") -> dict[str, str]:
    sentence, tokens = tagged(marked)
    found = {}
    for seed in range(12):
        turner = Turner(LEXICON, random.Random(seed), tagger=lambda _: tokens)
        found |= {d.question: sentence[d.start : d.end] for d in turner.drafts(sentence, topic)}
    return found


FOUNDED = (
    "Im/APPRART/in Jahr/NN 1904/CARD wurde/VA(FIN)/werden der/ART Verein/NN in/APPR Gelsenkirchen/NE "
    "von/APPR vierzehn/CARD Schülern/NN gegründet/VV(PP)/gründen ./$."
)
BUILT = "Karl/NE Meier/NE baute/VV(FIN)/bauen 1890/CARD rund/ADV zwanzig/CARD Brücken/NN am/APPRART Fluss/NN ./$."
BECAUSE = (
    "Die/ART/der Brücke/NN wurde/VA(FIN)/werden gesperrt/VV(PP)/sperren ,/$, weil/KOUS "
    "der/ART Beton/NN rissig/ADJ(D) war/VA(FIN)/sein ./$."
)


def test_a_year_is_asked_with_when_and_the_verb_stands_second():
    found = questions(FOUNDED)
    asked = [q for q, a in found.items() if a in {"Jahr 1904", "Im Jahr 1904", "1904"}]
    assert any(
        q.startswith(("Wann wurde der Verein", "In welchem Jahr wurde der Verein")) and q.endswith("gegründet?") for q in asked
    )


def test_a_place_is_asked_with_where_and_does_not_stay_in_the_question():
    found = questions(FOUNDED)
    asked = [q for q, a in found.items() if a.endswith("Gelsenkirchen") and q.startswith("Wo ")]
    assert asked
    assert all("Gelsenkirchen" not in q for q in asked)


def test_persons_are_asked_with_who_and_counted_things_with_how_many():
    found = questions(BUILT)
    assert any(q.startswith("Wer baute") and a == "Karl Meier" for q, a in found.items())
    assert any(q.startswith("Wie viele Brücken baute Karl Meier") and a.endswith("zwanzig") for q, a in found.items())


def test_a_reason_clause_answers_a_why_question_about_its_main_clause():
    found = questions(BECAUSE)
    reasons = {a for q, a in found.items() if q.split()[0] in {"Warum", "Weshalb"} and "die Brücke gesperrt" in q}
    assert reasons & {"weil der Beton rissig war", "der Beton rissig war"}


def test_a_pronoun_gives_a_question_only_where_its_topic_is_known():
    marked = "Er/PPER/er wurde/VA(FIN)/werden 1904/CARD in/APPR Gelsenkirchen/NE gegründet/VV(PP)/gründen ./$."
    assert not questions(marked)
    assert any("der Verein" in q for q in questions(marked, topic_phrase("Verein", LEXICON)))


def test_a_sentence_without_a_finite_verb_is_no_clause():
    assert parse(tagged("Ein/ART Verein/NN in/APPR Gelsenkirchen/NE von/APPR 1904/CARD ./$.")[1]) is None


def test_a_window_holds_its_sentence_and_leaves_out_the_one_named():
    sentences = [f"Satz {k} hat genau sechs Wörter." for k in range(40)]
    for seed in range(20):
        made = window(sentences, 17, 80, random.Random(seed))
        assert made.text[made.starts[17] :].startswith(sentences[17])
        assert 60 <= len(made.text.split()) <= 180
        assert sentences[17] not in window(sentences, 17, 80, random.Random(seed), without=17).text


def test_a_near_miss_swaps_one_thing_for_another_the_passage_does_not_state():
    passage = "Im Jahr 1904 wurde der Verein in Gelsenkirchen gegründet."
    swaps = Swaps(places=("Gelsenkirchen", "Bremen"), surnames=(), nouns={})
    asked = "Wurde der Verein 1904 in Gelsenkirchen gegründet?"
    for seed in range(20):
        changed = near_miss(asked, passage, swaps, random.Random(seed))
        assert changed is not None
        assert sum(a != b for a, b in zip(changed.split(), asked.split(), strict=True)) == 1
        assert "Bremen" in changed or "1904" not in changed
    assert near_miss("Wer kam?", passage, swaps, random.Random(0)) is None


def test_synonyms_keep_the_gender_and_never_touch_the_question_word():
    changed = {with_synonyms("Wo mündet der Fluss?", LEXICON, random.Random(k), 1.0) for k in range(10)}
    assert changed == {"Wo mündet der Strom?"}


def test_the_preterite_becomes_the_perfect():
    sentence, tokens = tagged(BUILT)
    drafts = Turner(LEXICON, random.Random(0), tagger=lambda _: tokens).drafts(sentence)
    who = next(d for d in drafts if d.word == "Wer")
    assert in_perfect(who, LEXICON).startswith("Wer hat ")
    assert in_perfect(who, LEXICON).endswith(" gebaut?")


def test_keywords_are_the_content_words():
    assert as_keywords("Wann wurde der Verein in Bremen gegründet?", random.Random(0)).lower() == "wann verein bremen gegründet"


def test_the_dictionary_gives_genders_plurals_participles_and_translations(tmp_path):
    (tmp_path / "lexicon").mkdir()
    with gzip.open(tmp_path / "lexicon" / "openthesaurus.txt.gz", "wt", encoding="utf-8") as out:
        out.write("# Kopf\nFluss;Strom;Wasserlauf (fachspr.)\n")
    with gzip.open(tmp_path / "lexicon" / "firstnames.csv.gz", "wt", encoding="utf-8") as out:
        out.write("name;gender\nKarl;M\n")
    dictionary = tmp_path / "de-en"
    dictionary.write_text(
        "Brücke {f} [arch.] | Brücken {pl} :: bridge | bridges\n"
        "entdecken {vt} | entdeckend | entdeckt | entdeckt | entdeckte"
        " :: to discover | discovering | discovered | discovers | discovered\n",
        encoding="utf-8",
    )
    lexicon = load_lexicon(tmp_path, dictionary, {"Strom": 5, "Fluss": 5})
    assert lexicon.gender["Brücke"] == "f"
    assert lexicon.singular["Brücken"] == "Brücke"
    assert lexicon.english["Brücken"] == ("bridges",)
    assert lexicon.participle["entdecken"] == "entdeckt"
    assert lexicon.synonyms["Fluss"] == ("Strom",)
    assert lexicon.first_names == {"Karl"}


@pytest.fixture
def human_data(tmp_path):
    page = "\n".join(f"Zeile {k} mit einigen Wörtern darin." for k in range(60))
    for name in ("news", "product_reviews"):
        folder = tmp_path / "m2qa_train"
        folder.mkdir(exist_ok=True)
        records = [
            {"question": "Wer kam?", "context": "Gestern kam Karl.", "answers": {"text": ["Karl"], "answer_start": [12]}},
            {"question": "Wer ging?", "context": "Gestern kam Karl.", "answers": {"text": [], "answer_start": []}},
        ]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    for language in ("de", "en"):
        folder = tmp_path / "omos_qa" / language
        folder.mkdir(parents=True)
        train = {"question": "Was steht da?", "answers": [30, 31], "context": page, "pageId": 1}
        measured = {"question": "Geheim?", "answers": [1], "context": "Die Seite der Prüfung.\nZeile.", "pageId": 2}
        leaked = measured | {"pageId": 3}
        (folder / f"train_{language}.jsonl").write_text("\n".join(map(json.dumps, (train, leaked))) + "\n", encoding="utf-8")
        for part in ("dev", "test"):
            (folder / f"{part}_{language}.jsonl").write_text(json.dumps(measured) + "\n", encoding="utf-8")
    (tmp_path / "omos_qa" / "generated").mkdir()
    return tmp_path


def test_human_examples_point_at_their_answers_and_stay_short(human_data):
    made = list(human_examples(human_data))
    assert {e.kind for e in made} >= {"m2qa_news", "omos_train"}
    for example in made:
        assert example.passage[example.start : example.start + len(example.answer)] == example.answer
        assert len(example.passage.split()) <= 180
    answer = next(e.answer for e in made if e.kind == "omos_train")
    assert answer == "Zeile 30 mit einigen Wörtern darin. Zeile 31 mit einigen Wörtern darin."


def test_pages_of_the_measures_are_left_out_even_under_another_id(human_data):
    assert all(e.question != "Geheim?" for e in human_examples(human_data))
