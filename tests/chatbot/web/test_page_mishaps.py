"""The page in a real browser when something goes wrong: typed too often or too much, failing where no message of ours is near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import Visit, chromium, serving

pytestmark = pytest.mark.slow

QUESTION = "Wer gehört zur Delegation?"
VALUE = "document.querySelector('#question textarea').value"


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[tuple]:
    with serving(tmp_path_factory.mktemp("page")) as (address, bot), chromium() as browser:
        yield browser, address, bot


@pytest.fixture
def visit(served) -> Iterator[Visit]:
    with Visit(served[0], served[1]) as one:
        yield one


def test_enter_pressed_again_and_again_asks_once_and_leaves_the_page_whole(visit, served):
    page = visit.open().page
    page.fill("#question textarea", "Wer fliegt zur Delegation?")
    page.focus("#question textarea")
    for _ in range(4):
        page.keyboard.press("Enter")
    visit.turn("Wer fliegt zur Delegation?", "done")
    visit.settle(f"{VALUE} === ''")
    visit.ask(QUESTION)
    assert [a["question"] for a in served[2].asked][-2:] == ["Wer fliegt zur Delegation?", QUESTION]
    assert page.locator(".turn").count() == 2


def test_nothing_pasted_is_cut_off_and_what_is_too_long_is_said(visit):
    page = visit.open().page
    page.focus("#question textarea")
    page.keyboard.insert_text(f"{QUESTION} {'x' * 1500}")
    assert len(page.input_value("#question textarea")) == len(QUESTION) + 1501
    page.keyboard.press("Enter")
    page.wait_for_selector("#current .turn.failed")
    assert "zu lang: 1.527 Zeichen" in page.inner_text("#current .problem")
    assert len(page.input_value("#question textarea")) == len(QUESTION) + 1501


def test_a_step_that_fails_inside_gradio_is_told_in_the_readers_language(visit, tmp_path):
    page = visit.open().page
    page.click("#tab-articles-button")
    (tmp_path / "gut.txt").write_text("Ein Satz.", encoding="utf-8")
    page.route(
        "**/queue/join**", lambda r: r.continue_(post_data=r.request.post_data.replace("/gut.txt", "/../../../etc/hostname"))
    )
    with page.expect_file_chooser() as chooser:
        page.click("#upload")
    chooser.value.set_files([tmp_path / "gut.txt"])
    page.wait_for_selector("#beleg-alert.shown")
    assert "unerwarteter Fehler" in page.inner_text("#beleg-alert")
