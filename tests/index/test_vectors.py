import numpy as np
import pytest

from index.vectors import build, extend, read, search_parameters, write

DIM = 16


@pytest.fixture(scope="module")
def rows():
    rng = np.random.default_rng(1)
    centres = rng.normal(size=(40, DIM))
    made = (centres[rng.integers(40, size=3000)] + 0.4 * rng.normal(size=(3000, DIM))).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def lists(rows):
    return build(rows, DIM, exact_up_to=100, scanned_up_to=200)


def nearest(rows, vector, n, mask=None):
    scores = rows @ vector
    if mask is not None:
        scores = np.where(mask, scores, -9)
    return set(np.argsort(-scores)[:n].tolist())


def test_many_vectors_are_kept_in_lists_that_find_nearly_the_same(rows, lists):
    assert type(build(rows[:100], DIM, exact_up_to=100)).__name__ == "IndexFlatIP"
    assert type(lists).__name__ == "IndexIVFScalarQuantizer" and lists.ntotal == len(rows)
    found = []
    for vector in rows[::100]:
        got = lists.search(vector.reshape(1, -1), 10, params=search_parameters(lists, None, len(rows)))[1][0]
        found.append(len(nearest(rows, vector, 10) & set(got.tolist())) / 10)
    assert np.mean(found) > 0.9


def test_a_middling_number_is_compared_in_eight_bits(rows):
    scanned = build(rows, DIM, exact_up_to=100, scanned_up_to=5000)
    assert type(scanned).__name__ == "IndexScalarQuantizer"
    for vector in rows[::500]:
        got = scanned.search(vector.reshape(1, -1), 10)[1][0]
        assert len(nearest(rows, vector, 10) & set(got.tolist())) >= 9
    mask = np.arange(len(rows)) % 7 == 0
    got = scanned.search(rows[:1], 5, params=search_parameters(scanned, mask, int(mask.sum())))[1][0]
    assert all(mask[got])
    assert np.allclose(extend(scanned, rows[:2]).reconstruct_batch(np.array([3001]))[0], rows[1], atol=0.05)


def test_a_selective_filter_searches_every_list(rows, lists):
    mask = np.zeros(len(rows), dtype=bool)
    mask[[5, 700, 2999]] = True
    got = lists.search(rows[:1], 3, params=search_parameters(lists, mask, 3))[1][0]
    assert set(got.tolist()) == {5, 700, 2999}


def test_extending_leaves_the_searched_index_alone(rows, lists):
    longer = extend(lists, rows[:50])
    assert (lists.ntotal, longer.ntotal) == (3000, 3050)
    assert np.allclose(longer.reconstruct_batch(np.array([3049]))[0], rows[49], atol=0.05)
    assert np.allclose(longer.reconstruct_batch(np.array([7]))[0], rows[7], atol=0.05)


def test_what_is_written_is_read_again(rows, lists, tmp_path):
    write(lists, tmp_path / "i.faiss")
    again = read(tmp_path / "i.faiss")
    parameters = search_parameters(again, None, len(rows))
    for vector in rows[:5]:
        one, other = (i.search(vector.reshape(1, -1), 10, params=parameters)[1] for i in (lists, again))
        assert (one == other).all()
    assert extend(again, rows[:3]).ntotal == 3003
    assert np.allclose(again.reconstruct_batch(np.array([42]))[0], rows[42], atol=0.05)


def test_building_twice_gives_the_same_index(rows, lists):
    again = build(rows, DIM, exact_up_to=100, scanned_up_to=200)
    parameters = search_parameters(again, None, len(rows))
    for vector in rows[:5]:
        assert (
            lists.search(vector.reshape(1, -1), 10, params=parameters)[1]
            == again.search(vector.reshape(1, -1), 10, params=parameters)[1]
        ).all()
