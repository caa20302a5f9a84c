"""ISO dates of day, month or year precision as ranges of days. Pure functions; no clock is read here."""

from __future__ import annotations

import calendar
import re
from datetime import date

from index.errors import QueryError

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def day_range(iso: str) -> tuple[int, int]:
    """The first and last day an ISO date of any precision covers, as proleptic Gregorian ordinals, both inclusive.

    Raises:
        ValueError: `iso` is not ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or names a day that does not exist.

    Example:
        >>> first, last = day_range("2024-02")
        >>> last - first + 1
        29
    """
    match = _ISO.fullmatch(iso)
    if match is None:
        raise ValueError(f"not an ISO date: {iso!r}; write 2024, 2024-06 or 2024-06-20")
    year = int(match[1])
    month, day = int(match[2] or 1), int(match[3] or 1)
    try:
        first = date(year, month, day)
    except ValueError as error:
        raise ValueError(f"not a day of the calendar: {iso!r} ({error})") from error
    if match[2] is None:
        return first.toordinal(), date(year, 12, 31).toordinal()
    if match[3] is None:
        return first.toordinal(), date(year, month, calendar.monthrange(year, month)[1]).toordinal()
    return first.toordinal(), first.toordinal()


def filter_range(since: str | None, until: str | None) -> tuple[int, int] | None:
    """The days from the first of `since` to the last of `until`, both inclusive; None when neither is given.

    Raises:
        QueryError: a bound is not an ISO date, or `since` lies after `until`.
    """
    if since is None and until is None:
        return None
    try:
        first = day_range(since)[0] if since is not None else date.min.toordinal()
        last = day_range(until)[1] if until is not None else date.max.toordinal()
    except ValueError as error:
        raise QueryError(f"the date filter is not usable: {error}") from error
    if first > last:
        raise QueryError(f"the date filter is empty: since {since!r} lies after until {until!r}; swap them")
    return first, last
