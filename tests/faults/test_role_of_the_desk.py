"""On PostgreSQL the desk runs as a role that owns nothing: it works as ever and cannot touch history."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors, sql

from articles.models.guards import APPEND_ONLY, TRAIL
from tests.desk import ROOT, RunningDesk, bare_environment, new_database
from tests.visitor import Visit

FORBIDDEN = {
    "an update": f"UPDATE {TRAIL} SET kind = 'claim.found'",
    "a removal": f"DELETE FROM {TRAIL} WHERE seq = 3",
    "a truncation": f"TRUNCATE {TRAIL} CASCADE",
    "a guard taken away": f"DROP TRIGGER {TRAIL}_no_update ON {TRAIL}",
    "guards switched off": f"ALTER TABLE {TRAIL} DISABLE TRIGGER ALL",
    "a guard's function made anew": "CREATE OR REPLACE FUNCTION articles_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RETURN NEW; END$$",
    "acting as a replica": "SET session_replication_role = replica",
    "a backdated line": f"INSERT INTO {TRAIL} SELECT 2, payload, 'x', at, kind, actor_name, actor_id, article_id, claim_id "
    f"FROM {TRAIL} WHERE seq = 1",
    "another verdict": "UPDATE articles_decision SET verdict = 'verified'",
    "another note": "UPDATE articles_decision SET note = 'All was well.'",
}


@pytest.fixture(scope="module")
def role(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a migrated database for a role that owns nothing in it, and the owner's address."""
    name = f"desk_{secrets.token_hex(4)}"
    with psycopg.connect(postgres_url, autocommit=True) as line:
        line.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), "desk"))
        with new_database(postgres_url) as owner:
            for words in (["migrate", "-v0"], ["database_rights", name, "--apply"]):
                env = bare_environment() | {
                    "DATABASE_URL": owner,
                    "FACTCHECK_DATA": str(tmp_path_factory.mktemp("owner")),
                }
                subprocess.run(
                    [sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, capture_output=True
                )
            before, _, after = owner.partition("//")
            yield f"{before}//{name}:desk@{after.partition('@')[2]}", owner
        line.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def desk_of_role(role: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with RunningDesk(tmp_path_factory.mktemp("desk"), database_url=role[0]) as desk:
        yield desk


@pytest.mark.xdist_group("desk-role")
def test_a_desk_that_owns_nothing_works_as_ever(desk_of_role: RunningDesk, visit: Visit) -> None:
    edith, rita = visit(desk_of_role, "edith"), visit(desk_of_role, "rita")
    article = edith.submit("The council paid $4 million for the bridge in 2019.")
    assert edith.extracted(article["id"])["extraction"]["status"] == "done"
    claim = rita.claims(article=article["id"])[0]
    assert rita.decide(claim, "disputed", note="The archive says 3.").status_code == 201
    signed = desk_of_role.manage("audit", "checkpoint")
    assert signed.returncode == 0, signed.stdout + signed.stderr
    verified = desk_of_role.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.xdist_group("desk-role")
@pytest.mark.parametrize("how", FORBIDDEN)
def test_its_role_cannot_touch_history(desk_of_role: RunningDesk, role: tuple[str, str], how: str) -> None:
    with psycopg.connect(role[0]) as line, pytest.raises((errors.InsufficientPrivilege, errors.IntegrityError)):
        line.execute(FORBIDDEN[how])


@pytest.mark.xdist_group("desk-role")
def test_it_has_the_rights_that_it_needs_and_no_others(role: tuple[str, str]) -> None:
    name = role[0].partition("//")[2].partition(":")[0]
    asked = (
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
        "WHERE grantee = %s AND table_name = ANY(%s)"
    )
    with psycopg.connect(role[1]) as line:
        given = set(line.execute(asked, [name, list(APPEND_ONLY)]).fetchall())
    assert given == {(table, right) for table in APPEND_ONLY for right in ("SELECT", "INSERT")}


def test_the_statements_can_be_read_before_they_are_run(role: tuple[str, str], tmp_path: Path) -> None:
    env = bare_environment() | {"DATABASE_URL": role[1], "FACTCHECK_DATA": str(tmp_path)}
    words = [sys.executable, "manage.py", "database_rights", 'de"sk']
    said = subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
    assert f'GRANT SELECT, INSERT ON "{TRAIL}" TO "de""sk";' in said
    assert "DELETE" in said
    assert f'DELETE ON "{TRAIL}"' not in said
