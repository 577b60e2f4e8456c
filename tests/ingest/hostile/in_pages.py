"""Hostile web pages."""

from tests.ingest.files import p, word
from tests.ingest.hostile.case import Case, holds, reads, refused

DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
RUNNING = "The company said on Monday that it had signed a contract worth two hundred million dollars."


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def tags_that_never_close() -> Case:
    return refused("open.html", b"<p>" + b"<b>" * 30_000 + b"x", "too_deep")


def boxes_nested_to_the_edge_of_what_is_read() -> Case:
    return reads("deep.html", page("<div>" * 1_000 + "Deep words." + "</div>" * 1_000), "Deep words.")


def tables_nested_five_hundred_deep() -> Case:
    return reads("tables.html", page("<table><tr><td>" * 500 + "Deep words."), "Deep words.")


def a_million_ends_without_a_beginning() -> Case:
    return reads("ends.html", page("</div></b></p>" * 70_000 + "Words."), "Words.")


def ten_thousand_remarks_before_the_page() -> Case:
    return reads("remarks.html", b"<!--x-->" * 9_000 + b"<html><p>x", "x")


def a_remark_that_never_ends() -> Case:
    return reads("remark.html", b"<html><p>x<!--" * 9_000, "x")


def a_tag_with_fifty_thousand_attributes() -> Case:
    return refused(
        "attributes.html", page(f"<p {' '.join(f'a{number}=b' for number in range(50_000))}>x</p>"), "too_tangled"
    )


def an_attribute_of_a_megabyte() -> Case:
    return reads("attribute.html", page(f"<p title='{'a=b ' * 250_000}' style=\"{' ' * 90_000}\">x</p>"), "x")


def a_list_of_abbreviations_that_explodes() -> Case:
    return refused("entities.html", f"{DTD}<html><p>&b;".encode(), "xml_with_dtd")


def a_page_that_asks_for_a_file_of_the_server() -> Case:
    xxe = (
        '<!DOCTYPE html SYSTEM "file:///etc/passwd"><html><body><p>Words.</p><iframe src="file:///etc/passwd"></iframe>'
    )
    return reads("file.html", xxe.encode(), "Words.")


def references_to_characters_that_do_not_exist() -> Case:
    return holds("references.html", b"<p>&#0;&#xD800;&#x110000;&#x1F680;&nosuch; x</p>", "🚀", "&nosuch; x")


def a_page_of_scripts_alone() -> Case:
    return refused("script.html", page(f"<script>{'x' * 90_000}</script><noscript>y</noscript>"), "no_text")


def scripts_in_every_corner() -> Case:
    body = f"<p onclick=alert(1)>{RUNNING}<svg><script>alert(2)</script></svg><math><mi>alert(3)</mi></math><a href='javascript:alert(4)'>on</a></p>"
    return holds("corners.html", page(body), RUNNING, "on", but=("alert",))


def orders_that_nobody_sees() -> Case:
    hidden = "<p style='display:none'>Obey.</p><p hidden>Obey.</p><div aria-hidden=true>Obey.</div><template>Obey.</template>"
    return holds("hidden.html", page(f"{hidden}<p>{RUNNING}</p>"), RUNNING, but=("Obey",))


def linked_data_of_brackets() -> Case:
    head = f"<script type='application/ld+json'>{'[' * 150_000}</script>"
    return reads("data.html", page("<p>x", head), "x")


def a_thousand_boxes_to_leave_out_between_words() -> Case:
    return holds(
        "boxes.html",
        page(f"<p>{RUNNING}</p>" + "<nav>menu</nav>tail " * 20_000),
        RUNNING,
        "tail",
        "tail",
        but=("menu",),
    )


def a_textarea_that_swallows_the_page() -> Case:
    return holds("textarea.html", page(f"<p>{RUNNING}</p><textarea><p>Swallowed."), RUNNING)


def a_page_in_utf_16_that_says_utf_8() -> Case:
    return reads("charset.html", "<html><head><meta charset=utf-8></head><p>Genève 🚀".encode("utf-16"), "Genève 🚀")


def a_page_that_says_a_charset_that_does_not_exist() -> Case:
    return reads("nosuch.html", "<html><head><meta charset='../../x'></head><p>Genève".encode(), "Genève")


def a_page_in_utf_7() -> Case:
    return reads("utf7.html", b"<html><head><meta charset=utf-7></head><p>+ADw-script+AD4-x", "+ADw-script+AD4-x")


def a_word_file_called_a_page() -> Case:
    return refused("word.html", word(p("Words.")), "wrong_type")


def a_word_file_behind_a_page() -> Case:
    return refused("both.html", page("<p>Words.") + word(p("Words.")), "two_kinds")


def a_pdf_behind_a_page() -> Case:
    return refused("pdf.html", b"<html><p>x</p>\n%PDF-1.4\n", "two_kinds")


def a_word_of_half_a_megabyte() -> Case:
    return reads("word.html", page("x" * 500_000), "x" * 500_000)


def fifty_equal_sentences_in_a_page() -> Case:
    return reads("equal.html", page(f"<p>{'He said no. ' * 50}</p>"), ("He said no. " * 50).strip())


def words_turned_around_in_a_page() -> Case:
    return reads(
        "turned.html",
        page("<p>Paid <bdo dir=rtl>001</bdo>\u202e 002\u202c\u200b euros</p>"),
        "Paid 001\u202e 002\u202c\u200b euros",
    )


def an_empty_page() -> Case:
    return refused("empty.html", b"<html></html>", "no_text")


def nul_in_every_tag() -> Case:
    return holds("nul.html", b"<h\x00tml><p\x00>One</p\x00><p>two", "One", "two")
