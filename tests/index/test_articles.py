from dataclasses import replace

import pytest

from index.articles import MAX_FIELD_CHARS, fingerprint, validate
from index.errors import ReadError
from index.types import Article

GOOD = Article("a", "Titel", "Ein Text.", "Blatt", "https://example.org/a", "2024-06", agencies=("dpa",))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": "Null\0zeichen"}, "text holds a NUL character at 4"),
        ({"title": "\ud83d"}, "title is not valid Unicode"),
        ({"text": " \n"}, "has no text"),
        ({"id": ""}, "article id"),
        ({"id": "a\nb"}, "article id"),
        ({"id": "x" * 300}, "article id"),
        ({"source": "x" * (MAX_FIELD_CHARS + 1)}, "source has 2001 characters"),
        ({"published": "20.6.2024"}, "published is not an ISO date"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_the_reason(change, says):
    with pytest.raises(ReadError, match=says):
        validate(replace(GOOD, **change))


def test_a_good_article_passes():
    validate(GOOD)


@pytest.mark.parametrize(
    "change", [{"title": "Anders"}, {"published": None}, {"agencies": ()}, {"url": None}, {"text": "Ein Text!"}]
)
def test_any_changed_field_changes_the_fingerprint(change):
    assert fingerprint(replace(GOOD, **change)) != fingerprint(GOOD)
    assert fingerprint(replace(GOOD)) == fingerprint(GOOD)
