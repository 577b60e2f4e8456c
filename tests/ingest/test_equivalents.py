"""One article gives the same words in every format, out of the same furniture."""

from email.message import EmailMessage
from html import escape

import pytest

from articles.ingest.child import read_in_child
from tests.ingest.files import opened, p, word

ARTICLE = (
    "Lumen rises 46.3 percent on two deals",
    "Shares of Lumen, a telecom company from Monroe, rose 46.3 percent in 2026 after two contracts worth $200 million.",
    "“This was the validation that investors needed,” said David Chen – a strategist in Genève – on Monday 🚀.",
    "Revenue fell to $3.1 billion in the third quarter, from $3.6 billion a year before, and debt stands at $17.4 billion.",
    "Analysts doubt that the rally can last. The company said it would answer in its report on February 3.",
)
HEAD, *BODY = ARTICLE
LINKS = "".join(
    f"<li><a href='/{number}'>Ten other things that happened on day {number}</a></li>" for number in range(12)
)


def page(before: str, behind: str) -> bytes:
    body = "".join(f"<p>{escape(words)}</p>" for words in BODY)
    return f"<!DOCTYPE html><html><head><title>{HEAD} | Desk</title></head><body>{before.replace('HEAD', HEAD)}{body}{behind}</body></html>".encode()


def rtf() -> bytes:
    def coded(words: str) -> str:
        units = words.encode("utf-16-le")
        wide = (int.from_bytes(units[place : place + 2], "little") for place in range(0, len(units), 2))
        return "".join(chr(unit) if unit < 128 else rf"\u{unit}?" for unit in wide)

    return (r"{\rtf1\ansi " + "".join(rf"\pard {coded(words)}\par " for words in ARTICLE) + "}").encode("ascii")


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "edith@desk.example", HEAD
    message.set_content("\n\n".join(ARTICLE))
    return message.as_bytes()


FILES = {
    "a.txt": "\n\n".join(ARTICLE).encode("utf-16"),
    "a.md": f"# {HEAD}\n\n{chr(10).join(words + chr(10) for words in BODY)}".encode(),
    "a.docx": word("".join(p(escape(words)) for words in ARTICLE)),
    "a.odt": opened(text="".join(f"<text:p>{escape(words)}</text:p>" for words in ARTICLE)),
    "a.rtf": rtf(),
    "a.eml": mail(),
    "article.html": page(f"<header><nav><ul>{LINKS}</ul></nav></header><main><article><h1>HEAD</h1>", f"</article><ul class=related>{LINKS}</ul></main><footer>©</footer>"),
    "head-outside.html": page("<header><h1>HEAD</h1></header><div class=wrap><article>", f"</article></div><aside><ul>{LINKS}</ul></aside>"),
    "no-hint.html": page(f"<div id=x1><ul>{LINKS}</ul></div><div id=x2><div><h1>HEAD</h1>", f"</div></div><div id=x3><ul>{LINKS}</ul><p>Imprint</p></div>"),
    "old.html": page(f"<table><tr><td><ul>{LINKS}</ul></td><td><h1>HEAD</h1>", "</td></tr></table>"),
    "form.html": page("<form id=aspnet><div class='page has-nav'><div class='content no-sidebar'><h1>HEAD</h1>", f"</div><div class=nav>{LINKS}</div></div></form>"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_words_are_the_same_in_every_format(name: str) -> None:
    document = read_in_child(name, FILES[name])
    assert document.text.split() == " ".join(ARTICLE).split()
    assert [document.text[start:end] for _, start, end in document.blocks] == list(ARTICLE)
