import numpy as np
import pytest

from chatbot.evaluation.bootstrap import interval, interval_of, paired_p


def test_the_interval_holds_the_mean_and_is_the_same_again():
    values = [0.0, 1.0] * 50
    low, high = interval(values)
    assert 0.38 < low < 0.5 < high < 0.62  # 0.5 ± 1.96 · sqrt(0.25 / 100)
    assert interval(values) == (low, high)
    assert interval([]) is None
    assert interval([0.3]) == (pytest.approx(0.3), pytest.approx(0.3))


def test_any_statistic_can_be_resampled():
    values = np.array([1.0, 2.0, 3.0, 4.0] * 10)
    low, high = interval_of(lambda picks: float(values[picks].mean()), 40)
    assert 2.0 < low < 2.5 < high < 3.0
    assert interval_of(lambda picks: None, 40) is None


def test_few_differing_pairs_give_the_exact_probability():
    assert paired_p([0, 0, 0, 0], [1, 1, 1, 1]) == pytest.approx(2 / 16)
    assert paired_p([1, 0, 1], [1, 0, 1]) == 1.0
    assert paired_p([0, 1], [1, 0]) == 1.0


def test_many_differing_pairs_are_sampled_and_never_impossible():
    assert paired_p([0.0] * 40, [1.0] * 40) == pytest.approx(1 / 10_001)
    assert paired_p([0.0, 1.0] * 20, [1.0, 0.0] * 20) > 0.5
    assert paired_p([0.0] * 25 + [1.0] * 15, [1.0] * 25 + [0.0] * 15) == paired_p(
        [0.0] * 25 + [1.0] * 15, [1.0] * 25 + [0.0] * 15
    )
