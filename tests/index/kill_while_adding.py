"""Kill -9 a process at random moments while it adds articles, and see that nothing it reported is lost.

``python tests/index/kill_while_adding.py KILLS FOLDER [SECONDS]`` kills each within SECONDS (default 1.5) and prints one
JSON line: kills, lost, damaged, not_found, acknowledged.
Every child is forked from this process, which itself never opens an index, so that 200 kills take minutes, not hours.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from stand_ins import KeywordEmbedder  # noqa: E402

from index.news_index import NewsIndex  # noqa: E402
from index.types import Article  # noqa: E402

N_IDS = 120
FRESH_FOLDER_EVERY = 25


def open_index(folder: Path) -> NewsIndex:
    return NewsIndex.open(folder, KeywordEmbedder(), KeywordEmbedder("zweiter", 16))


def article(version: int) -> Article:
    """Version `version` of article number `version % N_IDS`; texts grow with the version, so that passages change in number."""
    name = f"artikel{version % N_IDS:03d}"
    sentence = f"In Fassung {version} meldet {name} aus Passau einen Pegel von {version} Zentimetern an der Donau. "
    return Article(name, f"Pegel {version}", f"Fassung {version}. " + sentence * (1 + version % 30), published="2024-06")


def add_until_killed(folder: Path, first: int, pipe: int) -> None:
    """Add version after version, a few a call, and write each to the pipe once it was reported."""
    version = first
    while True:
        with open_index(folder) as news:
            for _ in range(5):
                batch = range(version, version + 6)
                reported = iter(batch)
                news.add_articles([article(v) for v in batch], progress=lambda _, r=reported: os.write(pipe, b"%d\n" % next(r)))
                version += 6


def verify(folder: Path, acknowledged: dict[str, int]) -> dict[str, int]:
    """What is wrong after a kill: articles lost, checks failed, searches that miss what is stored."""
    wrong = {"lost": 0, "damaged": 0, "not_found": 0}
    with open_index(folder) as news:
        report = news.check()
        wrong["damaged"] += not report.ok
        if report.problems:
            print(report.problems, file=sys.stderr)
        for name, version in acknowledged.items():
            stored = {a.id: a for a in news.articles()}.get(name)
            wrong["lost"] += stored is None or int(stored.text.split()[1].rstrip(".")) < version
        if acknowledged:
            name = max(acknowledged, key=lambda n: acknowledged[n])
            # Asked in the article's own words: the stand-in embedders' few axes say nothing about a name alone.
            own_words = news.article(name).text[:200] if not wrong["lost"] else name
            wrong["not_found"] += name not in {hit.article.id for hit in news.search(own_words, k=10)}
    return wrong


def in_child(work) -> int:
    """Run `work` in a forked child; its exit code."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = work()
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_once(folder: Path, first: int, seconds: float, acknowledged: dict[str, int]) -> int:
    """Let a child add for `seconds`, kill it, take down what it reported; the next version to add."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            add_until_killed(folder, first, write)
        finally:
            os._exit(71)
    os.close(write)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status), f"the adding child ended by itself: {os.waitstatus_to_exitcode(status)}"
    with os.fdopen(read, encoding="ascii") as pipe:
        reported = [int(line) for line in pipe if line.endswith("\n")]
    for version in reported:
        acknowledged[f"artikel{version % N_IDS:03d}"] = version
    return (reported[-1] if reported else first) + 1


def main() -> None:
    kills, base = int(sys.argv[1]), Path(sys.argv[2])
    rng, longest = random.Random(kills), float(sys.argv[3]) if len(sys.argv) > 3 else 1.5
    total = {"kills": 0, "lost": 0, "damaged": 0, "not_found": 0, "acknowledged": 0}
    acknowledged: dict[str, int] = {}
    version, folder = 0, base / "0"
    for n in range(kills):
        if n % FRESH_FOLDER_EVERY == 0:
            folder, acknowledged = base / str(n), {}
        before = version
        version = kill_once(folder, version, rng.uniform(0.02, longest), acknowledged)
        total["acknowledged"] += version - before
        result = base / "result.json"
        result.unlink(missing_ok=True)

        def check(to: Path = result, at: Path = folder, known: dict[str, int] = acknowledged) -> int:
            to.write_text(json.dumps(verify(at, known)), encoding="utf-8")
            return 0

        code = in_child(check)
        assert code == 0, f"after kill {n} the index did not open"
        total["kills"] += 1
        for key, value in json.loads(result.read_text(encoding="utf-8")).items():
            total[key] += value
    print(json.dumps(total))


if __name__ == "__main__":
    main()
