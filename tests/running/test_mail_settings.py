"""Where letters and checkpoints go, as the environment says it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck.mail import FILES, Mail, mail, people, webhook

SMTP = "django.core.mail.backends.smtp.EmailBackend"
NAME = "FACTCHECK_SOMETHING"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", FILES),
        ("smtp://127.0.0.1:2525", Mail(SMTP, "127.0.0.1", 2525)),
        ("smtp://mail.example", Mail(SMTP, "mail.example", 25, starttls=True)),
        (
            "smtp://desk:p%40ss@mail.example:587?from=desk@example.org",
            Mail(SMTP, "mail.example", 587, "desk", "p@ss", starttls=True, sender="desk@example.org"),
        ),
        ("smtps://desk:x@mail.example/", Mail(SMTP, "mail.example", 465, "desk", "x", ssl=True)),
    ],
)
def test_the_way_of_letters_is_one_address(monkeypatch: pytest.MonkeyPatch, url: str, expected: Mail) -> None:
    monkeypatch.setenv(NAME, url)
    assert mail(NAME) == expected


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://h:port", "smtp://h/path", "smtp://h?from=nobody"]
)
def test_what_is_no_mail_server_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(NAME, url)
    with pytest.raises(ImproperlyConfigured, match="must look like smtp://"):
        mail(NAME)


@pytest.mark.parametrize(
    "url",
    [
        "https://sink.example/checkpoints?token=x",
        "http://127.0.0.1:8080/",
        "http://localhost:8080",
        "http://[::1]:8080/x",
    ],
)
def test_a_webhook_is_encrypted_or_on_this_machine(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(NAME, url)
    assert webhook(NAME) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://sink.example/",
        "http://127.0.0.1.sink.example/",
        "ftp://127.0.0.1/",
        "https:///path",
        "https://user:pass@sink.example/",
        "https://sink.example:port/",
        "https://sínk.example/",
    ],
)
def test_a_webhook_that_others_could_read_along_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(NAME, url)
    with pytest.raises(ImproperlyConfigured, match="must be an https:// address"):
        webhook(NAME)


def test_no_webhook_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert webhook(NAME) == ""


def test_people_are_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "ada@example.org, carl@example.org")
    assert people(NAME) == ["ada@example.org", "carl@example.org"]


@pytest.mark.parametrize("value", ["ada", "ada@", "@example.org", "Ada <ada@example.org>", "a b@example.org"])
def test_who_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match="must be e-mail addresses"):
        people(NAME)
