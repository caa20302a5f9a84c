"""The page in Gradio: which parts there are, where they stand, and which function each event calls. No logic, no texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

import gradio as gr

from chatbot.web.commands import obey
from chatbot.web.conversation import is_token
from chatbot.web.desk import Desk
from chatbot.web.frame_html import header_html, hint_html, library_hint_html
from chatbot.web.inputs import MAX_FIELD, MAX_QUESTION
from chatbot.web.library_html import message_html
from chatbot.web.source_html import empty_source_html
from chatbot.web.texts import Texts
from chatbot.web.view import Choice, View

HERE = Path(__file__).parent
# Gradio's HTML component needs `eval`, which our policy forbids; its Markdown shows markup as it is when nothing sanitises it.
# Every value it gets here is made by us from encoded parts (see `escaping`).


def markup(value: str = "", name: str | None = None) -> gr.Markdown:
    """A part of the page that holds our own markup."""
    return gr.Markdown(value, elem_id=name, sanitize_html=False, latex_delimiters=[], padding=False)


def create_page(desk: Desk) -> gr.Blocks:
    """The page, German at ``/`` and English at ``/en``; launching it is the front door's business."""
    with gr.Blocks(title="Beleg", analytics_enabled=False, delete_cache=(600, 3600), fill_width=True) as page:
        _build(desk, Texts("de"))
    with page.route("English", "/en", show_in_navbar=False):
        _build(desk, Texts("en"))
    # `/run` would go round the queue if the API were open.
    page.queue(max_size=16, api_open=False, default_concurrency_limit=4)
    return page


def _build(desk: Desk, texts: Texts) -> None:
    """All parts of the page in one language, and their events."""
    gr.Navbar(visible=False)
    markup(header_html(texts), "header")
    session = gr.Textbox(elem_id="session", visible="hidden")
    command = gr.Textbox(elem_id="command", visible="hidden")
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="left", min_width=0), gr.Tabs(elem_id="tabs"):
            with gr.Tab(texts("tab.ask"), elem_id="tab-ask"):
                with gr.Column(elem_id="conversation", min_width=0):
                    earlier = markup("", "earlier")
                    current = markup(desk.current((), texts), "current")
                question, ask, stop, clear = _composer(texts)
                since, until, sources = _filters(desk, texts)
                writer = _writer(desk, texts)
            with gr.Tab(texts("tab.articles"), elem_id="tab-articles"):
                shelf = _library(desk, texts)
        with gr.Column(elem_id="right", min_width=0):
            source = markup(empty_source_html(texts), "source")

    parts = [earlier, current, source, shelf.library, shelf.report, sources, writer.chosen, writer.status]
    with gr.Row(elem_id="hidden-buttons", visible="hidden"):
        restore = gr.Button("restore", elem_id="restore")
        command_go = gr.Button("go", elem_id="command-go")
    quick: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private", "trigger_mode": "multiple"}
    slow: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        "concurrency_limit": 1,
        "concurrency_id": "write",
    }
    model: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        # A second choice need not wait until the first is loaded.
        "trigger_mode": "multiple",
        "concurrency_limit": 4,
        "concurrency_id": "model",
    }
    restore.click(lambda name: _updates(desk.welcome(_token(name), texts)), session, parts, **quick)
    command_go.click(
        lambda name, what, chosen: _updates(obey(desk, _token(name), what, texts), chosen),
        [session, command, sources],
        parts,
        **quick,
    )
    clear.click(lambda name: _updates(desk.clear(_token(name), texts)), session, parts, **quick)

    uploading, pasting = _adding(desk, texts)
    shelf.upload.upload(uploading, [session, sources, shelf.upload], parts, **slow)
    shelf.paste.click(pasting, [session, sources, *shelf.pasted], parts, **slow)
    gr.on(
        [shelf.search.click, shelf.query.submit],
        lambda query: _updates(desk.shelf.search(str(query), texts)),
        shelf.query,
        parts,
        **quick,
    )

    gr.on([writer.chosen.input], _using(desk, texts), [writer.chosen], parts, **model)
    gr.on([writer.other.submit, writer.take.click], _using(desk, texts), [writer.other], parts, **model)

    gr.on(
        [question.submit, ask.click],
        _asking(desk, texts),
        [session, question, since, until, sources],
        parts,
        show_progress="hidden",
        api_visibility="private",
        # Not "once": a question may be asked while a stopped one's thread ends; the desk refuses a second at a time.
        trigger_mode="multiple",
        concurrency_limit=4,
        concurrency_id="ask",
    )
    # Without Gradio's `cancels`, which cannot end a thread either and leaves the next event of the page in doubt.
    stop.click(lambda name: _updates(desk.stop(_token(name), texts)), session, parts, **quick)


