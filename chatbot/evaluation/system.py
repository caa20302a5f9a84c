"""The chatbot that is measured: over a standing index, or over the texts a gold set brings, indexed in a temporary place."""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chatbot.bot import Chatbot
from chatbot.evaluation.gold import GoldSet
from chatbot.evaluation.judge import Supports
from chatbot.evaluation.standing import on_standing_index
from chatbot.generate import TIMEOUT_S
from chatbot.home import SEEDS, seeds_fingerprint
from chatbot.types import Citation
from chatbot.verify import verify
from index.days import day_range
from index.types import Article

UNDATED = "2025-01-01"


@dataclass(frozen=True)
class System:
    """A chatbot ready to be asked.

    `gold` is the gold set as it is to be asked here. `today` is the ISO day it is asked on: the last one the newest article
    may be of, so that "gestern" means the same in every run; `UNDATED` where no article has a date. `index_s` is how long
    indexing the set's own texts took, None for a standing index. `index_revision` is the index's, or for the set's own texts
    one made of these, the same in every run. `fingerprint` names everything the answers depend on, so
    that only rows of the same run are taken up again.
    """

    bot: Chatbot
    gold: GoldSet
    today: str
    index_s: float | None
    fingerprint: str
    index_revision: str


def code_fingerprint() -> str:
    """The SHA-256 of our own program files and their JSON data, by path: other code may give other answers."""
    digest, root = hashlib.sha256(), Path(__file__).resolve().parents[2]
    for path in sorted(p for name in ("chatbot", "index") for p in (root / name).rglob("*") if p.suffix in (".py", ".json")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def open_system(
    gold: GoldSet,
    index: Path | None = None,
    profile: str = "embedded",
    model: str | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Iterator[System]:
    """A chatbot over the index in the folder `index`, over the texts `gold` brings, or else over the starter articles.

    Where no `index` is given everything is indexed in a temporary place: what somebody added on the page changes no figure.

    Raises:
        GoldError: The gold set names an article that the index does not have.
    """
    with tempfile.TemporaryDirectory(prefix="beleg-evaluation-", ignore_cleanup_errors=True) as folder:
        temporary = index is None
        bot = Chatbot.open(Path(folder) / "index" if temporary else index, profile, model, timeout_s=timeout_s)
        try:
            index_s = None
            if temporary:
                start = time.perf_counter()
                if gold.articles:
                    bot.index.add_articles(gold.articles)
                else:
                    bot.index.add(SEEDS)
                bot.index.embed()
                index_s = time.perf_counter() - start
                placed = gold if gold.articles else on_standing_index(gold, bot.index.articles())
            else:
                placed = on_standing_index(gold, bot.index.articles())
            own = f"texts-{gold.fingerprint[:12]}" if gold.articles else f"starter-{seeds_fingerprint()[:12]}"
            state = own if temporary else bot.index.revision
            embedders = [embedder.fingerprint for embedder in (bot.index.embedder, bot.index.encoder) if embedder is not None]
            detector = bot.detector and f"{bot.detector.name}@{bot.detector.revision}"
            parts = [
                gold.fingerprint,
                len(gold.questions),
                state,
                profile,
                model,
                timeout_s,
                detector,
                embedders,
                code_fingerprint(),
            ]
            fingerprint = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
            yield System(bot, placed, _today(bot.index.articles(limit=1)), index_s, fingerprint, state)
        finally:
            bot.close()


def _today(newest: Sequence[Article]) -> str:
    """The last day the newest article may be of, as an ISO date."""
    published = newest[0].published if newest else None
    return date.fromordinal(day_range(published)[1]).isoformat() if published else UNDATED


def verifier(bot: Chatbot) -> Supports:
    """The project's own verifier as judge of support: a sentence is supported when it is "belegt" by the quotes together."""

    def supports(sentence: str, citations: Sequence[Citation]) -> bool:
        quotes = [quote for citation in citations for quote in citation.quotes]
        published = [citation.article.published for citation in citations if citation.article.published]
        return verify(sentence, quotes, published).support == "belegt"

    return supports
