"""Hostile PDFs."""

import zlib

from tests.ingest.files import assembled, column, p, pdf, word
from tests.ingest.hostile.case import Case, holds, reads, refused

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
LOCKED = "/Filter /Standard /V 1 /R 2 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> /P -4"


def of(content: str, *more: str, contents: str = "5 0 R", page: str = "", filters: str = "") -> bytes:
    """A PDF of one page; content is its stream, more are objects from number 6 on."""
    return assembled([
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        FONT,
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {contents} {page} >>",
        f"<< /Length {len(content)} {filters} >>\nstream\n{content}\nendstream",
        *more,
    ])  # fmt: skip


def shown(words: str, matrix: str = "1 0 0 1 72 700") -> str:
    return f"BT /F1 10 Tf {matrix} Tm ({words}) Tj ET\n"


def packed(content: bytes, times: int = 1) -> tuple[str, str]:
    """A stream packed so often, as text, and the names of its filters."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content.hex() + ">", f"/Filter [/ASCIIHexDecode {'/FlateDecode ' * times}]"


def more_pages_than_are_read() -> Case:
    return refused("pages.pdf", pdf(*[[] for _ in range(600)]), "too_many_pages")


def a_number_of_pages_that_is_a_lie() -> Case:
    return reads("count.pdf", pdf(column(["x"])).replace(b"/Count 1", b"/Count 2147483647"), "x")


def pages_that_hold_themselves() -> Case:
    return refused("kids.pdf", pdf(column(["x"])).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "broken_file")


def a_page_that_is_its_own_parent() -> Case:
    return reads("parent.pdf", pdf(column(["x"])).replace(b"/Parent 2 0 R", b"/Parent 5 0 R"), "x")


def words_out_in_space() -> Case:
    return holds("far.pdf", pdf([(9e30, -9e30, 9e9, "far away"), (72, 700, 10, "near")]), "near")


def numbers_that_are_none() -> Case:
    return holds("numbers.pdf", of(shown("near") + shown("odd", "1e999 nan 0 -.-5 99999999999999999999 --7")), "near")


def letters_of_no_size() -> Case:
    return holds("size.pdf", of(f"BT /F1 0 Tf 0 0 0 0 0 0 Tm (none) Tj ET\n{shown('near')}"), "near")


def a_file_cut_after_its_first_line() -> Case:
    return refused("cut.pdf", b"%PDF-1.7\n", "broken_file")


def a_file_cut_in_the_middle() -> Case:
    return refused("half.pdf", pdf(column(["One two three"] * 30))[:700], "broken_file", "no_text")


def a_locked_pdf() -> Case:
    data = pdf(column(["x"])).replace(b"trailer << ", f"trailer << /Encrypt << {LOCKED} >> /ID [<00> <00>] ".encode())
    return refused("locked.pdf", data, "encrypted")


def a_lock_that_does_not_exist() -> Case:
    data = pdf(column(["x"])).replace(b"trailer << ", b"trailer << /Encrypt << /Filter /Nosuch /V 99 >> ")
    return refused("nosuch.pdf", data, "broken_file", "encrypted")


def pages_without_words() -> Case:
    return refused("empty.pdf", pdf([], []), "no_text")


def a_stream_that_unpacks_to_hundreds_of_megabytes() -> Case:
    content, filters = packed(b" " * 400_000_000)
    codes = ("no_text", "out_of_memory", "reader_died", "took_too_long", "broken_file")
    return refused("bomb.pdf", of(content, filters=filters), *codes)._replace(memory=1024)


def a_stream_packed_twice() -> Case:
    content, filters = packed(shown("Packed.").encode() + b" " * 90_000_000, times=2)
    return holds("twice.pdf", of(content, filters=filters), "Packed.")


def a_stream_whose_length_is_a_lie() -> Case:
    return reads("length.pdf", pdf(column(["Words."])).replace(b"/Length ", b"/Length 99999"), "Words.")


def a_page_that_shows_one_stream_ten_thousand_times() -> Case:
    return holds("again.pdf", of(shown("Again."), contents=f"[{'5 0 R ' * 10_000}]"), "Again.")


def a_stream_that_shows_itself() -> Case:
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream"
    return holds("self.pdf", of(f"{shown('Words.')}/X Do", form, page="/X 6 0 R"), "Words.")


def brackets_in_brackets() -> Case:
    return holds("brackets.pdf", of(f"{shown('Words.')}{'[' * 90_000}{'<<' * 90_000}"), "Words.")


def a_text_of_three_megabytes() -> Case:
    lines = [(10, 800 - 12 * number, 4, f"{number} " + "word " * 25) for number in range(60)]
    return refused("long.pdf", pdf(*[lines] * 400), "text_too_long")


def ten_thousand_lines_strewn_over_a_page() -> Case:
    strewn = [(10 + number * 37 % 500, 10 + number * 91 % 800, 8, f"word {number}") for number in range(10_000)]
    return holds("strewn.pdf", pdf(strewn), "word")


def a_page_of_no_size() -> Case:
    return holds("flat.pdf", of(shown("Words."), page="").replace(b"[0 0 595 842]", b"[0 0 0 0]"), "Words.")


def a_page_larger_than_the_world() -> Case:
    return holds("vast.pdf", of(shown("Words.")).replace(b"[0 0 595 842]", b"[-9e9 -9e9 9e9 9e9]"), "Words.")


def a_pdf_with_a_word_file_behind() -> Case:
    return refused("both.pdf", pdf(column(["x"])) + word(p("x")), "two_kinds")


def a_page_called_a_pdf() -> Case:
    return refused("page.pdf", b"<html><p>x</p></html>", "wrong_type")


def a_pdf_that_wants_to_run_something() -> Case:
    action = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /O << /S /Launch /F (calc.exe) >> >> "
    return reads("run.pdf", pdf(column(["Words."])).replace(b"/Type /Catalog ", b"/Type /Catalog " + action), "Words.")


def fifty_equal_lines_in_a_pdf() -> Case:
    return reads("equal.pdf", pdf(column(["He said no."] * 50)), " ".join(["He said no."] * 50))
