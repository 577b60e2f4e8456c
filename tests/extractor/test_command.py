"""The command prints what the contract says, in the file's own code points, and tells a bad file in words."""

import json
from pathlib import Path

import pytest

from articles.extractor.__main__ import main

TEXT = 'Harbour Opens 😀\r\n\r\nThe harbour cost $200 million last August, "a price we can bear," Ada Quill said.\r\n'


def test_it_prints_the_lists_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(TEXT.encode())
    assert main([str(file), "--published", "2026-01-19"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["candidates", "figures", "dates", "quotations", "conflicts", "calculations"]
    [figure] = printed["figures"]
    assert TEXT[figure["start"] : figure["end"]] == "$200 million"
    assert printed["dates"] == [
        {"start": TEXT.index("last"), "end": TEXT.index("August") + 6, "from": "2025-08-01", "to": "2025-08-31"}
    ]
    [quotation] = printed["quotations"]
    assert TEXT[quotation["start"] : quotation["end"]] == "a price we can bear,"
    assert quotation["speaker"] == "Ada Quill"
    assert {"start", "end", "score", "tier", "kinds", "reasons", "speaker"} <= set(printed["candidates"][-1])


def test_a_file_that_is_no_text_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "picture.txt"
    file.write_bytes(b"\xff\xfe\x00\x81")
    assert main([str(file)]) == 2
    assert "picture.txt" in capsys.readouterr().err
    assert main([str(tmp_path / "missing.txt")]) == 2
