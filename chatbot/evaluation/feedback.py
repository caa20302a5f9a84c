"""From the page's thumbs to gold questions: a reader's verdict becomes a draft, a reviewer's decision makes it gold.

The feedback file is JSON lines of the page: question, turns, answer, articles, verdict ("good" or "bad"), note.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.errors import GoldError
from chatbot.evaluation.formats.lines import decode, json_lines, read_bytes, text_field, text_list
from chatbot.evaluation.formats.own import read_question
from chatbot.evaluation.question_type import question_type
from index.analysis import question_language

_MARKS = re.compile(r"\s*\[\d+\]")
VERDICTS = ("good", "bad")
KEEP, UNANSWERABLE, DROP, LATER = "keep", "unanswerable", "drop", "later"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer says of a draft: keep it (with other answers or articles, where given), unanswerable, drop, later."""

    kind: str
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


def draft(record: Mapping[str, Any], place: str) -> dict[str, Any]:
    """A gold question that still has to be reviewed; its `review` says why. The same question always gets the same id.

    Raises:
        GoldError: A field is missing or of the wrong kind.
    """
    data = dict(record)
    question, verdict = text_field(data, "question", place), data.get("verdict")
    if verdict not in VERDICTS:
        raise GoldError(f"{place}: 'verdict' must be one of {', '.join(VERDICTS)}, found {verdict!r}")
    turns = data.get("turns") or []
    key = json.dumps([question.strip().casefold(), turns], ensure_ascii=False, sort_keys=True)
    answer = _MARKS.sub("", str(data.get("answer") or "")).strip()
    articles = list(text_list(data, "articles", place))
    good = verdict == "good"
    made: dict[str, Any] = {
        "id": f"fb-{hashlib.sha256(key.encode()).hexdigest()[:10]}",
        "question": question,
        "language": question_language(question),
        "answerable": bool(articles) or not good,
        "answers": [answer] if good and articles and answer else [],
        "articles": articles if good else [],
        "type": question_type(question),
    }
    if turns:
        made["turns"] = turns
    note = str(data.get("note") or "").strip()
    if note:
        made["note"] = note
    made["review"] = "a reader called this right" if good else f"a reader called this wrong: {answer}"
    return made


def drafts(path: Path) -> list[dict[str, Any]]:
    """The drafts of a feedback file in order of first verdict; of several verdicts on one question the last one counts.

    Raises:
        GoldError: The file cannot be read or a line is malformed.
    """
    made: dict[str, dict[str, Any]] = {}
    for place, record in json_lines(decode(read_bytes(path), path.name), path.name):
        one = draft(record, place)
        made[one["id"]] = one
    return list(made.values())


def reviewed(one: Mapping[str, Any], decision: Decision) -> dict[str, Any] | None:
    """The gold question a decision makes of a draft; None when it is dropped or put off.

    Raises:
        GoldError: What was decided makes no valid gold question (an answer without an article).
    """
    if decision.kind in (DROP, LATER):
        return None
    made = {key: value for key, value in one.items() if key != "review"}
    if decision.kind == UNANSWERABLE:
        made |= {"answerable": False, "answers": [], "articles": []}
    else:
        made |= {"answers": list(decision.answers or one["answers"]), "articles": list(decision.articles or one["articles"])}
        # Kept as it stands, one that was judged wrong has no answer yet: that is no question without one.
        made["answerable"] = bool(made["answers"] or made["articles"]) or bool(one.get("answerable"))
    read_question(made, f"question {made['id']}")
    return made


def review(
    waiting: Iterable[Mapping[str, Any]], decide: Callable[[Mapping[str, Any]], Decision | None], known: Iterable[str] = ()
) -> tuple[list[dict[str, Any]], int]:
    """(gold questions, how many were dropped or put off) of the drafts whose id is not in `known`; `decide` gives None to stop.

    A decision that makes no valid question is asked for again, with the reason under `problem`.
    """
    taken, done, passed = set(known), [], 0
    for one in waiting:
        if one["id"] in taken:
            continue
        asked: Mapping[str, Any] = one
        while (decision := decide(asked)) is not None:
            try:
                made = reviewed(one, decision)
            except GoldError as error:
                asked = {**one, "problem": str(error)}
                continue
            passed += made is None
            done += [made] if made else []
            break
        else:
            return done, passed
    return done, passed
