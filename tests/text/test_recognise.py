"""Rules of block recognition: what is an article's own text, and what only stands around it."""

import itertools

import pytest

from articles.text.blocks import BlockKind
from articles.text.recognise import recognise_blocks

PARAGRAPH = "The harbour of Quayton opened on Monday after three years of work, the city said."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in recognise_blocks(text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Harbour Opens After Three Years", BlockKind.HEADING),
        ("## What is the harbour for?", BlockKind.HEADING),
        ("Why did it take so long?", BlockKind.HEADING),
        (PARAGRAPH, BlockKind.PARAGRAPH),
        ("By Rita Vance", BlockKind.BYLINE),
        ("By Rita Vance and Bob Ames • 3 May 2024", BlockKind.BYLINE),
        ("By Rita Vance, harbour desk", BlockKind.BYLINE),
        ("Published: 2024-05-03 10:12:00", BlockKind.BYLINE),
        ("Published 3 May 2024", BlockKind.BYLINE),
        ("Quayton, 3 May 2024", BlockKind.BYLINE),
        ("New Old Bay, May 3, 2024", BlockKind.BYLINE),
        ("Friday, May 3, 2024", BlockKind.BYLINE),
        ("Image: Quayton Port Authority.", BlockKind.BYLINE),
        ("By Wednesday the harbour had 3 ships.", BlockKind.PARAGRAPH),
        ("• Three new cranes", BlockKind.LIST_ITEM),
        ("2) Three new cranes", BlockKind.LIST_ITEM),
        ("- Three new cranes", BlockKind.LIST_ITEM),
        ("| Ships | 12 | 14 |", BlockKind.TABLE_ROW),
        ("Mayor Ada Quill at the pier; from file, 2019.", BlockKind.CAPTION),
        ("> We never sleep.", BlockKind.QUOTE),
        ("14", BlockKind.FURNITURE),
        ("1.2k shares", BlockKind.FURNITURE),
        ("Home / News / Harbour /", BlockKind.FURNITURE),
        ("Skip to content", BlockKind.FURNITURE),
        ("Read more: the harbour in pictures", BlockKind.FURNITURE),
        ("Share Share", BlockKind.FURNITURE),
        ("© 2024 Quayton Gazette. All rights reserved.", BlockKind.FURNITURE),
        ("Get the Gazette app to start your day", BlockKind.FURNITURE),
        ("________________", BlockKind.FURNITURE),
        ("By Rita Vance, Gazette Staff", BlockKind.BYLINE),
        ("Rita Vance, staff writer", BlockKind.BYLINE),
        ("Reporting by Rita Vance in Quayton; editing by Bob Ames", BlockKind.BYLINE),
        ("Updated 5:30 PM EDT, Fri May 3, 2024", BlockKind.BYLINE),
        ("2 hours ago", BlockKind.BYLINE),
        ("5 min read · May 3, 2024", BlockKind.FURNITURE),
        ("Bob Ames/Getty Images", BlockKind.BYLINE),
        ("FOR IMMEDIATE RELEASE", BlockKind.FURNITURE),
        ("SOURCE Oldbay Holdings Inc.", BlockKind.FURNITURE),
        ("View this email in your browser", BlockKind.FURNITURE),
        ("The best of the Gazette, in your inbox every Friday", BlockKind.FURNITURE),
        ("We use cookies to improve your visit", BlockKind.FURNITURE),
        ("Story continues below advertisement", BlockKind.FURNITURE),
        ("Follow Rita Vance on Twitter", BlockKind.FURNITURE),
        ("#harbour #ships #quayton", BlockKind.FURNITURE),
        ("Alt text: a crane above the pier", BlockKind.FURNITURE),
        ("+44 20 7946 0000", BlockKind.FURNITURE),
        ("Email address", BlockKind.FURNITURE),
    ],
)
def test_a_line_is_known_by_its_form(line: str, kind: BlockKind) -> None:
    text = f"{line}\n\n{PARAGRAPH}"
    assert kinds(text)[0] == (kind.value, line)


@pytest.mark.parametrize(
    "line",
    [
        "Terms of the deal were not disclosed.",
        "Copyright law changed in 2019, the court said.",
        "Advertisement sales fell 5% in 2023.",
        "Email address changes cost the city $5 million.",
        "Read more than 5 books a year, the mayor said.",
        "Powered by two engines, the ship set a record.",
        "By Monday, three ships had come.",
        "Updated figures show growth of 3%.",
        "Subscribers rose by 5% in May.",
        "Reuters reported the fire first.",
        "Comment by the mayor was not available.",
    ],
)
def test_a_sentence_that_only_begins_like_furniture_is_a_paragraph(line: str) -> None:
    assert kinds(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}")[1] == ("paragraph", line)


