"""From a page's text to the article in it: lines are told apart one by one, then by where they stand.

Prose is taken out only when its own words say that it speaks for the page; short lines (menus, buttons, teasers) also by
their place: before the headline, in a list of other articles, after the article's end.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.cleaning.classify import classify
from index.cleaning.lines import join_lines, split_lines, unwrap
from index.cleaning.notes import Notes
from index.cleaning.zones import drop_by_place
from index.plain_text import tidy


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text of an article without furniture, what the page said about it, and the lines (or parts of lines) taken out."""

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    agencies: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def clean(text: str, extracted: bool = False, title: str = "") -> Cleaned:
    r"""Return the article in `text` (a page copied as text) without page furniture, and what the page states about it.

    Nothing is invented: title, date, publisher and agencies are None or empty where the text does not give them. `removed` holds
    what was taken out, line by line, so that nothing disappears unseen. With `extracted`, the text has been through an extraction
    library already: what is short and at the edge of it is a list or a table then, and stays. A `title` known from elsewhere
    (front matter, the mark of a heading) is the title; no line of the text is taken for it but one that repeats it.

    Example:
        >>> clean("Lesezeit: 3 min\n\nPutin ist in Hanoi gelandet. (Reuters/wg)\n\nZur Startseite").text
        'Putin ist in Hanoi gelandet.'
    """
    notes = Notes(title=title or None)
    lines = classify(split_lines(tidy(text) if extracted else unwrap(tidy(text))), notes)
    lines = drop_by_place(lines, notes, extracted)
    return Cleaned(
        text=join_lines(lines),
        title=notes.title,
        published=notes.published(),
        source=notes.source,
        agencies=tuple(dict.fromkeys(notes.agencies)),
        removed=tuple(notes.glued) + tuple(line.text for line in lines if not line.kept),
    )
