"""Lines told apart by where they stand: the page's head, lists of other articles, repetitions, the page's foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.cleaning.headline import find_headline, find_repeated, shorten_headline, similar
from index.cleaning.lines import AGENCY, BYLINE, CREDIT, DATE, FURNITURE, PROSE, RELATED, SHORT, Line, goes_on, is_item
from index.cleaning.matching import bare, is_breadcrumb, is_section, n_cues
from index.cleaning.notes import Notes
from index.cleaning.rows import has_cells, is_listed, is_number, is_of_table
from index.cleaning.rules import ADVERT, LABEL, NAVIGATION, SHARING

_PAGE = frozenset({FURNITURE, RELATED})
# Words of menus and buttons that are also headings of articles: "Hilfe", "Folgen", "Analyse".
_TWO_SENSES = frozenset({NAVIGATION, SHARING, LABEL})
_MAX_TEASER = 160
_MAX_LABEL_WORDS = 4
_MIN_SENTENCE_WORDS = 3
_MAX_ANNOUNCEMENT_WORDS = 12  # "Die wichtigsten Nachrichten des Tages direkt in Ihr Postfach:"
_MIN_REPEATED_PROSE = (
    12  # words: a sentence of so many that stands twice is the page's repetition, a shorter one may be said twice
)
_MAX_ROUNDS = 4  # furniture found makes its neighbours suspect, this many lines far
_MAX_SHARE_OF_PROSE = 0.3  # more than this is no furniture: the article itself gives advice on subscriptions or browsers


def drop_by_place(lines: Sequence[Line], notes: Notes, extracted: bool) -> list[Line]:
    """Return the lines with those marked as furniture that their place gives away; a page without prose is left as it is.

    With `extracted`, the head and the foot of the page are gone already and only what stands in between is looked at.
    """
    done = _drop_page_prose(_drop_refrains(_keep_headings(lines, extracted)))
    if not extracted:
        done = shorten_headline(done, notes.title)
    body = _first_of_body(done)
    if body is None:
        return _drop_repeated(done)
    if not extracted:
        done = _drop_head(done, body, notes)
    done = _drop_between(_drop_teasers(done))
    done = _drop_numbers(done, body, extracted)
    if not extracted:
        done = _drop_foot(done)
    return _drop_repeated(done)


def _gone(line: Line, reason: str) -> Line:
    return replace(line, kind=FURNITURE, reason=reason)


def _keep_headings(lines: Sequence[Line], extracted: bool) -> list[Line]:
    """Single words over prose that are marked as headings stay; in extracted text those, too, that stand between paragraphs."""
    done = list(lines)
    for n, line in enumerate(lines[:-1]):
        between = extracted and n > 0 and lines[n - 1].kind == PROSE and line.reason in _TWO_SENSES
        marked = line.heading and line.reason != ADVERT
        if line.kind in _PAGE and line.n_words == 1 and lines[n + 1].kind == PROSE and (marked or between):
            done[n] = replace(line, kind=SHORT, reason="")
    return done


def _drop_refrains(lines: Sequence[Line]) -> list[Line]:
    """Labels of at most four words that come three times or more, once beside furniture: a page's own ("Neuer Abschnitt")."""
    labels = [
        n for n, line in enumerate(lines) if line.kind == SHORT and line.n_words <= _MAX_LABEL_WORDS and not is_number(line)
    ]
    counts = Counter(bare(lines[n].text) for n in labels)
    beside = {bare(lines[n].text) for n in labels if any(0 <= m < len(lines) and lines[m].kind in _PAGE for m in (n - 1, n + 1))}
    gone = {n for n in labels if counts[bare(lines[n].text)] >= 3 and bare(lines[n].text) in beside}
    return [_gone(line, "refrain") if n in gone else line for n, line in enumerate(lines)]


def _drop_page_prose(lines: list[Line]) -> list[Line]:
    """Lines next to furniture that speak to the reader about a service of the page, unless the whole article is about that."""
    done = list(lines)
    for _ in range(_MAX_ROUNDS):
        suspects = [n for n, line in enumerate(done) if line.kept and _speaks_for_page(done, n)]
        if not suspects:
            break
        for n in suspects:
            done[n] = _gone(done[n], "speaks for the page")
    return lines if _too_much_prose(lines, done) else done