def _asking(desk: Desk, texts: Texts) -> Callable[..., Iterator[list[Any]]]:
    def asking(name: str, question: str, since: str, until: str, sources: list[str]) -> Iterator[list[Any]]:
        for view in desk.ask(_token(name), question, since, until, sources, texts):
            yield _updates(view)

    return asking


def _using(desk: Desk, texts: Texts) -> Callable[[str], Iterator[list[Any]]]:
    """What choosing or typing a language model calls."""

    def using(name: str) -> Iterator[list[Any]]:
        for view in desk.use_model(name, texts):
            yield _updates(view)

    return using


def _adding(desk: Desk, texts: Texts) -> tuple[Callable[..., Iterator[list[Any]]], Callable[..., Iterator[list[Any]]]]:
    """What files sent up and a pasted text call."""

    def uploading(name: str, chosen: list[str], files: list[str] | None) -> Iterator[list[Any]]:
        for view in desk.upload(_token(name), [Path(f) for f in files or ()], texts):
            yield _updates(view, chosen)

    def pasting(name: str, chosen: list[str], *fields: str) -> Iterator[list[Any]]:
        for view in desk.paste(_token(name), fields, texts):
            yield _updates(view, chosen)

    return uploading, pasting


def _composer(texts: Texts) -> tuple[gr.Textbox, gr.Button, gr.Button, gr.Button]:
    """Where a question is typed; stop stands in the place of ask while an answer is made (see the style).

    The field takes more than a question may have, as a browser would cut off the end of a pasted one without a word.
    """
    with gr.Column(elem_id="composer", min_width=0):
        with gr.Row(elem_id="composer-row"):
            question = gr.Textbox(
                label=texts("ask.label"),
                placeholder=texts("ask.placeholder"),
                lines=1,
                max_lines=6,
                elem_id="question",
                scale=1,
                html_attributes=gr.InputHTMLAttributes(autocomplete="off", enterkeyhint="send"),
            )
            ask = gr.Button(texts("ask.button"), variant="primary", elem_id="ask", scale=0, min_width=0)
            stop = gr.Button(texts("ask.stop"), variant="stop", elem_id="stop", scale=0, min_width=0)
        with gr.Row(elem_id="composer-foot"):
            markup(hint_html(texts, MAX_QUESTION), "composer-hint")
            clear = gr.Button(texts("conversation.clear"), elem_id="clear", scale=0, min_width=0, size="sm")
    return question, ask, stop, clear


def _filters(desk: Desk, texts: Texts) -> tuple[gr.Textbox, gr.Textbox, gr.CheckboxGroup]:
    with gr.Accordion(texts("filter.title"), open=False, elem_id="filters"):
        with gr.Row(elem_id="filter-dates"):
            since = gr.Textbox(label=texts("filter.since"), info=texts("filter.date_hint"), max_length=40, elem_id="since")
            until = gr.Textbox(label=texts("filter.until"), info=texts("filter.date_hint"), max_length=40, elem_id="until")
        names = list(desk.bot.index.sources())
        sources = gr.CheckboxGroup(choices=names, label=texts("filter.sources"), elem_id="sources", visible=bool(names))
    return since, until, sources


