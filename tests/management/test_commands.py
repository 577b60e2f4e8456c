"""The operator's commands: what they do, and one clear line when they do not."""

import io
import json
import re
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.actions.tokens import digest
from articles.ledger import offline
from articles.management.commands.sample_desk import ARTICLES, PEOPLE, TEXTS
from articles.models import ApiToken, Article, AuditEvent, Extraction, Person, Report, Role
from articles.policy import Right
from articles.reports import FORMATS

COMMANDS = ("upload", "report", "token", "person", "audit", "sample_desk", "policy")


def said(command: str, *arguments: str, stdin: str = "") -> str:
    """What the command printed."""
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        call_command(command, "--help")
    assert end.value.code == 0
    assert len(capsys.readouterr().out) > 200


class TestPerson:
    def test_a_new_person_can_log_in_with_the_password_that_was_printed(self, db: None) -> None:
        password = said("person", "zoe", "--role", "reviewer", "--name", "Zoe Lang").splitlines()[-1]
        person = authenticate(username="zoe", password=password)
        assert isinstance(person, Person)
        assert (person.name, person.role) == ("Zoe Lang", Role.REVIEWER)

    def test_a_given_password_is_not_printed(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("seven quiet horses\n"))
        assert "seven" not in said("person", "zoe", "--role", "admin", "--password-stdin")
        assert authenticate(username="zoe", password="seven quiet horses")

    def test_a_weak_password_is_refused(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
        with pytest.raises(CommandError, match="too short"):
            said("person", "zoe", "--role", "admin", "--password-stdin")
        assert not Person.objects.exists()

    def test_somebody_who_is_there_gets_the_role(self, rita: Person) -> None:
        assert said("person", "rita", "--role", "chief") == "rita: Reviewer → Chief.\n"
        rita.refresh_from_db()
        assert rita.role == Role.CHIEF
        assert AuditEvent.objects.newest_first()[0].kind == "person.role_changed"

    def test_none_takes_every_right_away(self, rita: Person) -> None:
        said("person", "rita", "--role", "none")
        rita.refresh_from_db()
        assert rita.role == ""

    @pytest.mark.parametrize("arguments", [("zoe", "--role", "boss"), ("not a name", "--role", "chief")])
    def test_what_cannot_be_is_refused_in_one_line(self, db: None, arguments: tuple[str, ...]) -> None:
        with pytest.raises(CommandError) as no:
            said("person", *arguments)
        assert "\n" not in str(no.value)
        assert not Person.objects.exists()


class TestToken:
    def test_a_token_is_printed_once_and_kept_as_a_hash(self, rita: Person) -> None:
        secret = said("token", "rita", "--scopes", "read").strip()
        token = ApiToken.objects.get()
        assert (token.digest, token.person, token.scopes) == (digest(secret), rita, ["read"])

    @pytest.mark.parametrize("arguments", [("nobody",), ("rita", "--scopes", "all"), ("nemo",)])
    def test_what_cannot_be_is_refused(self, rita: Person, nemo: Person, arguments: tuple[str, ...]) -> None:
        with pytest.raises(CommandError):
            said("token", *arguments)
        assert not ApiToken.objects.exists()


class TestUpload:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "tunnel.txt"
        path.write_text("Tunnel opens\n\nThe tunnel cost $412 million.\n", "utf-8")
        return path

    def test_each_file_becomes_an_article(self, edith: Person, file: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.md"
        other.write_text("# Other\n\nIt rose by 4 percent.\n", "utf-8")
        printed = said("upload", str(file), str(other)).splitlines()
        rows = list(Article.objects.order_by("pk"))
        assert [line.split("\t") for line in printed] == [[str(row.pk), row.title] for row in rows]
        assert [row.uploaded_by for row in rows] == [edith, edith]
        assert Extraction.objects.filter(state="queued").count() == 2

    def test_who_uploads_is_said_where_there_is_a_choice(self, edith: Person, carl: Person, file: Path) -> None:
        said("upload", str(file), "--as", "carl", "--published", "2026-02-03")
        assert str(Article.objects.get(uploaded_by=carl).published_on) == "2026-02-03"

    def test_a_missing_file_uploads_nothing_at_all(self, edith: Person, file: Path) -> None:
        with pytest.raises(CommandError, match="There is no file"):
            said("upload", str(file), str(file.with_name("none.txt")))
        assert not Article.objects.exists()

    def test_a_file_that_cannot_be_taken_is_named_and_the_others_are_taken(self, edith: Person, file: Path) -> None:
        broken = file.with_name("broken.pdf")
        broken.write_bytes(b"\x00\x01")
        with pytest.raises(CommandError, match="1 of 2 files were not taken"):
            said("upload", str(broken), str(file))
        assert Article.objects.count() == 1

    def test_a_reviewer_uploads_nothing(self, rita: Person, file: Path) -> None:
        with pytest.raises(CommandError):
            said("upload", str(file), "--as", "rita")
        assert not Article.objects.exists()


class TestReport:
    @pytest.mark.parametrize("form", FORMATS)
    def test_the_file_is_what_the_trail_says(self, article: Article, tmp_path: Path, form: str) -> None:
        output = tmp_path / f"report.{form}"
        said("report", str(article.pk), "--format", form, "--output", str(output))
        assert sha256(output.read_bytes()).hexdigest() == Report.objects.get().sha256
        line = AuditEvent.objects.newest_first()[0]
        assert (line.kind, line.actor, line.actor_name) == ("report.exported", None, "operator at the command line")

    def test_a_bundle_is_written_with_how_to_check_it(self, article: Article, tmp_path: Path) -> None:
        output = tmp_path / "bundle.zip"
        told = said("report", str(article.pk), "--format", "bundle", "--output", str(output))
        assert "python3 verify.py --key" in told
        assert sha256(output.read_bytes()).hexdigest() in told
        assert offline.main([str(output)]) == 0

    def test_a_report_can_be_made_for_somebody(self, article: Article, ada: Person, tmp_path: Path) -> None:
        output = str(tmp_path / "report")
        said("report", str(article.pk), "--format", "json", "--output", output, "--as", "ada")
        assert Report.objects.get().by == ada

    @pytest.mark.parametrize(
        "change", [{"article": "999"}, {"--format": "docm"}, {"--output": "no/such/folder/f"}, {"--as": "nobody"}]
    )
    def test_what_cannot_be_leaves_no_record(self, article: Article, tmp_path: Path, change: dict[str, str]) -> None:
        asked = {"article": str(article.pk), "--format": "csv", "--output": str(tmp_path / "f")} | change
        words = [asked.pop("article"), *(word for pair in asked.items() for word in pair)]
        with pytest.raises(CommandError):
            said("report", *words)
        assert not Report.objects.exists()


class TestSampleDesk:
    @pytest.fixture(autouse=True)
    def logins(self, settings: object, tmp_path: Path) -> Iterator[Path]:
        path = tmp_path / "logins.txt"
        settings.SAMPLE_LOGINS = path  # type: ignore[attr-defined]
        settings.SAMPLE_PASSWORD = ""  # type: ignore[attr-defined]
        settings.ON_LOOPBACK = True  # type: ignore[attr-defined]
        return path

    def test_everybody_can_log_in_as_printed(self, db: None, logins: Path) -> None:
        printed = said("sample_desk")
        lines = [line.split() for line in logins.read_text("utf-8").splitlines()]
        assert {line[0] for line in lines} == set(PEOPLE) == {"edith", "rita", "bob", "carl", "ada", "root"}
        assert len({line[2] for line in lines}) == len(lines)
        for username, role, password in lines:
            person = authenticate(username=username, password=password)
            assert isinstance(person, Person)
            assert person.role == role
            assert password in printed

    def test_passwords_are_for_their_owner_only(self, db: None, logins: Path) -> None:
        logins.write_text("old", "utf-8")
        logins.chmod(0o644)
        said("sample_desk")
        assert stat.S_IMODE(logins.stat().st_mode) == 0o600

    def test_a_password_of_the_settings_is_everybodys(self, db: None, settings: object) -> None:
        settings.SAMPLE_PASSWORD = "one for all of them"  # type: ignore[attr-defined]
        said("sample_desk")
        assert all(authenticate(username=username, password="one for all of them") for username in PEOPLE)

    def test_two_articles_wait_for_the_worker(self, db: None) -> None:
        said("sample_desk")
        assert Article.objects.count() == len(ARTICLES) == 2
        assert list(Extraction.objects.values_list("state", flat=True)) == ["queued", "queued"]

    def test_a_desk_that_is_open_to_others_gets_no_sample_accounts(self, db: None, settings: object) -> None:
        settings.ON_LOOPBACK = False  # type: ignore[attr-defined]
        with pytest.raises(CommandError):
            said("sample_desk")
        assert not Person.objects.exists()

    def test_a_desk_with_people_is_left_alone(self, rita: Person, logins: Path) -> None:
        with pytest.raises(CommandError):
            said("sample_desk")
        assert (Person.objects.count(), logins.exists()) == (1, False)

    def test_a_folder_that_cannot_be_written_leaves_no_accounts(
        self, db: None, settings: object, tmp_path: Path
    ) -> None:
        settings.SAMPLE_LOGINS = tmp_path / "none" / "logins.txt"  # type: ignore[attr-defined]
        with pytest.raises(CommandError):
            said("sample_desk")
        assert not Person.objects.exists()

    @pytest.mark.parametrize("name", ARTICLES)
    def test_a_sample_article_has_what_there_is_to_try(self, name: str) -> None:
        text = (TEXTS / name).read_text("utf-8")
        assert 350 <= len(text.split()) <= 600
        assert len(re.findall(r"\d[\d,.]*", text)) > 20
        assert text.count('"') >= 6
        assert re.search(r"\S+\s*[|\t]\s*\S+\s*[|\t]\s*\S+", text)


def test_the_table_of_rights_names_every_right(db: None) -> None:
    lines = said("policy").splitlines()
    assert [line.split()[0] for line in lines[1:]] == [str(right) for right in Right]
    sign_off = next(line for line in lines if line.startswith("sign_off"))
    assert sign_off.split() == ["sign_off", "–", "–", "yes", "–", "–"]


class TestAudit:
    def test_a_whole_trail_is_said_to_be_whole_and_how_far_that_goes(self, article: Article) -> None:
        printed = said("audit", "verify")
        assert f"{AuditEvent.objects.count():,} events" in printed
        assert "Nothing differs" in printed
        assert "No outside checkpoint is known" in printed

    def test_programs_get_the_same_as_json(self, article: Article) -> None:
        told = json.loads(said("audit", "verify", "--json"))
        assert (told["ok"], told["exit_code"], told["size"]) == (True, 0, AuditEvent.objects.count())
        assert told["head"] == AuditEvent.objects.newest_first()[0].leaf
        assert told["compared"]["claim"] == article.claims.count()

    def test_a_verdict_changed_in_the_table_only_has_exit_code_15(self, article: Article, rita: Person) -> None:
        claim = article.claims.all()[0]
        article.claims.filter(pk=claim.pk).update(priority=3 if claim.priority != 3 else 1)
        with pytest.raises(SystemExit) as end:
            said("audit", "verify")
        assert end.value.code == 15
