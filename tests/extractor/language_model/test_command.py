"""One's own model is tried on a file from the command line, and what it used is told beside the findings."""

import json
from pathlib import Path

import pytest

from articles.extractor.__main__ import main
from tests.extractor.language_model.desk import ARTICLE
from tests.extractor.language_model.stand_in import StandIn, refuses, takes_all

URL, NAME = "FACTCHECK_LANGUAGE_MODEL_URL", "FACTCHECK_LANGUAGE_MODEL_NAME"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_the_command_asks_the_language_model_when_told_to(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, "some-model")
    with StandIn(takes_all) as server:
        monkeypatch.setenv(URL, server.url)
        assert main([str(file)]) == 0
        assert server.asked == []
        assert main([str(file), "--judge", "language-model"]) == 0
    printed = capsys.readouterr()
    assert len(json.loads(printed.out[printed.out.rindex("\n{") :])["candidates"]) == 5
    assert printed.err.startswith("Used: requests 1, prompt_tokens 700, completion_tokens 300, quotes_refused 0, milli")


def test_the_command_says_when_the_model_was_not_able(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, "some-model")
    with StandIn(refuses(401)) as server:
        monkeypatch.setenv(URL, server.url)
        assert main([str(file), "--judge", "language-model"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["candidates"]
    assert "The language model refused the key; the built-in extractor was used." in printed.err


@pytest.mark.parametrize("url", ["", "ftp://models.example"])
def test_the_command_says_which_setting_is_missing_or_wrong(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv(URL, url)
    assert main([str(file), "--judge", "language-model"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(URL)
    assert printed.err.count("\n") == 1
