"""Letters that need two units in some encodings, at every place where a reader may cut; and uploads side by side."""

import threading
from email.message import EmailMessage
from pathlib import Path

import pytest

from articles.ingest import read_upload
from articles.ingest.child import read_in_child, start_child
from articles.ingest.document import Document
from tests.ingest.files import opened, p, r, word
from tests.ingest.hostile.in_packed import a_bomb_in_a_word_file

ARTICLE = word(p("Shares rose 46.3 percent."))
PICTURES = ("🚀", "👩‍👩‍👧", "🇨🇭", "❤️", "e\u0301")


def mail(words: str) -> bytes:
    message = EmailMessage()
    message["From"] = "a@b.c"
    message.set_content(words, cte="quoted-printable")
    return message.as_bytes()


def rtf(words: str) -> bytes:
    units = words.encode("utf-16-le")
    pairs = (int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2))
    return b"{\\rtf1 " + b"".join(rb"\u%d?" % unit for unit in pairs) + b"}"


@pytest.mark.parametrize("place", range(12))
@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_at_any_place_moves_nothing_in_any_format(place: int, picture: str) -> None:
    words = f"{'a' * place}{picture}b"
    documents = [
        read_upload("a.txt", words.encode("utf-16")),
        read_upload("a.txt", words.encode()),
        read_upload("a.html", f"<p>{words}</p>".encode()),
        read_upload("a.html", f"<p>{''.join(f'<b>&#{ord(char)};</b>' for char in words)}</p>".encode()),
        read_upload("a.md", words.encode()),
        read_upload("a.docx", word(p(*(r(char) for char in words)))),
        read_upload(
            "a.odt", opened(text=f"<text:p>{''.join(f'<text:span>{char}</text:span>' for char in words)}</text:p>")
        ),
        read_upload("a.rtf", rtf(words)),
        read_upload("a.eml", mail(words)),
    ]
    assert {document.text.strip() for document in documents} == {words}
    assert {document.blocks[0].end for document in documents} == {len(words)}


@pytest.mark.parametrize("length", range(65_530, 65_540))
def test_a_picture_on_the_edge_of_what_is_looked_at_first_stays_whole(length: int) -> None:
    words = "a" * length + "🚀é."
    assert read_upload("a.txt", words.encode()).text == words
    assert read_upload("a.html", f"<p>{words}</p>".encode()).text == words


def test_an_upload_that_takes_for_ever_and_one_that_means_harm_hold_up_no_other() -> None:
    told = threading.Event()
    slow: list[Document] = []

    def waits(folder: Path) -> int:
        assert told.wait(60)
        return start_child(folder)

    thread = threading.Thread(target=lambda: slow.append(read_in_child("slow.docx", ARTICLE, run=waits)))
    thread.start()
    bomb = a_bomb_in_a_word_file()
    with pytest.raises(Exception, match="unpacks to more than"):
        read_in_child(bomb.name, bomb.data)
    assert read_in_child("article.docx", ARTICLE).text == "Shares rose 46.3 percent."
    assert thread.is_alive()
    assert not slow
    told.set()
    thread.join()
    assert slow[0].text == "Shares rose 46.3 percent."
