import pytest

from index.fusion import (
    N_DISTINCT,
    SAME_ARTICLE_FACTOR,
    SAME_PRINT_FACTOR,
    diversify,
    late_share,
    merge,
    normalise,
    ranked,
    weights_for,
)
from index.fusion_weights import LATE_SHARE, RARE_WEIGHT, STRANGE_WEIGHT, WEIGHTS


def test_scores_are_divided_by_their_best():
    assert normalise({1: 4.0, 2: 1.0, 3: -2.0}) == {1: 1.0, 2: 0.25, 3: 0.0}
    assert normalise({}) == {} == normalise({1: -1.0})


def test_legs_are_weighed():
    merged = merge({"lexical": {1: 10.0, 2: 5.0}, "first": {1: 0.2, 2: 0.8}}, {"lexical": 0.75, "first": 0.25})
    assert merged == pytest.approx({1: 0.75 + 0.25 * 0.25, 2: 0.375 + 0.25})


def test_a_passage_no_word_of_which_matches_gets_nothing_from_the_words():
    merged = merge({"lexical": {1: 10.0}, "first": {1: 0.5, 2: 0.5}}, {"lexical": 0.5, "first": 0.5})
    assert merged == pytest.approx({1: 1.0, 2: 0.5})


def test_waiting_for_a_vector_is_no_disadvantage():
    legs = {"lexical": {1: 8.0, 2: 8.0}, "second": {1: 0.6}}
    merged = merge(legs, {"lexical": 0.4, "second": 0.6})
    assert merged[2] == pytest.approx(1.0) and merged[1] == pytest.approx(1.0)


def test_a_leg_without_any_score_leaves_the_others_whole():
    assert merge({"lexical": {}, "first": {1: 0.5}}, {"lexical": 0.8, "first": 0.2})[1] == pytest.approx(1.0)


def test_rare_words_take_their_share_from_all_others_alike():
    alone, shared = weights_for("en", ["first", "lexical"]), weights_for("en", ["first", "lexical", "rare"])
    assert shared["first"] / shared["lexical"] == pytest.approx(alone["first"] / alone["lexical"])
    assert shared["rare"] == RARE_WEIGHT["en"]
    assert weights_for("en", ["first", "lexical", "strange"])["strange"] == STRANGE_WEIGHT


def test_rare_words_do_not_change_what_single_words_count():
    assert (
        late_share("en", ["rare", "first", "lexical"])
        == late_share("en", ["first", "lexical"])
        == LATE_SHARE["first+lexical"]["en"]
    )


def test_ties_break_by_the_lower_number():
    assert ranked({9: 0.5, 3: 0.5, 5: 0.7}) == [(5, 0.7), (3, 0.5), (9, 0.5)]


def test_a_second_print_of_a_text_moves_below_other_evidence():
    found = [("a", 1.0, "dpa", 1), ("b", 0.99, "dpa", 2), ("c", 0.5, "x", 3), ("d", 0.1, "y", 4)]
    assert [item for item, _ in diversify(found, 4)] == ["a", "c", "b", "d"]
    assert dict(diversify(found, 4))["b"] == pytest.approx(0.99 * SAME_PRINT_FACTOR)


def test_one_article_does_not_crowd_out_the_others():
    found = [*((f"a{i}", 0.9 - i / 1000, f"a{i}", 1) for i in range(10)), ("b", 0.85, "b", 2), ("c", 0.8, "c", 3)]
    first = [item for item, _ in diversify(found, 5)]
    assert first[0] == "a0" and {"b", "c"} <= set(first)


def test_behind_the_first_few_a_long_article_is_listed_with_all_that_answers():
    found = [*((f"a{i}", 0.9 - i / 1000, f"a{i}", 1) for i in range(8)), *((f"b{i}", 0.8, f"b{i}", 2 + i) for i in range(9))]
    listed = [item for item, _ in diversify(found, 12)]
    assert set(listed[:N_DISTINCT]) == {"a0", "a1", "b0", "b1", "b2"}
    assert set(listed) >= {f"a{i}" for i in range(8)}


def test_diversified_scores_fall_and_the_best_stays_first():
    found = [(i, 1 - i / 50, str(i % 7), i % 3) for i in range(40)]
    scores = [score for _, score in diversify(found, 40)]
    assert scores == sorted(scores, reverse=True) and scores[0] == 1.0
    assert sorted(item for item, _ in diversify(found, 40)) == list(range(40))
    assert 0 < SAME_PRINT_FACTOR < SAME_ARTICLE_FACTOR < 1


def test_there_are_weights_for_every_set_of_legs_and_they_sum_to_one():
    for legs in (["lexical"], ["first", "lexical"], ["second", "lexical"], ["first", "second", "lexical"]):
        for language in ("de", "en"):
            assert sum(weights_for(language, legs).values()) == pytest.approx(1.0)
            for rare in ("rare", "strange"):
                assert sum(weights_for(language, [*legs, rare]).values()) == pytest.approx(1.0)
    assert all(set(entry) == {"de", "en"} for entry in WEIGHTS.values())
