"""Rules of context: the line that leads a claim in, and the sentence that its "he" or "this" means."""

import pytest

from articles.extractor import Candidate, find_candidates
from articles.extractor.claims.leads import lead_ins
from articles.extractor.small.judge import Small
from articles.text.blocks import Block, BlockKind
from articles.text.recognise import recognise_blocks
from articles.text.sentences import sentences


def claims(text: str, blocks: tuple[Block, ...] | None = None) -> dict[str, Candidate]:
    found = find_candidates(text, blocks or recognise_blocks(text), judge=Small()).candidates
    return {one.span.quote(text): one for one in found}


def lead_in(text: str, words: str) -> str:
    span = claims(text)[words].context.lead_in
    return span.quote(text) if span else ""


def antecedent(text: str, words: str) -> str:
    span = claims(text)[words].context.antecedent
    return span.quote(text) if span else ""


LIST = """The auditors of Quayton wrote a report in 2020 and published it on Monday.

Among the findings:

- The port lost 40 ships in 2019
- The bridge has 3 cracks, the report said

The city paid $3 million for the report in 2020."""


def test_a_line_with_a_colon_leads_in_each_item_of_its_list_and_nothing_behind() -> None:
    assert lead_in(LIST, "The port lost 40 ships in 2019") == "Among the findings:"
    assert lead_in(LIST, "The bridge has 3 cracks, the report said") == "Among the findings:"
    assert lead_in(LIST, "The city paid $3 million for the report in 2020.") == ""


def test_a_heading_leads_in_the_list_under_it() -> None:
    text = LIST.replace("Among the findings:", "What the auditors found")
    assert lead_in(text, "The port lost 40 ships in 2019") == "What the auditors found"


def test_the_names_of_columns_lead_in_the_rows_of_a_table() -> None:
    text = "The port told this.\n\n| Route | Ships 2020 |\n| Oldbay | 400 |\n| Quayton | 300 |\n\nThe port opened."
    blocks = recognise_blocks(text)
    leads = lead_ins(text, blocks, sentences(text, blocks))
    led = {text[block.start : block.end]: leads[i].quote(text) for i, block in enumerate(blocks) if i in leads}
    columns = "| Route | Ships 2020 |"
    assert led == {"| Oldbay | 400 |": columns, "| Quayton | 300 |": columns}


def test_a_question_leads_in_its_answer_in_a_faq() -> None:
    text = (
        "What does the port cost?\n\nIt costs the city $3 million a year.\n\nWho runs the port?\n\n"
        "Oldbay Ltd has run the port since 2019. The firm employs 400 people.\n\n"
        "When was it opened?\n\nThe port opened on May 3, 2020.\n"
    )
    assert lead_in(text, "It costs the city $3 million a year.") == "What does the port cost?"
    assert lead_in(text, "The firm employs 400 people.") == "Who runs the port?"
    assert lead_in(text, "The port opened on May 3, 2020.") == "When was it opened?"


def test_a_headline_that_ends_in_a_question_is_not_answered_by_the_article() -> None:
    text = "Port of Quayton grows 46% – can it last?\n\nThe port of Quayton grew by 46% in 2020, the city said on Monday.\n"
    assert lead_in(text, "The port of Quayton grew by 46% in 2020, the city said on Monday.") == ""


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Ada Quill became port director in 2019.", "She closed the bridge in 2020."),
        ("Ada Quill became port director in 2019.", "In 2020, she closed the bridge of Oldbay."),
        ("Ada Quill became port director in 2019.", "Her office closed the bridge in 2020."),
        ("Ada Quill became port director in 2019.", '"We closed the bridge in 2020," she said.'),
        ("The bridge was built in 1990.", "It was closed in 2020 after 30 years."),
        ("Eleven sailors were arrested in 2019.", "They were released in 2020 after 3 months."),
        ("The city closed the bridge in 2020.", "This cost the port $3 million."),
        ("The city of Oldbay built a bridge in 1990.", "This bridge fell in 2020 and killed 3 people."),
        ("Oldbay Shipping Ltd bought 40 ships in 2019.", "The company sold 30 of the ships in 2020."),
        ("President Rita Vance opened the port in 2019.", "The president closed the bridge in 2020."),
    ],
)
def test_a_subject_that_names_nothing_leads_back_to_the_sentence_that_does(before: str, words: str) -> None:
    assert antecedent(f"{before} {words}", words) == before


def test_sentences_that_do_not_name_somebody_are_passed_over() -> None:
    text = "Ada Quill became port director in 2019. She closed the bridge in 2020. She opened 3 ports in 2021."
    assert antecedent(text, "She opened 3 ports in 2021.") == "Ada Quill became port director in 2019."


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Carl Osei became port director in 2019.", "She closed the bridge in 2020."),  # somebody else
        ("The port opened in 2019.", "She closed the bridge in 2020."),  # nobody is named
        ("The bridge was built in 1990.", "It took 3 years to close the port in 2020."),  # nothing is meant
        ("The bridge was built in 1990.", "This year the port lost $3 million."),  # a time
        ("The bridge was built in 1990.", "The company sold 30 ships in 2020."),  # no company is named
        ("The bridge was built in 1990.", "The port sold 30 ships in 2020."),  # names what it means
    ],
)
def test_where_it_is_not_sure_nothing_is_said(before: str, words: str) -> None:
    assert antecedent(f"{before} {words}", words) == ""


def test_nobody_is_looked_for_beyond_a_heading() -> None:
    text = "Ada Quill became port director in 2019.\n\nThe bridge of Oldbay\n\nShe closed the bridge in 2020, the city said.\n"
    assert antecedent(text, "She closed the bridge in 2020, the city said.") == ""


def test_blocks_that_stand_around_an_article_lead_in_nothing() -> None:
    text = "Share this:\nThe port lost 40 ships in 2019, the city said."
    blocks = (Block(BlockKind.FURNITURE, 0, 11), Block(BlockKind.LIST_ITEM, 12, len(text)))
    assert claims(text, blocks)["The port lost 40 ships in 2019, the city said."].context.lead_in is None
