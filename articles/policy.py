"""Who may do what: the whole table of rights on one screen, for web, API, commands and tests alike."""

from collections.abc import Mapping
from enum import StrEnum

from articles.models import Article, Claim, Person, Role

EDITOR, REVIEWER, CHIEF, AUDITOR, ADMIN = Role.EDITOR, Role.REVIEWER, Role.CHIEF, Role.AUDITOR, Role.ADMIN


class Right(StrEnum):
    """The acts of the desk.  Whatever is not in the table below is refused."""

    READ = "read"
    READ_TRAIL = "read_trail"
    EXPORT = "export"
    UPLOAD = "upload"
    REVISE = "revise"
    RETRY = "retry"
    ADD_CLAIM = "add_claim"
    CHANGE_SPAN = "change_span"
    TAKE = "take"
    ASSIGN = "assign"
    SET_DUE = "set_due"
    DECIDE = "decide"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    READ_PASSAGE = "read_passage"
    TICK = "tick"
    ANSWER_HINT = "answer_hint"
    SIGN_OFF = "sign_off"
    ERASE = "erase"
    VERIFY_TRAIL = "verify_trail"
    EXPORT_TRAIL = "export_trail"
    MANAGE_PEOPLE = "manage_people"
    MAKE_TOKEN = "make_token"  # noqa: S105  # the name of a right, not a secret


TABLE: dict[Right, frozenset[Role]] = {
    Right.READ: frozenset({EDITOR, REVIEWER, CHIEF, AUDITOR, ADMIN}),
    Right.READ_TRAIL: frozenset({EDITOR, REVIEWER, CHIEF, AUDITOR, ADMIN}),
    Right.EXPORT: frozenset({EDITOR, REVIEWER, CHIEF, AUDITOR}),
    Right.UPLOAD: frozenset({EDITOR, CHIEF}),
    Right.REVISE: frozenset({EDITOR, CHIEF}),
    Right.RETRY: frozenset({EDITOR, REVIEWER, CHIEF}),
    Right.ADD_CLAIM: frozenset({REVIEWER, CHIEF}),
    Right.CHANGE_SPAN: frozenset({REVIEWER, CHIEF}),
    Right.TAKE: frozenset({REVIEWER, CHIEF}),
    Right.ASSIGN: frozenset({CHIEF}),
    Right.SET_DUE: frozenset({CHIEF}),
    Right.DECIDE: frozenset({REVIEWER, CHIEF}),
    Right.DISMISS: frozenset({REVIEWER, CHIEF}),
    Right.REOPEN: frozenset({REVIEWER, CHIEF}),
    Right.READ_PASSAGE: frozenset({REVIEWER, CHIEF}),
    Right.TICK: frozenset({REVIEWER, CHIEF}),
    Right.ANSWER_HINT: frozenset({REVIEWER, CHIEF}),
    Right.SIGN_OFF: frozenset({CHIEF}),
    Right.ERASE: frozenset({CHIEF}),
    Right.VERIFY_TRAIL: frozenset({CHIEF, AUDITOR, ADMIN}),
    Right.EXPORT_TRAIL: frozenset({CHIEF, AUDITOR, ADMIN}),
    Right.MANAGE_PEOPLE: frozenset({ADMIN}),
    Right.MAKE_TOKEN: frozenset({EDITOR, REVIEWER, CHIEF, AUDITOR, ADMIN}),
}


def may(person: Person, right: Right) -> bool:
    """Whether this person's role gives this right at all."""
    return person.is_active and person.role in TABLE.get(right, frozenset())


def may_check(person: Person, right: Right, article: Article) -> bool:
    """Whether this person may do this to the claims of article: the checker is not the author.

    The chief may all the same, who has the final call and answers for it by name.
    """
    return may(person, right) and (article.uploaded_by_id != person.pk or person.role == CHIEF)


def may_decide(person: Person, claim: Claim) -> bool:
    """Whether this person may decide this claim."""
    return may_check(person, Right.DECIDE, claim.article)


def may_assign(person: Person, claim: Claim, reviewer: Person | None) -> bool:
    """Whether this person may give claim to reviewer (or, with None, to nobody).

    The chief assigns to anybody; a reviewer takes what is free and gives back what is theirs.
    """
    if may(person, Right.ASSIGN):
        return True
    takes_free = reviewer == person and claim.assignee_id in (None, person.pk)
    gives_back = reviewer is None and claim.assignee_id == person.pk
    return may(person, Right.TAKE) and (takes_free or gives_back)


def may_be_assigned(reviewer: Person, article: Article) -> bool:
    """Whether claims of this article can be given to this person."""
    return may_check(reviewer, Right.DECIDE, article)


def missing_for_sign_off(counts: Mapping[str, int], *, looking: bool) -> list[str]:
    """What stands in the way of a sign-off, in words; empty when nothing does.

    `counts` are the claims of the article by standing; `looking`: the look for claims has not ended, or has failed.
    """
    words = {"pending": "{} open", "recheck": "{} to re-check", "unsourced": "{} without a source"}
    missing = ["claims have not been looked for to the end"] if looking else []
    return missing + [text.format(counts[name]) for name, text in words.items() if counts.get(name)]