def _too_much_prose(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether more of the prose is gone than page prose can be."""
    n_chars = sum(len(line.text) for line in before if line.kind == PROSE)
    n_gone = sum(len(line.text) for line, now in zip(before, after, strict=True) if line.kind == PROSE and now.kind != PROSE)
    return n_gone > _MAX_SHARE_OF_PROSE * n_chars


def _speaks_for_page(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n` has the words of page prose, more of them where less furniture stands beside it; direct speech never."""
    line = lines[n]
    n_beside = sum(0 <= m < len(lines) and lines[m].kind in _PAGE for m in (n - 1, n + 1))
    if not n_beside or set("„“»«") & set(line.text):
        return False
    needed = 2 if line.kind == SHORT or n_beside == 2 else 3
    return n_cues(line.text) >= needed


def _first_of_body(lines: Sequence[Line]) -> int | None:
    """The first line of prose that is not a caption over a picture credit."""
    for n, line in enumerate(lines):
        if line.kind == PROSE and not (n + 1 < len(lines) and lines[n + 1].kind == CREDIT):
            return n
    return next((n for n, line in enumerate(lines) if line.kind == PROSE), None)


def _drop_head(lines: list[Line], body: int, notes: Notes) -> list[Line]:
    """Everything short before the headline, its repetitions, and the labels between it and the body; never what says something.

    A headline that is known from elsewhere and does not stand here tells nothing about the lines: then only what repeats it and
    what is plainly of the page goes.
    """
    known = notes.title
    title = find_headline(lines, body) if known is None else find_repeated(lines, body, known)
    if known is None and title is not None:
        notes.title = lines[title].text
    done = list(lines)
    for n in range(body):
        line = lines[n]
        caption = n + 1 < len(lines) and lines[n + 1].kind == CREDIT
        if line.kind != SHORT or is_item(line.text) or goes_on(lines, n) or (title is None or n > title) and has_cells(lines, n):
            continue
        if not caption or (notes.title is not None and bare(line.text) == bare(notes.title)):
            reason = _head_reason(line, n, title, notes.title, known is not None)
            done[n] = _gone(line, reason) if reason else line
    return done


def _head_reason(line: Line, n: int, at: int | None, title: str | None, known: bool) -> str:
    """Why a short line of the page's head goes, "" where it stays; `at` is the headline's line, `title` its words."""
    if at is not None and n <= at:
        return "headline" if n == at else "before the headline"
    if title is not None and similar(line.text, title):
        return "repeated headline"
    if line.heading:
        return ""
    if title is None and _is_label(line):
        return "menu"
    if known and is_section(line.text) or title is not None and is_breadcrumb(line.text):
        return "label"
    is_label = line.n_words <= _MAX_LABEL_WORDS and not _is_short_sentence(line)
    return "label" if title is not None and not known and is_label else ""


def _is_short_sentence(line: Line) -> bool:
    """Whether a line of few words is a whole sentence ("Verletzt wurde niemand.")."""
    return line.n_words >= _MIN_SENTENCE_WORDS and line.text.endswith((".", "!", "?", ".“", "!“", "?“"))


def _is_label(line: Line) -> bool:
    return is_section(line.text) or is_breadcrumb(line.text) or line.n_words == 1


def _drop_teasers(lines: list[Line]) -> list[Line]:
    """Headlines of other articles: the lines right below "Mehr zum Thema", up to the next prose or empty line."""
    done = list(lines)
    open_list = False
    listed: set[str] = set()
    for n, line in enumerate(lines):
        if line.kind == RELATED:
            open_list, listed = True, set()
            continue
        if line.kind in {FURNITURE, DATE, CREDIT, BYLINE, AGENCY}:
            continue
        apart = line.after_blank and not (n > 0 and lines[n - 1].kind == RELATED and _list_goes_on(lines, n))
        if (
            not open_list
            or (line.kind == PROSE and not _is_asking(lines, n))
            or apart
            or len(line.text) > _MAX_TEASER
            or line.text.startswith("|")
            or bare(line.text) in listed  # a list of contents is over where its first heading comes
        ):
            open_list = False
            continue
        listed.add(bare(line.text))
        done[n] = _gone(line, "related article")
    return done


def _is_asking(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n`, which ends like a sentence, may be a headline in a list: a question over another one."""
    below = lines[n + 1] if n + 1 < len(lines) else None
    short = lines[n].text.endswith("?") and lines[n].n_words <= 10
    return short and below is not None and below.kind == SHORT and not below.after_blank


def _list_goes_on(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n`, apart from the list's heading, is followed by another short line before prose: it is no subheading."""
    return n + 1 < len(lines) and lines[n + 1].kind in {SHORT, FURNITURE, RELATED, DATE}


def _drop_between(lines: list[Line]) -> list[Line]:
    """Short lines with furniture right before and right after, and names of sections beside furniture or a date."""
    done = list(lines)
    for n in range(1, len(lines) - 1):
        is_label = lines[n].kind == SHORT and not lines[n].heading and is_section(lines[n].text)
        if is_label and any(lines[m].kind in _PAGE | {DATE} for m in (n - 1, n + 1)):
            done[n] = _gone(lines[n], "section")
            continue
        if lines[n].kind == SHORT and done[n - 1].kind in _PAGE and lines[n + 1].kind in _PAGE and lines[n].n_words <= 12:
            done[n] = _gone(lines[n], "between furniture")
    return done


def _drop_numbers(lines: list[Line], body: int, extracted: bool) -> list[Line]:
    """Numbers alone on a line (counts of comments) at the head, at the foot or beside furniture; those of a table stay."""
    last = max(n for n, line in enumerate(lines) if line.kind == PROSE)
    done = list(lines)
    for n, line in enumerate(lines):
        if not is_number(line) or is_of_table(lines, n):
            continue
        at_edge = not extracted and not body < n < last
        if at_edge or any(0 <= m < len(lines) and lines[m].kind in _PAGE for m in (n - 1, n + 1)):
            done[n] = _gone(line, "number")
    return done


def _drop_foot(lines: list[Line]) -> list[Line]:
    """Lines after the last prose of the article, from the first furniture or agency line on; those before may be its list."""
    last = max((n for n, line in enumerate(lines) if line.kind == PROSE and not _may_be_foot(line)), default=len(lines))
    signed = next(
        (n for n in range(last + 1, len(lines)) if lines[n].kind == AGENCY), last
    )  # the article goes on to its agency line
    done = list(lines)
    foot = False
    for n in range(last + 1, len(lines)):
        line = lines[n]
        starts = line.kind in _PAGE or line.kind == AGENCY or (line.kept and n_cues(line.text) >= 2 and _may_be_foot(line))
        foot = foot or (n >= signed and starts)
        caption = n + 1 < len(lines) and lines[n + 1].kind == CREDIT
        if foot and line.kept and not caption:
            done[n] = _gone(line, "foot of the page")
    if _too_much_prose(lines, done):  # the article itself gives advice on apps and subscriptions
        return [line if line.kind == PROSE else now for line, now in zip(lines, done, strict=True)]
    return done


def _may_be_foot(line: Line) -> bool:
    """Whether a line could stand below an article: it is short, announces something, or speaks to the reader about the page."""
    if line.kind == SHORT or (line.text.endswith(":") and line.n_words <= _MAX_ANNOUNCEMENT_WORDS):
        return True
    return n_cues(line.text) >= 3 and not set("„“»«") & set(line.text)


def _drop_repeated(lines: list[Line]) -> list[Line]:
    """Lines of at least three words that stood on the page before, word for word (captions are often there twice).

    A short sentence may come again in an article (an answer in an interview): it goes only right below itself. Numbers stay,
    and so do rows of tables and lists of results.
    """
    seen: set[str] = set()
    done: list[Line] = []
    above = ""
    for n, line in enumerate(lines):
        key = bare(line.text)
        said_again = line.kind == PROSE and line.n_words < _MIN_REPEATED_PROSE
        again = line.kept and key in seen and not is_number(line) and not has_cells(lines, n) and not is_listed(lines, n)
        if again and (key == above or line.n_words >= 3 and not said_again):
            done.append(_gone(line, "repeated"))
            continue
        if line.kept:
            seen.add(key)
            above = key
        done.append(line)
    return done
