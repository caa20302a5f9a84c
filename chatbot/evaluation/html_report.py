"""A report as one HTML page: plots, tables, worst cases first. Nothing is loaded from anywhere; every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from chatbot.evaluation import svg
from chatbot.evaluation.report import measure_rows, number, worst_first

_QUARTERS = tuple((i / 4, f"{i * 25} %") for i in range(5))
_STYLE = """
:root{color-scheme:light dark;--ink:#1c1b19;--soft:#6b6760;--paper:#fdfcfa;--line:#d9d5cd;--mark:#14532d;--bad:#9f1239}
@media(prefers-color-scheme:dark){:root{--ink:#ece9e3;--soft:#a39e94;--paper:#191816;--line:#3a3733;--mark:#86efac;--bad:#fda4af}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2.5rem 0 .5rem}p,figcaption,.soft{color:var(--soft)}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.2rem .8rem .2rem 0;text-align:right;
border-bottom:1px solid var(--line);font-weight:400}td:first-child,th:first-child{text-align:left}th{color:var(--soft)}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}figure{margin:0}svg{width:100%;font-size:11px}
svg text{fill:var(--soft)}.grid{stroke:var(--line)}.line{fill:none;stroke:var(--mark);stroke-width:2}.ideal{fill:none;
stroke:var(--soft);stroke-dasharray:4 4}.dot,.bar{fill:var(--mark)}article{border-top:1px solid var(--line);padding:.8rem 0}
article h3{font-size:1rem;margin:0}dl{display:grid;grid-template-columns:7rem 1fr;margin:.3rem 0 0;gap:.1rem 1rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}.bad{color:var(--bad)}summary{cursor:pointer;margin:1rem 0}
"""


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    head, *body = [list(row) for row in rows]
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in body)
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table></div>'


def _plots(report: Mapping[str, Any]) -> str:
    curves, parts = report["curves"], []
    if curves["found_by_rank"]:
        points = [((k - 1) / 19, share) for k, share in enumerate(curves["found_by_rank"], start=1)]
        marks = [((k - 1) / 19, str(k)) for k in (1, 5, 10, 15, 20)]
        parts.append(svg.frame("Right article found by rank", "rank", marks, _QUARTERS, svg.line(points)))
    if curves["coverage"]:
        points = [(share, right) for share, right in curves["coverage"]]
        parts.append(
            svg.frame("Right answers, surest first", "share of questions answered", _QUARTERS, _QUARTERS, svg.line(points))
        )
    if curves["reliability"]:
        most = max(n for _, _, n in curves["reliability"])
        body = svg.line([(0, 0), (1, 1)], "ideal") + svg.dots(
            [(sure, right, n / most) for sure, right, n in curves["reliability"]]
        )
        parts.append(svg.frame("Confidence against share right (size: how many)", "confidence", _QUARTERS, _QUARTERS, body))
    if report["questions"]:
        parts.append(_latency([question["ms"] for question in report["questions"]]))
    return f'<div class="plots">{"".join(parts)}</div>'


def _latency(times: Sequence[float], n_bars: int = 20) -> str:
    """The distribution of answer times up to its 99th percentile; slower ones are counted in the last bar."""
    ordered = sorted(times)
    top = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))] or 1.0
    counts = [0] * n_bars
    for ms in ordered:
        counts[min(int(ms / top * n_bars), n_bars - 1)] += 1
    marks = [(share, f"{top * share:.0f}") for share in (0.0, 0.5, 1.0)]
    most = max(counts)
    y_marks = [(0.0, "0"), (1.0, str(most))]
    return svg.frame("Time to answer", "milliseconds", marks, y_marks, svg.bars([n / most for n in counts]))


def _case(question: Mapping[str, Any]) -> str:
    quotes = "<br>".join(
        f"„{escape(cited['text'])}“ <span class=soft>{escape(cited['article_id'])}</span>" for cited in question["citations"]
    )
    expected = "no answer in the articles" if question["answerable"] is False else " / ".join(question["expected"]) or "–"
    sure = "" if question["confidence"] is None else f", confidence {question['confidence']:.2f}"
    rank = "not among the first 20" if question["rank"] is None else str(question["rank"])
    rows = {
        "wrong": f'<span class="bad">{escape(question["where"] or "–")}</span><span class=soft>{escape(sure)}</span>',
        "expected": escape(expected),
        "got": escape(question["text"]) + (" <span class=soft>(refused)</span>" if question["refused"] else ""),
        "quote": quotes or "–",
        "rank": escape(f"{rank}; right: {', '.join(question['articles']) or '–'}"),
    }
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows.items())
    asked = f"{escape(question['question'])} <span class=soft>{escape(question['id'])}</span>"
    return f"<article><h3>{asked}</h3><dl>{listed}</dl></article>"


def _groups(report: Mapping[str, Any]) -> str:
    rows: list[tuple[str, ...]] = [("group", "n", "recall@5", "MRR@10", "F1", "contains", "95 %", "cited right")]
    for name, groups in report["by"].items():
        for label, group in groups.items():
            limits = group.get("intervals", {}).get("contains")
            between = f"{limits[0]:.2f}–{limits[1]:.2f}" if limits else ""
            cells = [number(group["retrieval"]["recall@5"]), number(group["retrieval"]["mrr@10"]), number(group["answer"]["f1"])]
            cells += [number(group["answer"]["contains"]), between, number(group["citation"].get("recall_gold"))]
            rows.append((f"{name}: {label}", str(group["n"]), *cells))
    return _table(rows)


def html_report(report: Mapping[str, Any]) -> str:
    """The page for a report as `summarise` made it."""
    measures: list[tuple[str, ...]] = [("measure", "value", "95 % interval")]
    for name, value, limits in measure_rows(report):
        between = f"{limits[0]:.3f} – {limits[1]:.3f}" if limits else ""
        measures.append((name, number(value, 1 if name.startswith("latency") else 3), between))
    wrong = worst_first(report["questions"])
    fine = [question for question in report["questions"] if not question["where"]]
    where = [("where it went wrong", "questions"), *((label, str(n)) for label, n in report["where"].items())]
    head = f"{report['n']} questions · index {report['index_revision']} · answers by {report['generator'] or 'nobody'}"
    return "".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(report['dataset'])}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(report['dataset'])}</h1><p>{escape(head)}</p>{_plots(report)}",
            f"<h2>Measures</h2>{_table(measures)}<h2>By language, type, answerability</h2>{_groups(report)}",
            f"<h2>Where it went wrong</h2>{_table(where)}<h2>Worst first</h2>",
            "".join(_case(question) for question in wrong) or "<p>Nothing went wrong.</p>",
            f"<details><summary>{len(fine)} questions without a fault</summary>{''.join(_case(q) for q in fine)}</details>",
            "</body></html>\n",
        ]
    )
