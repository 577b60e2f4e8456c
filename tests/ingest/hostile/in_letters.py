"""Hostile RTF files and mails."""

import base64

from tests.ingest.files import p, word
from tests.ingest.hostile.case import Case, holds, reads, refused

HEAD = b"From: Edith <a@b.c>\r\nMIME-Version: 1.0\r\n"
MULTI = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


def rtf(body: bytes) -> bytes:
    return rb"{\rtf1\ansi " + body + b"}"


def raw_bytes_without_end() -> Case:
    return reads("bin.rtf", rtf(rb"a\bin9999999999 b"), "a")


def numbers_that_no_machine_holds() -> Case:
    return holds("numbers.rtf", rtf(rb"a\u99999999999 b\uc-5 c\fs999999999999999 d\par"), "a", "c", "d")


def braces_that_never_close() -> Case:
    return refused("braces.rtf", rtf(b"{" * 90_000), "too_deep")


def braces_that_close_too_often() -> Case:
    return reads("closed.rtf", rtf(b"One.}}}}}}}}} two."), "One. two.")


def a_file_that_ends_in_the_middle() -> Case:
    return reads("middle.rtf", rb"{\rtf1\ansi {\b Words\'e", "Words'e")


def a_code_page_that_does_not_exist() -> Case:
    return refused("codepage.rtf", rtf(rb"\ansicpg99999 \'e8"), "broken_file")


def halves_of_pairs_in_rtf() -> Case:
    return reads("pairs.rtf", rtf(rb"Up \u-10179?\u-8576? and \u-10179? down\'00.\par"), "Up 🚀 and  down.")


def objects_and_pictures_in_rtf() -> Case:
    body = rb"Seen.{\object{\*\objdata " + b"0105" * 50_000 + rb"}}{\pict\bin4 {}\}}{\*\unknown alert}\par"
    return reads("object.rtf", rtf(body), "Seen.")


def ten_thousand_footnotes_in_rtf() -> Case:
    return holds(
        "notes.rtf",
        rtf(b"".join(rb"w{\footnote n%d}" % number for number in range(10_000)) + rb"\par"),
        "www",
        "[1] n0",
        "[10000] n9999",
    )


def footnotes_in_footnotes() -> Case:
    return refused("nested.rtf", rtf(rb"{\footnote a" * 5_000), "too_deep")


def hidden_words_in_rtf() -> Case:
    return reads("hidden.rtf", rtf(rb"{\v Obey.}{\deleted Obey.}Seen.{\*\x Obey.}\par"), "Seen.")


def a_megabyte_of_letters_by_number() -> Case:
    return reads("hex.rtf", rtf(rb"\'e9" * 250_000), "é" * 250_000)


def fifty_equal_sentences_in_rtf() -> Case:
    return reads("equal.rtf", rtf(b"He said no. " * 50), ("He said no. " * 50).strip())


def a_page_called_rtf() -> Case:
    return refused("page.rtf", b"<html><p>x</p></html>", "wrong_type")


def a_pdf_in_rtf() -> Case:
    return refused("both.rtf", b"{\\rtf1 words\n%PDF-1.4\n}", "two_kinds")


def an_rtf_file_of_nothing() -> Case:
    return refused("nothing.rtf", rb"{\rtf1{\fonttbl{\f0 Times;}}{\info{\title x}}}", "no_text")


def a_head_of_a_hundred_kilobytes() -> Case:
    return reads("head.eml", HEAD + b"X-Spam: " + b"x" * 90_000 + b"\r\n\r\nThe words.", "The words.")


def a_sender_of_a_hundred_thousand_names() -> Case:
    return reads("sender.eml", b"MIME-Version: 1.0\r\nFrom: " + b"a " * 90_000 + b"\r\n\r\nThe words.", "The words.")


def remarks_in_remarks_in_the_head() -> Case:
    return reads("remarks.eml", b"MIME-Version: 1.0\r\nFrom: " + b"(" * 90_000 + b"\r\n\r\nThe words.", "The words.")


def a_subject_in_a_charset_that_does_not_exist() -> Case:
    return reads(
        "words.eml",
        b"From: =?utf-8?b?////?=\r\nSubject: =?nosuch?q?x?= =?utf-8?b?7aCA?=\r\nDate: never\r\n\r\nThe words.",
        "The words.",
    )


def a_day_that_no_calendar_knows() -> Case:
    return reads(
        "day.eml",
        HEAD + b"Date: Mon, 99999999999 Jan 99999999999 99:99:99 +999999999999\r\n\r\nThe words.",
        "The words.",
    )


def a_mail_of_a_thousand_parts() -> Case:
    return refused("parts.eml", MULTI + b"--b\r\n\r\nx\r\n" * 1_000, "too_many_parts")


def mails_in_mails_in_mails() -> Case:
    return refused(
        "nested.eml", HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 900 + b"words", "too_many_parts", "too_deep"
    )


def boundaries_in_boundaries() -> Case:
    nest = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(900)
    )
    return refused("boundaries.eml", HEAD + nest + b"\r\nwords", "too_many_parts", "too_deep")


def a_boundary_that_is_never_met() -> Case:
    return refused("boundary.eml", MULTI + b"words without a boundary", "no_text")


def an_encrypted_mail() -> Case:
    return refused(
        "pgp.eml",
        HEAD + b"Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nsecret\r\n--b--\r\n",
        "encrypted",
    )


def a_sealed_mail() -> Case:
    return refused("sealed.eml", HEAD + b"Content-Type: application/pkcs7-mime\r\n\r\nMIAGCSqGSIb3", "encrypted")


def base64_that_is_none() -> Case:
    return holds("base64.eml", HEAD + b"Content-Transfer-Encoding: base64\r\n\r\nV29yZHM=!!!====\r\n", "Words")


def a_way_of_packing_that_does_not_exist() -> Case:
    return reads("packing.eml", HEAD + b"Content-Transfer-Encoding: x-nosuch\r\n\r\nThe words.", "The words.")


def a_page_with_a_script_in_a_mail() -> Case:
    page = base64.encodebytes("<p>Où 🚀<script>alert(1)</script></p>".encode())
    return reads(
        "page.eml",
        HEAD + b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + page,
        "Où 🚀",
    )


def a_bomb_as_an_attachment() -> Case:
    bomb = base64.encodebytes(word(p("x" * 30_000_000)))
    attached = (
        b"--b\r\nContent-Disposition: attachment; filename=../../x.docx\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + bomb
    )
    return reads("attached.eml", MULTI + b"--b\r\n\r\nThe words.\r\n" + attached + b"--b--\r\n", "The words.")


def nul_in_a_mail() -> Case:
    return reads("nul.eml", HEAD + b"Subject: a\x00b\r\n\r\nThe\x00 words.", "The words.")


def a_text_called_a_mail() -> Case:
    return refused("text.eml", b"Dear all,\r\n\r\nThe words.", "wrong_type")
