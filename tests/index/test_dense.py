import numpy as np
import pytest
from stand_ins import KeywordEmbedder

from index.dense import DenseIndex
from index.errors import StoreError
from index.query import Query
from index.store import ArticleStore
from index.types import Article, Passage
from index.vector_table import VectorTable, joined

DIM = 8


def question(since=None, until=None, sources=None):
    return Query.checked("egal", 10, since, until, sources, "de")


def unit(rng, n):
    rows = rng.normal(size=(n, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class World:
    """A store of one-passage articles with random vectors, and a dense index that writes from three vectors on."""

    def __init__(self, folder):
        self.folder, self.rng = folder, np.random.default_rng(0)
        self.store = ArticleStore(folder)
        self.table = VectorTable(self.store, "first", KeywordEmbedder(dim=DIM))
        self.vectors = {}
        self.dense = self.opened()

    def opened(self):
        return DenseIndex(self.folder / "vectors", self.table, write_from=3)

    def add(self, n, source="A", published=None):
        for _ in range(n):
            name = f"a{len(self.vectors)}"
            vector = unit(self.rng, 1)

            def inside(connection, numbers, vector=vector):
                self.table.write(connection, numbers, vector)
                self.vectors[numbers[0]] = vector[0]

            passage = Passage(f"{name}#0", name, 0, 4, "Text")
            self.store.put(Article(name, "", "Text", source, published=published), [passage], inside)

    def expected(self, vector, numbers=None):
        numbers = self.vectors if numbers is None else numbers
        return sorted(numbers, key=lambda no: -float(self.vectors[no] @ vector))


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.store.close()


def test_the_nearest_come_first_and_scores_are_cosines(world):
    world.add(50)
    world.dense.catch_up()
    vector = unit(world.rng, 1)[0]
    found = world.dense.snapshot.search(vector, question(), 10)
    assert [no for no, _ in found] == world.expected(vector)[:10]
    assert found[0][1] == pytest.approx(float(world.vectors[found[0][0]] @ vector), abs=1e-3)
    assert len(world.dense.snapshot.search(vector, question(), 500)) == 50


def test_filters_work_inside_the_search(world):
    world.add(40, "A", "2024-06-20")
    world.add(2, "B", "1999")
    world.add(2, "B", None)
    world.dense.catch_up()
    vector = unit(world.rng, 1)[0]
    search = world.dense.snapshot.search
    numbers = sorted(world.vectors)
    assert {no for no, _ in search(vector, question(sources=["b"]), 10)} == set(numbers[40:])
    assert {no for no, _ in search(vector, question(until="2000"), 10)} == set(numbers[40:42])
    assert {no for no, _ in search(vector, question("1900", "2100", ["B"]), 10)} == set(numbers[40:42])
    assert search(vector, question(since="2025"), 10) == [] == search(vector, question(sources=["C"]), 10)


def test_a_snapshot_in_use_does_not_change(world):
    world.add(20)
    world.dense.catch_up()
    old, vector = world.dense.snapshot, unit(world.rng, 1)[0]
    before = old.search(vector, question(), 50)
    world.add(3)
    world.store.remove("a0")
    world.dense.catch_up()
    assert old.search(vector, question(), 50) == before
    assert len(world.dense.snapshot) == 22


def test_small_changes_extend_and_many_build_anew(world):
    world.add(40)
    world.dense.catch_up()
    vector = unit(world.rng, 1)[0]
    world.add(5)
    world.store.remove("a1")
    world.store.remove("a41")
    gone = {no for i, no in enumerate(sorted(world.vectors)) if i in (1, 41)}
    world.dense.catch_up()
    assert world.dense.snapshot.n_built == 40
    found = [no for no, _ in world.dense.snapshot.search(vector, question(), 100)]
    assert found == world.expected(vector, world.vectors.keys() - gone)
    assert world.dense.problems() == []
    world.add(20)
    world.dense.catch_up()
    assert world.dense.snapshot.n_built == len(world.dense.snapshot) == 63


def test_scores_are_those_of_the_passages_asked_for(world):
    world.add(30)
    world.dense.catch_up()
    world.add(2)
    world.store.remove("a3")
    world.dense.catch_up()
    vector, numbers = unit(world.rng, 1)[0], sorted(world.vectors)
    scores = world.dense.snapshot.scores(vector, [numbers[31], numbers[3], numbers[7], 999])
    assert set(scores) == {numbers[31], numbers[7]}
    assert scores[numbers[31]] == pytest.approx(float(world.vectors[numbers[31]] @ vector), abs=1e-3)
    assert world.dense.snapshot.scores(vector, []) == {}


def test_a_written_snapshot_is_loaded_and_needs_no_model(world):
    world.add(10)
    world.dense.catch_up()
    again, vector = world.opened(), unit(world.rng, 1)[0]
    assert again.revision == world.store.revision_no
    assert again.snapshot.search(vector, question(), 5) == world.dense.snapshot.search(vector, question(), 5)


@pytest.mark.parametrize("name", ["vectors.faiss", "rows.npy", "manifest.json"])
@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_snapshot_is_noticed_and_made_anew(world, name, seed):
    world.add(10)
    world.dense.catch_up()
    path = world.folder / "vectors" / name
    data = bytearray(path.read_bytes())
    at = int(np.random.default_rng(seed).integers(len(data)))
    data[at] ^= 0x10
    path.write_bytes(bytes(data))
    assert name == "manifest.json" or any("damaged" in problem for problem in world.dense.problems())
    again, vector = world.opened(), unit(world.rng, 1)[0]
    assert name == "manifest.json" or again.revision == -1
    again.catch_up()
    assert [no for no, _ in again.snapshot.search(vector, question(), 5)] == world.expected(vector)[:5]


def test_a_snapshot_of_another_store_or_a_later_revision_is_not_used(world, tmp_path):
    world.add(5)
    world.dense.catch_up()
    (tmp_path / "articles.sqlite").rename(tmp_path / "old.sqlite")
    for end in ("-wal", "-shm"):
        (tmp_path / f"articles.sqlite{end}").unlink(missing_ok=True)
    other = World(tmp_path)
    assert other.dense.revision == -1 and len(other.dense.snapshot) == 0
    other.store.close()


def test_few_vectors_are_kept_in_memory_only(world):
    world.add(2)
    world.dense.catch_up()
    assert len(world.dense.snapshot) == 2 and not (world.folder / "vectors").exists()
    assert world.dense.problems() == []


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_vectors_that_are_not_numbers_are_refused(world, bad):
    world.add(1)
    with pytest.raises(StoreError, match="not stored"), world.store.transaction() as connection:
        world.table.write(connection, [1], np.full((1, DIM), bad, dtype=np.float32))
    with pytest.raises(StoreError, match="not stored"), world.store.transaction() as connection:
        world.table.write(connection, [1], np.ones((1, DIM + 1), dtype=np.float32))


def test_a_damaged_vector_is_not_read(world):
    world.add(3)
    numbers = world.table.numbers()
    assert world.table.read(numbers[[2, 0]]) == pytest.approx(np.stack([world.vectors[3], world.vectors[1]]), abs=1e-3)
    with world.store.transaction() as connection:
        connection.execute("UPDATE vectors SET vector = substr(vector, 2) WHERE passage_no = 2")
    assert world.table.read(numbers[[0]]) == pytest.approx(world.vectors[1][None], abs=1e-3)
    with pytest.raises(StoreError, match=f"not every vector of keywords is one of {DIM} numbers.*--embed-anew"):
        world.table.read(numbers)


def test_a_snapshot_is_written_again_only_after_many_changes(world):
    world.add(100, "A", "2024-06-20")
    world.dense.catch_up()
    manifest = world.folder / "vectors" / "manifest.json"
    before, vector = manifest.read_bytes(), unit(world.rng, 1)[0]
    world.add(3, "B", "1999")
    world.store.remove("a1")
    world.dense.catch_up()
    assert manifest.read_bytes() == before and world.dense.problems() == []
    again = world.opened()
    again.catch_up()
    for dense in (world.dense, again):
        assert [no for no, _ in dense.snapshot.search(vector, question(until="2000", sources=["b"]), 9)] == world.expected(
            vector, sorted(world.vectors)[100:]
        )
        assert len(dense.snapshot) == 102 and dense.snapshot.filters.source_names == ("A", "B")
    world.add(3)
    world.dense.catch_up()
    assert manifest.read_bytes() != before and world.opened().revision == world.store.revision_no


def test_rows_joined_keep_their_dates_and_sources(world):
    world.add(2, "B", "2024")
    world.add(2, "A", None)
    world.add(2, "C", "1999")
    numbers = world.table.numbers()
    whole, parts = world.table.filters(numbers), joined(world.table.filters(numbers[:3]), world.table.filters(numbers[3:]))
    for column in range(3):
        assert np.array_equal(whole[column], parts[column])
    named = [[f.source_names[code] for code in f.source] for f in (whole, parts)]
    assert named[0] == named[1] == ["B", "B", "A", "A", "C", "C"]
    assert np.array_equal(joined(parts, world.table.filters(numbers[:0])).source, parts.source)
