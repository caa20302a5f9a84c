"""README.md is true: its Python runs, its commands exist, its links lead somewhere, its front matter fits what is installed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in FENCE.finditer(README)]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "seeds/README.md")


def blocks(language: str) -> list[str]:
    return [body for name, body in BLOCKS if name == language]


def expected_outputs() -> list[tuple[str, str]]:
    """Every Python block with the ``text`` block right after it, or an empty string where there is none."""
    return [
        (body, BLOCKS[i + 1][1] if i + 1 < len(BLOCKS) and BLOCKS[i + 1][0] == "text" else "")
        for i, (name, body) in enumerate(BLOCKS)
        if name == "python"
    ]


def command_lines() -> list[str]:
    """The shell lines of README, continuation lines joined and comments dropped."""
    lines = "\n".join(blocks("sh")).replace("\\\n", " ").splitlines()
    return [line for line in (re.sub(r"\s+#.*$", "", line).strip() for line in lines) if line and not line.startswith("#")]


def test_front_matter_deploys_on_a_hosted_space() -> None:
    opening, head, _ = README.split("---\n", 2)
    facts = yaml.safe_load(head)
    assert opening == ""
    assert facts["sdk"] == "gradio" and facts["app_file"] == "app.py" and facts["license"] == "apache-2.0"
    assert (ROOT / facts["app_file"]).is_file()
    assert facts["title"] and facts["emoji"]
    assert tuple(map(int, facts["python_version"].split("."))) >= (3, 10)
    bound = re.search(r"^gradio>=([\d.]+),<(\d+)$", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert bound, "requirements.txt must bound gradio from both sides"
    version = tuple(map(int, facts["sdk_version"].split(".")))
    assert tuple(map(int, bound[1].split("."))) <= version[:2] < (int(bound[2]),)


def test_make_targets_named_in_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    in_lines = {shlex.split(line)[1] for line in command_lines() if line.startswith("make ")}
    named = in_lines | set(re.findall(r"`make ([a-z-]+)", README))
    assert {"run", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_inside_the_project_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "#", "mailto:")):
            assert (page.parent / target.split("#")[0]).exists(), f"{name} links to {target}, which is not there"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_and_folders_named_in_the_documents_exist(name: str) -> None:
    text = FENCE.sub("", (ROOT / name).read_text(encoding="utf-8"))
    named = re.findall(r"`((?:tests|index|chatbot|seeds|prompts)/[\w./-]*|app\.py)`", text)
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing, f"{name} names {missing}"


@pytest.mark.slow
@pytest.mark.parametrize("program,expected", expected_outputs(), ids=lambda value: None)
def test_python_in_readme_runs_and_prints_what_it_says(program: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(program, "README.md", "exec"), {"__name__": "__main__"})
    printed = capsys.readouterr().out
    for line in expected.splitlines():
        assert line.strip() in printed, f"README promises the line {line!r}; printed was:\n{printed}"


@pytest.mark.slow
@pytest.mark.parametrize("module", ["app.py", "-m index", "-m chatbot"])
def test_options_named_in_readme_are_explained_by_help(module: str) -> None:
    lines = [line for line in command_lines() if line.startswith(f"python {module}")]
    assert lines, f"README shows no use of python {module}"
    for line in lines:
        words = shlex.split(line)[len(module.split()) + 1 :]
        commands = [word for word in words[:1] if module != "app.py" and not word.startswith("-")]
        done = subprocess.run(
            [sys.executable, *module.split(), *commands, "--help"],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=180, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{line}: {done.stderr[-1000:]}"
        for option in (word.split("=")[0] for word in words if word.startswith("--")):
            assert option in done.stdout, f"README uses {option} in {line!r}, which --help does not explain"
