from datetime import date

import pytest

from index.days import day_range, filter_range
from index.errors import QueryError


def days(iso):
    first, last = day_range(iso)
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()


def test_a_day_a_month_and_a_year_cover_what_they_say():
    assert days("2024-06-20") == ("2024-06-20", "2024-06-20")
    assert days("2024-02") == ("2024-02-01", "2024-02-29")
    assert days("2023") == ("2023-01-01", "2023-12-31")


@pytest.mark.parametrize(
    "wrong", ["", "24", "2024-6", "2024-13", "2024-02-30", "0000", "20. Juni 2024", "2024-06-20T10:00", "２０２４"]
)
def test_what_is_not_a_date_is_refused_with_the_value(wrong):
    with pytest.raises(ValueError, match="not a"):
        day_range(wrong)


def test_an_open_end_reaches_to_the_end_of_the_calendar():
    assert filter_range("2024", None) == (date(2024, 1, 1).toordinal(), date.max.toordinal())
    assert filter_range(None, "2024-06") == (date.min.toordinal(), date(2024, 6, 30).toordinal())
    assert filter_range(None, None) is None


def test_since_after_until_is_refused():
    with pytest.raises(QueryError, match="'2025'.*'2024'"):
        filter_range("2025", "2024")
    assert filter_range("2024-06-20", "2024-06") is not None