@pytest.mark.parametrize("label", ["Related stories", "Most read", "In this article", "More from the harbour:", "Tags"])
def test_titles_below_the_label_of_a_list_of_links_are_furniture(label: str) -> None:
    text = f"{PARAGRAPH}\n\n{label}\n- Ferry sinks off Quayton\n- Mayor opens school\n\nThe Second Pier\n\n{PARAGRAPH}"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", *["furniture"] * 3, "heading", "paragraph"]


def test_a_heading_above_a_paragraph_is_never_a_link() -> None:
    assert [kind for kind, _ in kinds(f"{PARAGRAPH}\n\nRead more\n\nThe Second Pier\n\n{PARAGRAPH}")] == [
        "paragraph", "furniture", "heading", "paragraph",
    ]  # fmt: skip


def test_names_and_numbers_below_the_head_of_a_contact_block_are_furniture() -> None:
    text = f"{PARAGRAPH}\n\nMedia Contact:\nRita Vance\nDirector of Communications\n(555) 202-0100\n\nAbout Oldbay\n\n{PARAGRAPH}"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", *["furniture"] * 4, "heading", "paragraph"]


def test_the_legal_end_of_a_press_release_is_furniture() -> None:
    legal = (
        "This press release contains forward-looking statements within the meaning of the Private Securities Litigation "
        "Reform Act of 1995. Actual results may differ materially. Oldbay undertakes no obligation to update them."
    )
    assert kinds(f"{PARAGRAPH}\n\n{legal}\n\n{PARAGRAPH}")[1] == ("furniture", legal)


def test_short_lines_with_figures_are_no_menu() -> None:
    text = f"{PARAGRAPH}\nShare\nKey points\nOldbay bought 12 cranes\nIt employs 1,400 people\n{PARAGRAPH}"
    assert [kind for kind, _ in kinds(text)][3:5] == ["heading", "heading"]


def test_a_disclaimer_is_furniture_and_a_paragraph_on_the_law_is_not() -> None:
    legal = "This page is for informational purposes only and does not constitute investment advice."
    news = "The court found that the firm gave investment advice without a licence in 2021."
    assert [kind for kind, _ in kinds(f"{legal}\n{news}\n{PARAGRAPH}")] == ["furniture", "paragraph", "paragraph"]


def test_rows_of_a_flattened_table_are_known_by_their_glued_cells() -> None:
    text = f"{PARAGRAPH}\n\nPortShipsChange\nQuayton$7.5612% more\nOld Bay8.8%Fewer than planned\n\n{PARAGRAPH}"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "table_row", "table_row", "table_row", "paragraph"]


def test_a_name_in_mixed_case_makes_no_table() -> None:
    assert kinds(f"YouTube Opens Office\n{PARAGRAPH}")[0][0] == "heading"


def test_the_line_below_a_byline_label_belongs_to_it() -> None:
    assert [kind for kind, _ in kinds(f"Author:\nB1tK1ng\nPublished:\n2024-05-03\n{PARAGRAPH}")] == ["byline"] * 4 + [
        "paragraph"
    ]


def test_a_run_of_labels_around_a_menu_word_is_furniture() -> None:
    text = f"Donate now\nThe Foundation\nAdvocacy\nPrivacy policy\n{PARAGRAPH}"
    assert [kind for kind, _ in kinds(text)] == ["furniture"] * 4 + ["paragraph"]


WRAPPED = """The harbour of Quayton opened on Monday after three years of
work, the city said in a statement that ran to forty pages and
named every crane, every ship and every one of the workers who
had built it.

  The mayor, who had promised the harbour for two years, called
it a beginning. Others were less sure, and the opposition said
that the money would have been better spent on the schools of
the town."""


def test_wrapped_lines_join_to_one_block() -> None:
    blocks = recognise_blocks(WRAPPED)
    assert [WRAPPED[b.start : b.start + 9] for b in blocks] == ["The harbo", "The mayor"]
    assert {b.kind for b in blocks} == {BlockKind.PARAGRAPH}


def test_without_a_wrap_every_line_is_a_block() -> None:
    assert len(recognise_blocks(f"{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}")) == 5


def test_only_a_newline_ends_a_line() -> None:
    text = "One line\u2028still the same\x0band the same\x85line. "
    assert [(b.start, b.end) for b in recognise_blocks(text)] == [(0, len(text) - 1)]


@pytest.mark.parametrize(
    "text", ["", "\n", " \n\t\n", "|" * 9999, "1" * 9999, "A " * 9999, "By " * 999, "/ " * 999, "\n".join("ab" * 5000)]
)
def test_blocks_never_overlap_and_hold_every_word(text: str) -> None:
    blocks = recognise_blocks(text)
    assert all(one.end <= two.start for one, two in itertools.pairwise(blocks))
    assert "".join("".join(text[b.start : b.end].split()) for b in blocks) == "".join(text.split())
