import json

import pytest

from index.__main__ import main

TEXT = (
    "---\ntitle: Besuch\nsource: Blatt\npublished: 2024-06-20\n---\n"
    "Putin besuchte am Donnerstag Hanoi. Zur Delegation gehörten drei Minister.\n"
)


@pytest.fixture
def run(tmp_path, capsys):
    def command(*arguments):
        code = main([*map(str, arguments), "--index", str(tmp_path / "i"), "--embedder", "none"])
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "besuch.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_way_from_a_file_to_a_hit_and_back(run, file):
    code, out, _ = run("add", file)
    assert code == 0 and out.startswith("1 added, 0 replaced, 0 unchanged, 0 failed")
    assert run("add", file, "--json")[1].count('"besuch"') == 1
    code, out, _ = run("search", "Wer gehörte zur Delegation?", "--json", "--since", "2024", "--source", "blatt")
    hit = json.loads(out)["hits"][0]
    assert code == 0 and hit["article_id"] == "besuch" and hit["text"] == hit["text"].strip()
    assert "besuch#0" in run("search", "Delegation")[1]
    assert json.loads(run("info", "--json")[1])["n_articles"] == 1
    assert run("check")[:2] == (0, "whole: 1 articles, 1 passages\n")
    assert run("rebuild")[0] == 0
    assert run("remove", "besuch")[:2] == (0, "removed: besuch\n")
    assert run("search", "Delegation")[1] == "nothing found\n"


def test_a_failed_file_is_named_and_the_exit_code_says_so(run, file, tmp_path):
    (tmp_path / "leer.txt").write_text("", encoding="utf-8")
    code, out, err = run("add", file, tmp_path / "leer.txt")
    assert code == 1 and "1 added" in out and "leer.txt" in err and "empty" in err


@pytest.mark.parametrize("arguments", [("remove", "fehlt"), ("search", "?!"), ("search", "Hanoi", "--since", "gestern")])
def test_our_errors_are_one_line_and_exit_code_2(run, file, arguments):
    run("add", file)
    code, out, err = run(*arguments)
    assert code == 2 and out == "" and err.startswith("index: ") and err.count("\n") == 1


def test_asking_an_index_that_is_not_there_makes_none(run, tmp_path):
    code, _, err = run("info")
    assert code == 2 and "make one with" in err and not (tmp_path / "i").exists()
