"""Settings of the language model: off as they come, and a wrong one is one line that does not show the key."""

from decimal import Decimal
from pathlib import Path

import pytest

from articles.extractor.language_model import LanguageModel, Settings, from_settings, read

URL, NAME = "FACTCHECK_LANGUAGE_MODEL_URL", "FACTCHECK_LANGUAGE_MODEL_NAME"
KEY, KEY_FILE = "FACTCHECK_LANGUAGE_MODEL_KEY", "FACTCHECK_LANGUAGE_MODEL_KEY_FILE"
TIMEOUT, MOST_TOKENS = "FACTCHECK_LANGUAGE_MODEL_TIMEOUT", "FACTCHECK_LANGUAGE_MODEL_MOST_TOKENS"
PRICE_IN, PRICE_OUT = "FACTCHECK_LANGUAGE_MODEL_PRICE_IN", "FACTCHECK_LANGUAGE_MODEL_PRICE_OUT"
GIVEN = {URL: "https://models.example/v1", NAME: "some-model"}


@pytest.mark.parametrize("mapping", [{}, {URL: ""}, {URL: "  "}, {NAME: "some-model", KEY: "secret", TIMEOUT: "x"}])
def test_without_an_address_there_is_no_language_model(mapping: dict[str, str]) -> None:
    assert from_settings(mapping) is None


def test_an_address_and_a_name_are_enough() -> None:
    judge = from_settings(GIVEN)
    assert isinstance(judge, LanguageModel)
    assert (judge.name, judge.identity) == ("language model", "some-model")
    assert judge.settings == Settings("https://models.example/v1", "some-model", "", 60, 60_000, None, None)


def test_everything_else_can_be_said(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("secret-in-a-file\n")
    told = {KEY: "secret", KEY_FILE: str(file), TIMEOUT: "30", MOST_TOKENS: "5000", PRICE_IN: "0.15", PRICE_OUT: "0.6"}
    settings = read(GIVEN | told)
    assert settings == Settings(GIVEN[URL], GIVEN[NAME], "secret-in-a-file", 30, 5_000, Decimal("0.15"), Decimal("0.6"))
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "address", "stays"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions", True),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions", True),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions", True),
        ("https://models.example", "https://models.example/chat/completions", False),
        ("https://models.example/v1/chat/completions", "https://models.example/v1/chat/completions", False),
        ("http://localhost.example/v1", "http://localhost.example/v1/chat/completions", False),
    ],
)
def test_an_address_may_be_given_with_and_without_its_last_words(url: str, address: str, stays: bool) -> None:
    settings = Settings(url, "some-model")
    assert settings.address == address
    assert settings.is_on_this_machine is stays


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (URL, "models.example/v1"),
        (URL, "ftp://models.example/v1"),
        (URL, "file:///etc/passwd"),
        (URL, "https:///v1"),
        (URL, "https://me:secret@models.example/v1"),
        (URL, "https://secret@models.example/v1"),
        (URL, "https://models.example/v1?key=secret"),
        (URL, "https://models.example/v1#secret"),
        (URL, "https://models.example:port/v1"),
        (URL, "https://models.example:0/v1"),
        (URL, "https://models.example/v 1"),
        (URL, "https://[::1/v1"),
        (NAME, ""),
        (NAME, "some\nmodel"),
        (NAME, "m" * 201),
        (KEY, "secret key"),
        (KEY, "secret\r\nX-Other: header"),
        (KEY, "secrét"),
        (KEY_FILE, "/nowhere/secret"),
        (TIMEOUT, "0"),
        (TIMEOUT, "81"),
        (TIMEOUT, "soon"),
        (TIMEOUT, "1e1"),
        (MOST_TOKENS, "999"),
        (MOST_TOKENS, "-1"),
        (PRICE_IN, "cheap"),
        (PRICE_IN, "-0.1"),
        (PRICE_OUT, "NaN"),
        (PRICE_OUT, "Infinity"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it_and_keeps_the_secret(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name) as refused:
        from_settings(GIVEN | {name: value})
    assert "\n" not in str(refused.value)
    assert "secr" not in str(refused.value)


def test_a_key_file_that_holds_no_plain_letters_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_bytes(b"secr\xc3\xa9t")
    with pytest.raises(ValueError, match=f"{KEY_FILE} cannot be read") as refused:
        from_settings(GIVEN | {KEY_FILE: str(file)})
    assert "secr" not in str(refused.value)


def test_without_the_package_that_speaks_to_servers_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.extractor.language_model.settings.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"httpx is not installed \(docs/language-model.md\)"):
        from_settings(GIVEN)
