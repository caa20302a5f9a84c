"""A killed process loses nothing it reported. ``python tests/index/kill_while_adding.py 200 FOLDER`` is the long run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_nothing_reported_is_lost_when_the_process_is_killed(tmp_path):
    script = Path(__file__).parent / "kill_while_adding.py"
    run = subprocess.run(
        [sys.executable, str(script), "12", str(tmp_path)], capture_output=True, text=True, timeout=500, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    result = json.loads(run.stdout)
    assert result["kills"] == 12 and result["acknowledged"] > 0
    assert (result["lost"], result["damaged"], result["not_found"]) == (0, 0, 0), result
