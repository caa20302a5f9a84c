import random

import pytest

from index.lexical import LexicalIndex
from index.lexical_files import damage, is_whole, segment_files
from index.query import Query
from index.store import ArticleStore
from index.types import Article, Passage


def ask(text, language="de"):
    return Query.checked(text, 10, None, None, None, language)


def put(store, name, text, title=""):
    store.put(Article(name, title, text), [Passage(f"{name}#0", name, 0, len(text), text)])


@pytest.fixture
def store(tmp_path):
    made = ArticleStore(tmp_path)
    for i, text in enumerate(["Der Pegel der Donau steigt.", "Putin besuchte Hanoi.", "Der Kuchen backt eine Stunde."]):
        put(made, f"a{i}", text)
    yield made
    made.close()


@pytest.fixture
def lexical(tmp_path, store):
    made = LexicalIndex(tmp_path / "lexical", store)
    made.catch_up()
    return made


def test_only_passages_that_share_a_term_are_found_with_scores_above_zero(lexical):
    found = lexical.search(ask("Hanoi"), 10)
    assert [no for no, _ in found] == [2] and found[0][1] > 0
    assert lexical.search(ask("Fahrrad"), 10) == []


def test_scores_of_chosen_passages_are_those_of_the_search(lexical):
    query = ask("Die Stunde an der Donau")
    found = dict(lexical.search(query, 10))
    assert lexical.scores(query, [1, 2, 3]) == pytest.approx(found)
    assert lexical.scores(query, []) == {}


def test_catching_up_adds_and_removes_what_changed(tmp_path, store, lexical):
    put(store, "neu", "Ein Fahrrad aus Hanoi.")
    store.remove("a1")
    assert lexical.revision < store.revision_no
    lexical.catch_up()
    assert [no for no, _ in lexical.search(ask("Hanoi"), 10)] == [4]
    assert lexical.problems() == [] and lexical.n_passages == 3
    again = LexicalIndex(tmp_path / "lexical", store)
    assert again.revision == store.revision_no and again.search(ask("Hanoi"), 10) == lexical.search(ask("Hanoi"), 10)


def test_passages_written_but_not_recorded_are_not_doubled(tmp_path, store, lexical):
    manifest = tmp_path / "lexical.json"
    before = manifest.read_bytes()
    put(store, "neu", "Ein Fahrrad aus Hanoi.")
    lexical.catch_up()
    manifest.write_bytes(before)
    again = LexicalIndex(tmp_path / "lexical", store)
    assert again.revision < store.revision_no
    again.catch_up()
    assert again.n_passages == 4 and again.problems() == []


@pytest.mark.parametrize("seed", range(12))
def test_any_flipped_bit_in_the_folder_is_noticed_and_the_index_made_anew(tmp_path, store, lexical, seed):
    rng = random.Random(seed)
    path = tmp_path / "lexical" / rng.choice([*segment_files(tmp_path / "lexical"), "meta.json"])
    data = bytearray(path.read_bytes())
    if path.name == "meta.json":
        data = data[: len(data) // 2]
    else:
        data[rng.randrange(len(data) - 110)] ^= 1 << rng.randrange(8)  # the last 110 bytes are the footer
    path.unlink()  # a new file: whoever has the old one mapped must not see it shrink
    path.write_bytes(bytes(data))
    assert damage(tmp_path / "lexical")
    again = LexicalIndex(tmp_path / "lexical", store)
    again.catch_up()
    assert again.problems() == []
    assert [no for no, _ in again.search(ask("Hanoi"), 10)] == [2]


def test_files_a_killed_writer_left_do_not_stop_the_next(tmp_path, store, lexical):
    store.remove("a0")
    folder = tmp_path / "lexical"
    for name in segment_files(folder):
        if name.endswith(".fast"):
            for opstamp in range(12):
                (folder / f"{name.split('.')[0]}.{opstamp}.del").write_bytes(b"half a fi")
    again = LexicalIndex(folder, store)
    again.catch_up()
    assert again.problems() == [] and again.n_passages == 2


def test_a_missing_file_is_noticed(tmp_path, store, lexical):
    next((tmp_path / "lexical").glob("*.idx")).unlink()
    assert any("missing" in problem for problem in damage(tmp_path / "lexical"))
    again = LexicalIndex(tmp_path / "lexical", store)
    again.catch_up()
    assert [no for no, _ in again.search(ask("Hanoi"), 10)] == [2]


def test_parts_of_words_count_more_for_english_questions(lexical):
    german, english = (dict(lexical.search(ask("Kuchenbäcker", language), 10)) for language in ("de", "en"))
    assert english[3] > german[3] > 0


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.glob("lexical*/*")) if not path.name.startswith(".")}


