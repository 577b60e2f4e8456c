"""What docs/api.md says: every call stands in it, and its example runs, as it is printed, against a running desk."""

import re
import subprocess
import sys
from pathlib import Path

from articles.actions.refusals import Code
from articles.api.errors import CODES
from tests.api.test_rights import OPERATIONS
from tests.desk import ROOT, RunningDesk
from tests.visitor import token

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")


def test_every_call_of_the_api_is_documented() -> None:
    documented = set(re.findall(r"`((?:GET|POST|PUT|PATCH) [a-z/{}-]+/)`", PAGE))
    numbers = {"<row:number>": "{n}", "proof/<row:pk>": "proof/{n}", "<row:pk>": "{id}"}
    spelled = set(OPERATIONS)
    for written, told in numbers.items():
        spelled = {name.replace(written, told) for name in spelled}
    assert documented == spelled


def test_every_code_of_a_refusal_is_documented() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE[PAGE.index("## When it says no") :]))
    assert {*CODES.values(), *Code} - told == set()


def test_the_example_runs_as_it_is_printed(desk: RunningDesk, tmp_path: Path) -> None:
    [example] = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
    env = {"API": f"{desk.url}/api/v1", "EDITH": token(desk, "edith"), "RITA": token(desk, "rita")}
    path = {"PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"}
    script = ["bash", "-euo", "pipefail", "-c", example]
    ran = subprocess.run(script, cwd=tmp_path, env=env | path, capture_output=True, text=True, timeout=120, check=False)
    assert (ran.returncode, ran.stdout.split("\n")) == (0, ["verified 2", "stale", ""]), ran.stderr + ran.stdout
    report = (tmp_path / "report.csv").read_text("utf-8-sig")
    assert "1,200 passengers" in report
    assert "Port statistics" in report