class _Writer(NamedTuple):
    """The parts of the choice of a language model."""

    chosen: gr.Radio
    other: gr.Textbox
    take: gr.Button
    status: gr.Markdown


def _writer(desk: Desk, texts: Texts) -> _Writer:
    with gr.Accordion(texts("model.title"), open=False, elem_id="writer", visible=desk.writers is not None):
        choice = desk.writers.choice(texts) if desk.writers else Choice((), "", "")
        options = [(label, value) for value, label in choice.options]
        chosen = gr.Radio(options, value=choice.chosen, label=texts("model.title"), show_label=False, elem_id="writer-chosen")
        with gr.Row(elem_id="writer-row"):
            other = gr.Textbox(
                label=texts("model.other"), info=texts("model.other_hint"), max_length=MAX_FIELD, elem_id="writer-other"
            )
            take = gr.Button(texts("model.take"), elem_id="writer-take", scale=0, min_width=0)
        status = markup(choice.status, "writer-status")
    return _Writer(chosen, other, take, status)


class _Shelf(NamedTuple):
    """The parts of the articles' tab that have events."""

    query: gr.Textbox
    search: gr.Button
    upload: gr.UploadButton
    pasted: list[gr.Textbox]
    paste: gr.Button
    report: gr.Markdown
    library: gr.Markdown


def _library(desk: Desk, texts: Texts) -> _Shelf:
    """The tab of articles. What may not be changed here shows no controls, and the desk refuses it besides."""
    with gr.Row(elem_id="search-row"):
        query = gr.Textbox(
            label=texts("library.search"), info=texts("library.search_hint"), max_length=MAX_FIELD, elem_id="search", scale=1
        )
        search = gr.Button(texts("library.search_button"), elem_id="search-go", scale=0, min_width=0)
    if not desk.shelf.writable:
        markup(message_html(texts("library.read_only")), "read-only")
    with gr.Column(elem_id="add", visible=desk.shelf.writable):
        markup(library_hint_html(texts), "add-hint")
        upload = gr.UploadButton(texts("library.upload"), file_count="multiple", type="filepath", elem_id="upload", size="sm")
        with gr.Accordion(texts("library.paste_open"), open=False, elem_id="paste"):
            title = gr.Textbox(label=texts("library.paste_title"), max_length=MAX_FIELD, elem_id="paste-title")
            text = gr.Textbox(label=texts("library.paste_text"), lines=6, max_lines=14, elem_id="paste-text")
            with gr.Row():
                publisher = gr.Textbox(label=texts("library.paste_source"), max_length=MAX_FIELD, elem_id="paste-source")
                date = gr.Textbox(
                    label=texts("library.paste_date"), info=texts("filter.date_hint"), max_length=40, elem_id="paste-date"
                )
            paste = gr.Button(texts("library.paste_button"), elem_id="paste-go", size="sm")
    report = markup("", "report")
    library = markup("", "library")
    return _Shelf(query, search, upload, [title, text, publisher, date], paste, report, library)


def _token(name: object) -> str:
    """The conversation a browser names; a new one that nobody can name again where it names none."""
    return name if isinstance(name, str) and is_token(name) else token_hex(16)


def _updates(view: View, chosen: object = ()) -> list[Any]:
    """A view as values of the page's parts, in the order of `parts`; parts that stay are skipped.

    Of the `chosen` publishers those that are no longer there are not chosen any more.
    """
    values: list[Any] = [
        gr.skip() if value is None else value for value in (view.earlier, view.current, view.source, view.library, view.report)
    ]
    if view.sources is None:
        values.append(gr.skip())
    else:
        still = [name for name in view.sources if isinstance(chosen, list) and name in chosen]
        values.append(gr.update(choices=list(view.sources), value=still, visible=bool(view.sources)))
    if view.writer is None:
        return [*values, gr.skip(), gr.skip()]
    options = [(label, value) for value, label in view.writer.options]
    return [*values, gr.update(choices=options, value=view.writer.chosen), view.writer.status]