@pytest.mark.parametrize("broken", ["manifest", "segment", "folder"])
def test_opening_changes_nothing_on_disk_whatever_is_missing(tmp_path, store, lexical, broken):
    if broken == "manifest":
        (tmp_path / "lexical.json").unlink()
    elif broken == "segment":
        next((tmp_path / "lexical").glob("*.idx")).unlink()
    else:
        (tmp_path / "lexical").rename(tmp_path / "lexical-away")
    before = contents(tmp_path)
    reader = LexicalIndex(tmp_path / "lexical", store)
    reader.adopt()
    assert reader.revision == -1 and reader.search(ask("Hanoi"), 10) == []
    assert contents(tmp_path) == before
    assert [no for no, _ in lexical.search(ask("Hanoi"), 10)] == [2]
    reader.catch_up()
    assert [no for no, _ in reader.search(ask("Hanoi"), 10)] == [2] and reader.problems() == []


def test_an_index_opened_while_another_is_exchanged_takes_it_up_later(tmp_path, store, lexical):
    (tmp_path / "lexical").rename(tmp_path / "lexical.old")
    reader = LexicalIndex(tmp_path / "lexical", store)
    (tmp_path / "lexical.old").rename(tmp_path / "lexical")
    reader.adopt()
    assert reader.revision == store.revision_no and [no for no, _ in reader.search(ask("Hanoi"), 10)] == [2]


def test_questions_during_a_rebuild_are_answered_from_the_old_index(tmp_path, store, lexical, monkeypatch):
    seen, document, other = [], lexical._document, LexicalIndex(tmp_path / "lexical", store)

    def asked_meanwhile(row):
        for index in (lexical, other, LexicalIndex(tmp_path / "lexical", store)):
            seen.append([no for no, _ in index.search(ask("Hanoi"), 10)])
        return document(row)

    monkeypatch.setattr(lexical, "_document", asked_meanwhile)
    lexical.rebuild()
    assert len(seen) == 9 and all(found == [2] for found in seen)
    assert lexical.problems() == [] and not list(tmp_path.glob("lexical.new")) + list(tmp_path.glob("lexical.old"))
    monkeypatch.undo()
    put(store, "neu", "Ein Fahrrad aus Hanoi.")
    other.catch_up()
    lexical.adopt()
    assert [no for no, _ in lexical.search(ask("Fahrrad"), 10)] == [4] and lexical.problems() == other.problems() == []


def test_an_index_whose_folder_another_writer_replaced_begins_anew_instead_of_missing_passages(tmp_path, store, lexical):
    empty = LexicalIndex(tmp_path / "lexical", store)
    (tmp_path / "lexical.json").unlink()  # as one killed while exchanging leaves it
    for path in (tmp_path / "lexical").iterdir():
        path.unlink()
    empty._attach(tmp_path / "lexical")
    put(store, "neu", "Ein Fahrrad aus Hanoi.")
    lexical.catch_up()
    assert lexical.n_passages == 4 and lexical.problems() == []


def test_a_missing_segment_is_believed_only_when_the_commit_is_still_the_same(tmp_path, store, lexical, monkeypatch):
    looks = []

    def writer_was_faster(folder):
        looks.append(folder)
        if len(looks) == 1:
            put(store, "neu", "Ein Fahrrad aus Hanoi.")
            lexical.catch_up()
            return ["a segment is missing"]
        return damage(folder)

    monkeypatch.setattr("index.lexical_files.damage", writer_was_faster)
    assert is_whole(tmp_path / "lexical") and len(looks) == 2


def translated(asked):
    """Neighbours of two words: "harbour" is a "hafen" and less surely a "port"."""
    known = {"harbour": (("harbour", 1.0), ("hafen", 0.7), ("port", 0.4), ("kuchen", 0.2)), "cake": (("kuchen", 0.8),)}
    return [known.get(word, ()) for word in asked]


def english(lexical, text):
    return [no for no, _ in lexical.asked(ask(text, "en"), translated).search(10)]


def test_an_english_question_is_searched_by_its_words_neighbours_too(lexical, store):
    put(store, "b", "Der Hafen bleibt offen.")
    lexical.catch_up()
    assert english(lexical, "Is the harbour open?") == [4]
    assert sorted(english(lexical, "Who eats cake in Hanoi?")) == [2, 3]
    assert lexical.asked(ask("Is the harbour open?", "en")).search(10) == []


def test_the_nearest_neighbour_and_the_word_itself_count_most(lexical, store):
    for n, text in enumerate(["Der Port bleibt offen.", "Der Hafen bleibt offen.", "Der Harbour bleibt offen."]):
        put(store, f"b{n}", text)
    lexical.catch_up()
    assert english(lexical, "harbour") == [6, 5, 4]


def test_parts_of_the_nearest_neighbours_are_found_in_compounds(lexical, store):
    put(store, "b", "Die Hafenarbeiter streiken.")
    lexical.catch_up()
    assert english(lexical, "Where is the harbour?") == [4]


def test_a_german_question_is_not_translated(lexical):
    query = ask("Harbour Kuchen")
    assert lexical.asked(query, translated).search(10) == lexical.search(query, 10)


def test_an_english_question_of_function_words_alone_is_still_searched(lexical):
    assert lexical.asked(ask("Who is it?", "en"), translated).search(10) == []
