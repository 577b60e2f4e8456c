"""Rules of priority: what lifts a claim, how far, and that the reason names it."""

import pytest

from articles.extractor import Candidate, find_candidates
from articles.extractor.claims.atoms import Role
from articles.extractor.claims.priority import Priority, priority
from articles.extractor.claims.reasons import Subject
from articles.extractor.facets import all_facets
from articles.extractor.small.judge import Small
from articles.text.blocks import Block, BlockKind
from articles.text.recognise import recognise_blocks
from articles.text.sentences import Sentence
from articles.text.spans import Span


def judged(words: str, high: float, *, headline: bool = False, role: Role = Role.WHOLE) -> Priority:
    """The priority of one sentence at the judge's probability of a grave mistake."""
    whole = Span(0, len(words))
    facets = all_facets(words, [Block(BlockKind.PARAGRAPH, *whole)], [Sentence(*whole, 0)], None, lambda share: None)
    speaker = next((one.speaker for one in facets.attributions if one.speaker), "")
    said = bool(facets.attributions)
    subject = Subject(words, whole, BlockKind.PARAGRAPH, facets, speaker, said, headline, repeated=False, role=role)
    return priority(subject, high)


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("The port lost 40 ships.", "a figure (“40”)"),
        ("The port paid $200 million.", "an amount of money (“$200 million”)"),
        ("Ada Quill was convicted.", "a word of harm (“convicted”) beside the name Ada Quill"),
        ("The port was accused of it.", "a word of harm (“accused”)"),
        ("The treatment helps patients.", "a matter of health (“treatment”)"),
        ("The constitution forbids it.", "a matter of law (“constitution”)"),
    ],
)
def test_a_grave_sign_lifts_what_the_judge_takes_for_a_small_risk(words: str, sign: str) -> None:
    assert judged(words, 0.13) == Priority(3, f"High risk: {sign}.")


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ('"We never close the harbour," said Ada Quill.', "a direct quotation"),
        ("It is the first port of its kind.", "a superlative or a first (“the first port”)"),
        ("The port opened on May 3.", "a date (“May 3”)"),
        ("Port director Ada Quill opened it.", "a name with a role (Ada Quill)"),
        ("The port made a profit.", "a matter of money (“profit”)"),
    ],
)
def test_a_notable_sign_lifts_what_the_judge_takes_for_some_risk(words: str, sign: str) -> None:
    assert judged(words, 0.25) == Priority(3, f"High risk: {sign}.")
    below = judged(words, 0.1)
    assert below.level == 2
    assert sign in below.reason
    assert "only 10%" in below.reason


@pytest.mark.parametrize(
    ("words", "headline", "sign"),
    [
        ("Port of Oldbay opens", True, "a headline"),
        ("Officials said that the port is open.", False, "words of somebody unnamed"),
    ],
)
def test_a_headline_and_an_unnamed_source_are_named_where_the_judge_sees_the_risk(
    words: str, headline: bool, sign: str
) -> None:
    assert judged(words, 0.5, headline=headline) == Priority(3, f"High risk: {sign}.")
    assert judged(words, 0.3, headline=headline).level == 2


def test_the_judge_alone_is_named_where_nothing_else_made_it_so() -> None:
    high = judged("The port opened.", 0.62)
    assert high == Priority(3, "High risk: nothing single stands out, but the judge of sentences puts the risk at 62%.")
    assert judged("The port opened.", 0.2).level == 2


def test_what_holds_no_sign_and_hardly_any_risk_is_low() -> None:
    assert judged("The port opened.", 0.01).level == 1
    assert judged("The port lost 40 ships.", 0.01).level == 2


def test_several_signs_are_named_in_one_sentence() -> None:
    reason = judged("Ada Quill was convicted of bribing 40 officers on May 3 and fined.", 0.9).reason
    assert reason == (
        "High risk: a word of harm (“convicted”) beside the name Ada Quill, a figure (“40”) and a date (“May 3”)."
    )


def test_words_quoted_inside_a_claim_are_no_direct_quotation_themselves() -> None:
    words = 'We have 40 ships" said Ada Quill.'
    assert "quotation" not in judged(words, 0.9, role=Role.QUOTED).reason


def candidates(text: str) -> list[Candidate]:
    return list(find_candidates(text, recognise_blocks(text), judge=Small()).candidates)


def test_a_possible_conflict_is_high_risk_and_says_so() -> None:
    text = (
        "Shares of Oldbay jumped 46.3% this year, the port said.\n\n"
        "The port opened in 2020.\n\nShares of Oldbay gained 8.8% this year, it said.\n"
    )
    reasons = [one.priority_reason for one in candidates(text) if "contradiction" in one.flags]
    assert len(reasons) == 2
    assert all(
        reason.startswith("High risk: a possible conflict with another place of this text") for reason in reasons
    )


def test_every_claim_has_a_reason_that_fits_where_it_is_kept() -> None:
    text = "Ada Quill was convicted of bribing 40 officers in 2020. The port opened.\n" * 3
    assert all(0 < len(one.priority_reason) <= 300 for one in candidates(text))
