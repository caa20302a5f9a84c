import json
import os
import subprocess
import sys

import pytest
from stand_ins import KeywordEmbedder

from index.__main__ import main
from index.readers import read_file

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


def test_articles_are_listed_and_removed_by_the_ids_listed(run, file):
    run("add", file)
    assert run("list")[1] == "besuch  2024-06-20  Blatt  Besuch\n"
    assert json.loads(run("list", "--json")[1])["articles"][0]["id"] == "besuch"
    code, out, err = run("remove", "fehlt", "besuch", "besuch")
    assert code == 1 and out == "removed: besuch\n" and "'fehlt'" in err and "index list" in err
    assert run("list")[:2] == (0, "")


def test_nothing_to_add_is_said_and_makes_no_index(run, tmp_path):
    (tmp_path / "leer").mkdir()
    for path, reason in ((tmp_path / "leer", "folder with nothing"), (tmp_path / "fehlt", "no such file")):
        code, _, err = run("add", path)
        assert code == 1 and str(path) in err and reason in err and not (tmp_path / "i").exists()
    code, out, _ = run("add", tmp_path / "fehlt", "--json")
    assert code == 1 and str(tmp_path / "fehlt") in json.loads(out)["failed"][0][0] and not (tmp_path / "i").exists()


def test_a_file_whose_article_cannot_be_stored_is_named_and_makes_no_index(run, tmp_path):
    path = tmp_path / f"{'x' * 210}.md"
    path.write_text(TEXT, encoding="utf-8")
    code, _, err = run("add", path)
    assert code == 1 and str(path) in err and "is not usable" in err and not (tmp_path / "i").exists()


def test_two_files_that_would_be_one_article_are_named(run, file, tmp_path):
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / "besuch.txt"
    other.write_text(TEXT, encoding="utf-8")
    code, _, err = run("add", file, other)
    assert code == 1 and f"failed: {other}: its id 'besuch' is taken by {file}" in err


def test_an_altered_article_is_not_shown_and_check_says_what_mends_it(run, file, tmp_path):
    run("add", file)
    store = tmp_path / "i" / "articles.sqlite"
    store.write_bytes(store.read_bytes().replace(b"drei Minister", b"acht Minister"))
    mended = f"python -m index remove 'besuch' --index {tmp_path / 'i'}; then add it again\n"
    code, out, err = run("search", "Minister der Delegation")
    assert code == 2 and out == "" and err.startswith("index: ") and err.endswith(mended)
    code, out, _ = run("check")
    assert code == 1 and out.endswith(mended) and "rebuild" not in out and out.count("\n") == 2
    assert run("list")[0] == 0 and run("remove", "besuch")[0] == 0 and run("check")[0] == 0
    run("add", file)
    assert "drei Minister" in run("search", "Minister der Delegation")[1]


@pytest.mark.parametrize("command", [["check"], ["search", "Hanoi"], ["list"], ["info"], ["rebuild"], ["remove", "besuch"]])
def test_a_damaged_file_is_said_in_one_sentence(run, file, tmp_path, command):
    run("add", file)
    store = tmp_path / "i" / "articles.sqlite"
    whole = store.read_bytes()
    store.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    code, out, err = run(*command)
    assert (code, out) == (2, "") and err.startswith(f"index: the store in {tmp_path / 'i'} is damaged: ")
    assert err.count("\n") == 1 and "put back a copy of the folder" in err


def test_ctrl_c_keeps_what_was_added_and_says_how_much(run, tmp_path, monkeypatch):
    for n in range(4):
        (tmp_path / f"{n}.md").write_text(TEXT, encoding="utf-8")

    def interrupt(path, **options):
        if path.name == "2.md":
            raise KeyboardInterrupt
        return read_file(path, **options)

    monkeypatch.setattr("index.adding.read_file", interrupt)
    monkeypatch.setattr("index.adding._BATCH_SECONDS", 0.0)
    code, _, err = run("add", tmp_path)
    assert code == 130 and "after 2 articles" in err
    assert json.loads(run("info", "--json")[1])["n_articles"] == 2
    assert run("check")[0] == 0


def test_a_console_that_lacks_a_letter_gets_its_code_and_json_is_utf8(run, file, tmp_path):
    title = "Erdoğan für Łódź"
    file.write_text(TEXT.replace("Besuch", title), encoding="utf-8")
    run("add", file)
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}

    def shown(*arguments):
        command = [sys.executable, "-m", "index", *arguments, "--index", tmp_path / "i", "--embedder", "none"]
        return subprocess.run(command, capture_output=True, env=environment, timeout=100, check=True).stdout

    assert title.encode("cp1252", "backslashreplace") in shown("list")
    assert json.loads(shown("list", "--json").decode("utf-8"))["articles"][0]["title"] == title


def test_the_encoder_is_chosen_beside_the_embedder(tmp_path, file, capsys, monkeypatch):
    models = {name: KeywordEmbedder(name) for name in ("schnell", "gut", "anders")}
    monkeypatch.setattr("index.news_index.load_embedder", models.get)

    def command(*arguments):
        code = main([*map(str, arguments), "--index", str(tmp_path / "i")])
        return code, *capsys.readouterr()

    assert command("add", file, "--embedder", "schnell", "--encoder", "gut")[0] == 0
    info = json.loads(command("info", "--json", "--embedder", "schnell", "--encoder", "gut")[1])
    assert (info["embedder"]["name"], info["encoder"]["name"], info["encoder"]["n_vectors"]) == ("schnell", "gut", 1)
    for rest in ([], ["--encoder", "none"]):
        assert json.loads(command("info", "--json", "--embedder", "schnell", *rest)[1])["encoder"] is None
    code, _, err = command("info", "--embedder", "schnell", "--encoder", "anders")
    again = f"python -m index rebuild --embed-anew --encoder M --index {tmp_path / 'i'}"
    assert code == 2 and "built with the encoder gut" in err and again in err
    code, _, err = command("info", "--embedder", "anders")
    assert code == 2 and f"--embed-anew --embedder M --index {tmp_path / 'i'}" in err
    assert command("rebuild", "--embed-anew", "--embedder", "schnell", "--encoder", "anders")[0] == 0


def test_advice_names_the_index_and_the_models_it_was_given_for(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("index.news_index.load_embedder", KeywordEmbedder)
    path = tmp_path / "lang.txt"
    path.write_text("\n\n".join(f"Am Tag {i} meldete Passau einen hohen Pegel. " * 20 for i in range(160)), encoding="utf-8")
    options = ["--index", str(tmp_path / "i"), "--embedder", "schnell", "--encoder", "gut"]
    assert main(["add", str(path), *options]) == 0
    assert f"python -m index embed {' '.join(options)}\n" in capsys.readouterr().err
    assert main(["embed", *options]) == 0
    monkeypatch.setattr("index.caches.Caches.problems", lambda caches: ["vectors: damaged"])
    assert main(["check", *options]) == 1
    assert f"python -m index rebuild {' '.join(options)}\n" in capsys.readouterr().out
