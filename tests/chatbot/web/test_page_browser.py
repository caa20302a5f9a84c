"""The page in a real browser. Slow: few tests, each a whole visit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import Visit, chromium, serving

pytestmark = pytest.mark.slow

QUESTION = "Wer gehört zur Delegation?"
VALUE = "document.querySelector('#question textarea').value"
# Contrast of an element's text on what is painted under it (WCAG 2.2, 1.4.3), for each visible element with text of its own.
CONTRAST = """() => {
  const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return m.length === 3 ? [...m, 1] : m; };
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0.99) return c; }
    return [255, 255, 255, 1];
  };
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (!own(e) || !e.checkVisibility({ visibilityProperty: true })) continue;
    if (e.closest('.visually-hidden, .skip') || !e.getBoundingClientRect().width) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.slice(0, 30)}`);
  }
  return bad;
}"""
# Names of controls that a screen reader would announce without a name.
NAMELESS = """() => [...document.querySelectorAll('button, a[href], input, textarea, summary')]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }))
  .filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.[0]?.textContent.trim()))
  .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[tuple]:
    with serving(tmp_path_factory.mktemp("page")) as (address, bot), chromium() as browser:
        yield browser, address, bot


@pytest.fixture
def visit(served) -> Iterator[Visit]:
    with Visit(served[0], served[1]) as one:
        yield one


def test_a_whole_visit_stays_on_this_computer_and_within_the_policy(visit):
    page = visit.open().page
    assert page.evaluate("document.documentElement.lang") == "de"
    page.evaluate(
        "window.shift = 0;"
        "new PerformanceObserver((l) => l.getEntries().forEach((e) => { if (!e.hadRecentInput) window.shift += e.value; }))"
        ".observe({ type: 'layout-shift', buffered: false })"
    )
    visit.ask(QUESTION)
    assert "Alexander Fomin" not in page.inner_text("#current .answer")
    assert "Begleitet wird er von einer Delegation." in page.inner_text("#current .answer")
    visit.settle("document.querySelector('#source mark.focus') !== null")
    assert page.inner_text("#source mark.focus") == "Begleitet wird er von einer Delegation."
    visit.settle(f"{VALUE} === ''")
    assert page.evaluate("document.activeElement === document.querySelector('#question textarea')")
    assert "Begleitet wird er" in page.inner_text("#beleg-live")
    assert page.get_attribute("#source a", "rel") == "noopener noreferrer nofollow"
    visit.ask("Wie heißt das Nashorn?")
    page.click("#current button.cite")
    visit.settle("document.activeElement.matches('#source .source')")
    visit.settle(
        "(() => { const m = document.querySelector('#source mark.focus');"
        " const p = document.querySelector('#source').getBoundingClientRect();"
        " if (!m || m.textContent !== 'Das Nashorn heißt Klara.') return false; const r = m.getBoundingClientRect();"
        " return r.top > p.top && r.bottom < Math.min(p.bottom, innerHeight); })()"
    )
    assert page.evaluate("window.shift") < 0.1
    assert visit.outside() == []
    assert visit.complaints == []


def test_nothing_in_an_article_runs_or_loads(visit):
    page = visit.open().page
    visit.ask("Was ist der Geheimplan?")
    visit.settle("document.querySelector('#source mark') !== null")
    page.click("#tab-articles-button")
    page.click("#library [aria-label*='Geheimplan']")
    visit.settle("document.querySelector('#source .source-kind')?.textContent === 'Artikel'")
    page.wait_for_timeout(500)
    assert page.evaluate("window.pwned") is None
    assert visit.outside() == []
    assert page.locator("#desk :is(img, iframe, script, style, object, form, a[href^='javascript'])").count() == 0
    assert page.locator("#source a").count() == 0
    assert "<script>window.pwned=1</script>" in page.inner_text("#source .source-text")
    assert "javascript:window.pwned=1" in page.inner_text("#source .source-text")


def test_a_question_that_fails_stays_in_the_field_and_one_that_runs_can_be_stopped(visit, served):
    page = visit.open().page
    visit.ask("unlesbar", "failed")
    assert page.input_value("#question textarea") == "unlesbar"
    assert page.locator("#current .problem").is_visible() and page.locator("#current .refusal").count() == 0
    page.fill("#question textarea", "")
    page.keyboard.press("Enter")
    visit.settle("document.querySelector('#beleg-alert.shown') !== null")
    visit.ask(f"langsam: {QUESTION}", "writing")
    assert page.is_visible("#stop") and not page.is_visible("#ask")
    page.fill("#question textarea", "Meine nächste Frage")
    page.click("#stop")
    visit.turn(f"langsam: {QUESTION}", "stopped")
    assert "Begleitet wird er" in page.inner_text("#current .answer")
    assert page.is_visible("#ask")
    assert page.input_value("#question textarea") == "Meine nächste Frage"
    page.press("#question textarea", "Shift+Enter")
    assert page.input_value("#question textarea") == "Meine nächste Frage\n"
    visit.ask("Wann ist Weihnachten?")
    assert "Keine Belege gefunden" in page.inner_text("#current .refusal")


def test_a_reload_and_the_other_language_lose_nothing(visit):
    page = visit.open().page
    visit.ask(QUESTION)
    visit.ask("Was ist mit Panzerhaubitzen?")
    page.fill("#question textarea", "angefangen")
    page.click("a.other-language")
    visit.settle("document.documentElement.lang === 'en' && document.querySelectorAll('.turn').length === 2")
    visit.settle(f"{VALUE} === 'angefangen'")
    assert page.url.endswith("/en")
    assert "proved" in page.inner_text("#current .answer")
    words = page.inner_text("body")
    assert not [w for w in ("Fragen an", "Artikel hinzufügen", "belegt", "Quelle", "Eingabetaste", "Zeitraum") if w in words]
    page.goto(visit.address)
    visit.settle("document.documentElement.lang === 'en' && document.querySelectorAll('.turn').length === 2")
    page.click("a.other-language")
    visit.settle("document.documentElement.lang === 'de' && document.querySelectorAll('.turn').length === 2")
    page.click("#clear")
    visit.settle("document.querySelector('.starters') !== null && !document.querySelector('.turn')")


def test_limits_survive_a_reload_in_sight_and_a_verdict_keeps_the_keyboards_place(visit):
    page = visit.open().page
    visit.ask(QUESTION)
    page.click("#filters button")
    page.fill("#since :is(input, textarea)", "2024")
    page.check("#sources input >> nth=0")
    page.focus("#current button[aria-pressed]")
    page.keyboard.press("Enter")
    visit.settle("document.querySelector('#current button[aria-pressed=true]') !== null")
    visit.settle("document.activeElement.getAttribute('aria-pressed') === 'true'")
    page.reload()
    visit.settle("document.querySelectorAll('#sources input:checked').length === 1")
    assert page.input_value("#since :is(input, textarea)") == "2024"


def test_a_citation_takes_the_keyboard_to_its_article_and_back_as_often_as_it_is_chosen(visit):
    page = visit.open().page
    visit.ask("Wie ist es mit der Delegation und den Panzerhaubitzen?")
    cites = page.locator("#current .sentence button.cite")
    titles = set()
    for number in (2, 2, 1, 1):
        at = cites.nth(0) if number == 1 else page.locator("#current .sentence button.cite[aria-label*='Quelle 2']").first
        at.focus()
        page.keyboard.press("Enter")
        visit.settle(f"document.querySelector('#source .source-kind')?.textContent === 'Quelle {number}'")
        visit.settle("document.activeElement.matches('#source .source')")
        titles.add(page.inner_text("#source .source-title"))
        page.evaluate("document.querySelector('#question textarea').focus()")
    assert len(titles) == 2


def test_on_a_phone_the_way_back_covers_the_text_under_it_and_still_means_still(served):
    settings = {"viewport": {"width": 375, "height": 740}, "is_mobile": True, "has_touch": True, "reduced_motion": "reduce"}
    with Visit(served[0], served[1], **settings) as visit:
        page = visit.open().page
        visit.ask(QUESTION)
        page.tap("#current button.cite")
        visit.settle("document.activeElement.matches('#source .source')")
        box = page.evaluate("getComputedStyle(document.querySelector('.source-back button')).backgroundColor")
        assert box == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.querySelector('#ask')).transitionDuration") in ("0s", "")
        page.tap(".source-back button")
        visit.settle("document.activeElement.matches('#current button.cite')")
        page.tap("#tab-articles-button")
        page.tap("#library [data-do*='lang']")
        visit.settle(
            "(() => { const top = document.querySelector('#source .source-title')?.getBoundingClientRect().top;"
            " return document.querySelector('#source').innerText.includes('Der lange Bericht')"
            " && top > 0 && top < innerHeight; })()"
        )


def test_articles_are_added_found_judged_and_removed(visit, tmp_path, served):
    page = visit.open().page
    page.click("#tab-articles-button")
    (tmp_path / "bruecke.txt").write_text("Hamburg bekommt eine Brücke. Sie kostet zwölf Millionen Euro.", encoding="utf-8")
    (tmp_path / "leer.txt").write_text("   ", encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.click("#upload")
    (tmp_path / "gross.txt").write_text("Satz. " * 900_000, encoding="utf-8")
    chooser.value.set_files([tmp_path / "bruecke.txt", tmp_path / "leer.txt", tmp_path / "gross.txt"])
    page.wait_for_selector("#beleg-alert.shown")
    assert "5 MB" in page.inner_text("#beleg-alert") and "gross.txt" in page.inner_text("#beleg-alert")
    page.wait_for_selector("#report li >> nth=1")
    report = page.inner_text("#report")
    assert "bruecke.txt: hinzugefügt" in report and "leer.txt: nicht aufgenommen" in report
    visit.settle("document.querySelector('#beleg-live').textContent.includes('bruecke.txt: hinzugefügt')")
    page.click("#paste button")
    page.fill("#paste-title :is(input, textarea)", "Der Zoo in Ulm")
    page.fill("#paste-date :is(input, textarea)", "irgendwann")
    page.fill("#paste-text textarea", "Der Zoo in Ulm öffnet am dritten Mai.")
    page.click("#paste-go")
    page.wait_for_selector("#report li.failed:only-child")
    assert page.input_value("#paste-text textarea") == "Der Zoo in Ulm öffnet am dritten Mai."
    page.fill("#paste-date :is(input, textarea)", "2026")
    page.click("#paste-go")
    page.wait_for_selector("#report li.added:only-child")
    visit.settle("[...document.querySelectorAll('#paste :is(input, textarea)')].every((e) => e.value === '')")
    page.click("#tab-ask-button")
    visit.ask("Was kostet die Brücke?")
    assert "bruecke" in [a.id for a in served[2].index.articles()]
    page.click("#current button[data-do*='good']")
    page.wait_for_selector("#current .note")
    assert page.get_attribute("#current button[data-do*='good']", "aria-pressed") == "true"
    page.click("#tab-articles-button")
    row = page.locator("#library li", has=page.locator("[data-do*='bruecke']")).first
    assert not row.locator("button.danger").is_visible()
    row.locator("summary").click()
    row.locator("button.danger").click()
    visit.settle("document.querySelector('#library').innerText.includes('Entfernt')")
    assert "bruecke" not in [a.id for a in served[2].index.articles()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone_and_is_readable_in_both_schemes(served, scheme):
    browser, address, _ = served
    settings = {"viewport": {"width": 375, "height": 740}, "color_scheme": scheme, "has_touch": True, "is_mobile": True}
    with Visit(browser, address, reduced_motion="reduce", **settings) as visit:
        page = visit.open("en" if scheme == "dark" else "").page
        problems = page.evaluate(CONTRAST)
        visit.ask(QUESTION)
        page.click("#current summary")
        page.click("#filters button")
        page.click("#writer button")
        page.fill("#writer-other :is(input, textarea)", "fehlt")
        page.click("#writer-take")
        page.wait_for_selector("#writer-status .problem")
        problems += page.evaluate(CONTRAST) + page.evaluate(NAMELESS)
        visit.ask("unlesbar", "failed")
        visit.ask("Wann ist Weihnachten?")
        problems += page.evaluate(CONTRAST)
        assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [375, 375]
        page.click("#tab-articles-button")
        problems += page.evaluate(CONTRAST) + page.evaluate(NAMELESS)
        assert page.evaluate("document.documentElement.scrollWidth") == 375
        assert problems == []
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(250, 249, 247)", "dark": "rgb(22, 21, 20)"}[scheme]


def test_a_language_model_is_chosen_and_put_aside_again(visit, served):
    page, bot = visit.open().page, served[2]
    page.click("#writer button")
    bot.gate.clear()
    page.fill("#writer-other :is(input, textarea)", "klein")
    page.keyboard.press("Enter")
    visit.settle("document.querySelector('#writer-status').innerText.includes('wird geladen')")
    bot.gate.set()
    visit.settle("document.querySelector('#writer-status').innerText.includes('formuliert die Antworten')")
    assert bot.model == "klein" and page.is_checked("#writer-chosen input >> nth=1")
    page.check("#writer-chosen input >> nth=0")
    visit.settle("document.querySelector('#writer-status').innerText.includes('Sätzen der Artikel selbst')")
    assert bot.model is None
    visit.ask(QUESTION)


def test_the_keyboard_reaches_everything_in_reading_order(visit):
    page = visit.open().page
    visit.ask(QUESTION)
    page.focus(".skip")
    seen = []
    for _ in range(30):
        seen.append(
            page.evaluate(
                "(() => { const e = document.activeElement;"
                " return e.className.toString().split(' ')[0] + '#' + (e.id || e.closest('[id]')?.id); })()"
            )
        )
        page.keyboard.press("Tab")
    order = [
        next(i for i, s in enumerate(seen) if mark in s)
        for mark in ("skip#", "other-language#", "#tab-ask", "cite#", "#question", "#ask", "block#source")
    ]
    assert order == sorted(order), seen
    outline = page.evaluate(
        "(() => { const b = document.querySelector('#ask'); b.focus(); return getComputedStyle(b).outlineStyle; })()"
    )
    assert outline != "none"
    assert page.evaluate(NAMELESS) == []
    roles = page.evaluate(
        "[...document.querySelectorAll('[role=banner], main, [role=complementary], [role=region], [role=tablist]')].length"
    )
    assert roles >= 5
