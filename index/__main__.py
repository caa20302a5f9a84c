"""``python -m index``: add, search and look after articles from a shell.

Exit codes: 0 all done; 1 done in part (a file failed, or `check` found a problem); 2 not done (the message says why and
what to do); 130 ended with Ctrl-C, what was reported stays.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.adding import read_all
from index.embedding import Embedder, bundled_encoder
from index.errors import ArticleNotFoundError, NewsIndexError, StoreError
from index.news_index import BUNDLED, NewsIndex
from index.places import default_index
from index.progress import ProgressLine
from index.readers import find_files
from index.reports import AddReport
from index.store import FILE_NAME
from index.types import Hit

_LIST_AT_ONCE = 500  # articles come with their whole text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    args = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a console that lacks a letter shows its code; JSON is UTF-8 anywhere
        sys.stdout.reconfigure(encoding="utf-8" if args.json else None, errors="backslashreplace")
    try:
        failed = _all_failing(args)
        if failed is not None:
            return _report(failed, args)
        with _open(args) as news:
            return int(args.run(news, args))
    except NewsIndexError as error:
        print(f"index: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("index: ended by Ctrl-C; what was committed stays", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _open(args: argparse.Namespace) -> NewsIndex:
    if args.run is not _add and not (args.index / FILE_NAME).is_file():
        raise StoreError(f"there is no index in {args.index}; make one with: python -m index add PATH --index {args.index}")
    embedder = None if args.embedder == "none" else args.embedder
    mending = args.run in (_check, _rebuild, _remove)
    return NewsIndex.open(args.index, embedder, _encoder(args), embed_anew=getattr(args, "embed_anew", False), damaged=mending)


def _encoder(args: argparse.Namespace) -> Embedder | str | None:
    if args.encoder is None:
        return BUNDLED if args.embedder == BUNDLED else None
    if args.encoder == "none":
        return None
    return bundled_encoder() if args.encoder == BUNDLED else str(args.encoder)


def _here(args: argparse.Namespace) -> str:
    """The options with which another command meets the same index."""
    chosen = (("--index", args.index), ("--embedder", args.embedder), ("--encoder", args.encoder))
    return "".join(f" {option} {value}" for option, value in chosen if value not in (None, BUNDLED))


def _all_failing(args: argparse.Namespace) -> AddReport | None:
    """The failures of an `add` of which no file can be read, so that it makes no empty index; None in any other case."""
    if args.run is not _add or (args.index / FILE_NAME).is_file():
        return None
    failed: list[tuple[str, str]] = []
    readable = read_all(find_files(args.paths), failed)
    return AddReport(failed=tuple(failed)) if next(readable, None) is None else None


def _parser() -> argparse.ArgumentParser:
    doc = (__doc__ or "").split("\n\n", 1)
    parser = argparse.ArgumentParser(prog="python -m index", description=doc[0], epilog=doc[1])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_)
        sub.add_argument(
            "--index", type=Path, default=default_index(), metavar="DIR", help="the index's folder (default: %(default)s)"
        )
        sub.add_argument("--json", action="store_true", help="print one JSON object")
        sub.add_argument(
            "--embedder", default=BUNDLED, metavar="M", help="'bundled', 'none' (words only), a model's name or folder"
        )
        sub.add_argument(
            "--encoder",
            metavar="M",
            help="the slower embedder whose vectors follow (see embed): 'bundled', 'none', a model's name or folder "
            "(default: bundled with the bundled embedder, else none)",
        )
        sub.set_defaults(run=run)
        return sub

    add = command("add", _add, "add files and folders; the same article again changes nothing, a changed one replaces")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command("info", _info, "say what is in the index")
    command("list", _list, "list the articles, newest first: id, date, publisher, title")
    command("check", _check, "prove that the store and its caches are whole")
    rebuild = command("rebuild", _rebuild, "make the caches anew from the store")
    rebuild.add_argument("--embed-anew", action="store_true", help="compute all vectors anew, with the embedder given")
    command("embed", _embed, "compute the encoder's vectors that passages still lack; Ctrl-C and go on later as you like")
    remove = command("remove", _remove, "remove articles by id")
    remove.add_argument("ids", nargs="+", metavar="ID")
    search = command("search", _search, "show the passages that bear on a question")
    search.add_argument("query")
    search.add_argument("-k", type=int, default=10, help="how many (default: %(default)s)")
    search.add_argument("--since", metavar="DATE", help="published on or after: 2024, 2024-06 or 2024-06-20")
    search.add_argument("--until", metavar="DATE", help="published on or before")
    search.add_argument("--source", action="append", metavar="NAME", help="only this publisher; may be repeated")
    return parser


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _add(news: NewsIndex, args: argparse.Namespace) -> int:
    with ProgressLine("articles", sys.stderr) as progress:
        try:
            report = news.add(args.paths, progress)
        except KeyboardInterrupt:
            print(
                f"\nindex: ended by Ctrl-C after {progress.done} articles; they stay, and the same command goes on",
                file=sys.stderr,
            )
            return 130
    code = _report(report, args)
    info = news.info()
    if info["encoder"] and info["encoder"]["n_vectors"] < info["n_passages"]:
        print(
            f"searchable now; for the best ranking compute the encoder's vectors with: python -m index embed{_here(args)}",
            file=sys.stderr,
        )
    return code


def _report(report: AddReport, args: argparse.Namespace) -> int:
    if args.json:
        _print_json({name: getattr(report, name) for name in report.__slots__})
    else:
        counts = (report.added, report.replaced, report.unchanged, report.failed)
        words = ("added", "replaced", "unchanged", "failed")
        print(", ".join(f"{len(c)} {w}" for c, w in zip(counts, words, strict=True)) + f" in {report.seconds:.1f} s")
        if report.reprints:
            print(f"{len(report.reprints)} print a text that was there already: {', '.join(report.reprints[:10])}")
    for name, reason in report.failed:
        print(f"failed: {reason if reason.startswith(name) else f'{name}: {reason}'}", file=sys.stderr)
    for name, note in report.notes:
        print(f"note: {name}: {note}", file=sys.stderr)
    return 1 if report.failed else 0


def _info(news: NewsIndex, args: argparse.Namespace) -> int:
    info = news.info()
    if args.json:
        _print_json(info)
        return 0
    for key, value in info.items():
        if isinstance(value, dict):
            value = f"{value['name']}, {value['dim']} dimensions, {value['n_vectors']} of {info['n_passages']} passages"
        print(f"{key:14} {', '.join(value) if isinstance(value, list) else value}")
    return 0


def _list(news: NewsIndex, args: argparse.Namespace) -> int:
    articles = [
        {"id": a.id, "published": a.published, "source": a.source, "title": a.title, "n_chars": len(a.text)}
        for offset in range(0, news.info()["n_articles"], _LIST_AT_ONCE)
        for a in news.articles(_LIST_AT_ONCE, offset)
    ]
    if args.json:
        _print_json({"articles": articles})
        return 0
    for a in articles:
        print("  ".join(str(part) for part in (a["id"], a["published"] or "-", a["source"] or "-", a["title"] or "-")))
    return 0


def _check(news: NewsIndex, args: argparse.Namespace) -> int:
    report = news.check()
    if args.json:
        _print_json({name: getattr(report, name) for name in report.__slots__})
    else:
        print(f"{'whole' if report.ok else 'NOT whole'}: {report.n_articles} articles, {report.n_passages} passages")
        for problem in report.problems:
            of_store = problem.startswith("store: ")  # it says itself what to do
            print(f"- {problem}" + ("" if of_store else f"; caches are mended by: python -m index rebuild{_here(args)}"))
    return 0 if report.ok else 1


def _rebuild(news: NewsIndex, args: argparse.Namespace) -> int:
    news.rebuild(args.embed_anew)
    return _check(news, args)


def _embed(news: NewsIndex, args: argparse.Namespace) -> int:
    with ProgressLine("passages", sys.stderr) as progress:
        n = news.embed(progress)
    _print_json({"n_embedded": n}) if args.json else print(f"{n} vectors computed")
    return 0


def _remove(news: NewsIndex, args: argparse.Namespace) -> int:
    removed, missing = [], []
    for article_id in dict.fromkeys(args.ids):
        try:
            news.remove(article_id)
        except ArticleNotFoundError as error:
            missing.append(article_id)
            print(f"index: {error}", file=sys.stderr)
        else:
            removed.append(article_id)
    if args.json:
        _print_json({"removed": removed, "missing": missing})
    elif removed:
        print(f"removed: {', '.join(removed)}")
    return 0 if not missing else 1 if removed else 2


def _search(news: NewsIndex, args: argparse.Namespace) -> int:
    hits = news.search(args.query, args.k, args.since, args.until, args.source)
    if args.json:
        _print_json({"query": args.query, "index_revision": news.revision, "hits": [_hit(hit) for hit in hits]})
        return 0
    for hit in hits:
        about = ", ".join(part for part in (hit.article.source, hit.article.published) if part)
        title = hit.article.title or hit.article.id
        print(f"{hit.rank}. {title}{f' ({about})' if about else ''}  {hit.score:.3f}  {hit.passage.id}")
        print(f"   {' '.join(hit.passage.text.split())}\n")
    if not hits:
        print("nothing found")
    return 0


def _hit(hit: Hit) -> dict[str, Any]:
    article, passage = hit.article, hit.passage
    return {
        "rank": hit.rank,
        "score": hit.score,
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "group": hit.group,
    }


if __name__ == "__main__":
    sys.exit(main())
