"""The starter index in the user's folder."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from chatbot.home import SEEDS, open_starter
from chatbot.settings import Settings
from index import Article, NewsIndex
from index.errors import EmbedderMismatchError
from index.store import FILE_NAME

ROOT = Path(__file__).resolve().parents[2]


def write(folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"---\ntitle: {name}\nlanguage: de\n---\n{text}\n", encoding="utf-8")


LONG = " Der Satz steht hier, damit der Artikel lang genug ist und gelesen wird, wie es sich für einen Artikel gehört."


def test_seeds_are_refreshed_and_articles_of_the_user_stay(tmp_path):
    seeds, home = tmp_path / "seeds", tmp_path / "home"
    write(seeds, "eins.md", "Estland kauft zwölf Haubitzen." + LONG)
    write(seeds, "zwei.md", "Putin reist nach Hanoi." + LONG)
    with open_starter(home, seeds) as news:
        assert {a.id for a in news.articles()} == {"eins", "zwei"}
        news.add_articles([Article("meiner", "Eigener", "Das ist mein eigener Artikel über Lettland.")])
    write(seeds, "eins.md", "Estland kauft fünfzehn Haubitzen." + LONG)
    (seeds / "zwei.md").unlink()
    with open_starter(home, seeds) as news:
        assert {a.id for a in news.articles()} == {"eins", "meiner"}
        assert "fünfzehn" in news.article("eins").text


def test_an_unchanged_starter_index_is_only_opened(tmp_path):
    seeds, home = tmp_path / "seeds", tmp_path / "home"
    write(seeds, "eins.md", "Estland kauft zwölf Haubitzen." + LONG)
    with open_starter(home, seeds) as news:
        revision = news.revision
    with open_starter(home, seeds) as news:
        assert news.revision == revision


@pytest.mark.slow
def test_other_bundled_models_make_the_vectors_anew(tmp_path):
    seeds, home = tmp_path / "seeds", tmp_path / "home"
    write(seeds, "eins.md", "Estland kauft zwölf Haubitzen." + LONG)
    open_starter(home, seeds).close()
    with sqlite3.connect(home / "starter" / FILE_NAME) as store:  # as if made by the models of an earlier version
        n_changed = store.execute("UPDATE embedders SET name = 'earlier', fingerprint = 'earlier'").rowcount
    store.close()
    assert n_changed > 0
    with pytest.raises(EmbedderMismatchError, match="python -m index rebuild --embed-anew"):
        NewsIndex.open(home / "starter")
    for _ in range(2):
        with open_starter(home, seeds) as news:
            assert [hit.article.id for hit in news.search("Haubitzen für Estland")] == ["eins"]
            assert news.check().ok


def test_the_home_is_chosen_by_the_environment():
    assert Settings.from_environment({"BELEG_HOME": "/srv/beleg"}).home == Path("/srv/beleg")
    assert Settings.from_environment({}).home.name == "beleg"


def test_the_project_brings_starter_articles():
    assert any(SEEDS.glob("*.md"))


@pytest.mark.slow
def test_two_processes_may_open_the_starter_index_at_once(tmp_path):
    code = (
        "import sys; from pathlib import Path; from chatbot.home import open_starter\n"
        "with open_starter(Path(sys.argv[1])) as news:\n"
        "    assert len(news.articles()) >= 5, news.articles()\n"
        "    assert news.search('Putins Delegation')\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in started:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
