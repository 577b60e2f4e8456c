"""Small files that hold one of everything a format knows: what the mutations begin with."""

import base64
import zipfile

from articles.ingest.sniff import Kind
from tests.ingest.files import W, column, opened, p, pdf, r, row, word, zipped

PLAIN = "Lumen rises on two deals\nBy Rita Vance\n\n“Shares” rose 46.3% to $9.12.\r\nTable\tA\n\n- item é 🚀\n1. two\n"
MARKDOWN = (
    (
        "---\ntitle: x\ndate: 2020-01-01\nauthors:\n- a\n- b\n---\n# H\n\n> q\n> > r\n\n* a\n  1. b\n\n|a|b|\n|-|-|\n|c|d|\n\n"
        "x[^1] {{ y }} [l](http://a.b 'c') ![i](j) *e* **s** `c` <b>w</b>\n\n[^1]: n\n    m\n\n[r]: <u> 't'\n"
    ),
    "Set\n===\n\n```py\ncode 1\n```\n\n<div>x<table><tr><td>1<td>2</table></div>\n\n~~s~~ a\\\nb &amp; &#x1F680; <http://a.b>\n\n1) x\n\n   y\n",
)
PAGE = (
    "<!DOCTYPE html><html><head><title>T</title><meta charset=utf-8><meta property='article:published_time' content='2026-01-19'>"
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"L","author":[{"name":"R"}],"datePublished":"2026-01-19"}</script>'
    "</head><body><nav>n</nav><h1>H</h1><article><p class=byline>By R<p>Shares of Lumen rose 46.3% in 2026 &amp; more, the company said on Monday 🚀."
    "<table><tr><td>a<td>b<tr><th>c<td>1</table><ul><li>x</ul><blockquote>q</blockquote><pre> a\n b</pre><aside>z</aside></article></body>"
)
BARE_PAGE = (
    '<?xml version="1.0" encoding="UTF-8"?><html><body><div id=x1><a href=1>one</a><br>two</div><div id=x2><h1>Head</h1>'
    + "<p>Shares of Lumen, a telecom company from Monroe, rose 46.3 percent in 2026 after two contracts.</p>" * 3
    + "<dl><dt>a<dd>b</dl><figure><img><figcaption>c</figcaption></figure><div style='display:none'>h</div></div></body></html>"
)
LETTERS = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 T;}{\f1\fcharset204 T;}}{\info{\title x}}\pard\outlinelevel0 L\par\pard "
    r"{\f1\'cf\'f0}\u8364? \u-10179?\u-8576? {\footnote n\par}\lquote x\rquote\tab y{\deleted z}{\v h}\line\par "
    r"\trowd\intbl a\cell b\cell\row {\*\shpinst{\sp{\sn x}}{\shptxt box\par}}\pard\ls1 i\par \bin3 abc"
    r'{\field{\*\fldinst HYPERLINK "https://a.example/"}{\fldrslt l {\b m}}}}'
)
NOTE = "<text:note><text:note-body><text:p>R</text:p></text:note-body></text:note>"
MARKED = "<w:rPr><w:vanish/></w:rPr>"
TEXT_BOX = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('Box.')}</w:txbxContent></v:textbox></w:pict></w:r>"
BEGIN, BETWEEN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
FIELD = f'{BEGIN}<w:r><w:instrText>HYPERLINK "https://a.example/"</w:instrText></w:r>{BETWEEN}{r("link")}{END}'
WORD_BODY = (
    p("Head", properties='<w:pStyle w:val="H"/>')
    + p(
        "Rose ",
        f'<w:ins w:author="R">{r("46")}</w:ins>',
        f"<w:del>{r('x')}</w:del>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        TEXT_BOX,
    )
    + f"<w:tbl>{row('a', 'b')}{row('c', '1')}</w:tbl>"
    + p(
        "item",
        f"<w:r>{MARKED}<w:t>hid</w:t></w:r>",
        "<w:r><w:tab/><w:br/></w:r>",
        properties='<w:numPr><w:numId w:val="1"/></w:numPr>',
    )
    + p(FIELD, '<w:fldSimple w:instr="HYPERLINK http://b.example/"><w:r><w:t>l</w:t></w:r></w:fldSimple>')
    + f"<w:sdt><w:sdtContent>{p('in')}</w:sdtContent></w:sdt>"
)
WORD_PARTS = {
    "footnotes": f'<w:footnotes {W}><w:footnote w:id="2">{p("Note.")}</w:footnote></w:footnotes>',
    "styles": f'<w:styles {W}><w:style w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="G"/></w:style></w:styles>',
    "comments": f'<w:comments {W}><w:comment w:id="1" w:author="C">{p("Why?")}</w:comment></w:comments>',
}
OPEN_BODY = (
    f'<text:h>Head</text:h><text:p text:style-name="Q">Two<text:s text:c="2"/>x<text:tab/>{NOTE}</text:p>'
    "<text:list><text:list-item><text:p>i</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>1</text:p></table:table-cell>"
    "</table:table-row></table:table><text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
    "<office:annotation><dc:creator>C</dc:creator><text:p>why</text:p></office:annotation>z</text:p>"
)
META = "<a><meta><title>T</title><creator>C</creator><date>2026-01-19</date></meta></a>"
OPEN_STYLES = '<style:style style:name="Q" style:parent-style-name="R"/><style:style style:name="R" style:parent-style-name="Quotations"/>'
OPEN_CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>'
    '</text:tracked-changes><text:p text:style-name="Q">Plain <text:span>words</text:span>.<text:line-break/><text:ruby><text:ruby-base>b</text:ruby-base>'
    "<text:ruby-text>r</text:ruby-text></text:ruby></text:p><text:section><text:p>In.</text:p></text:section>"
)
MAIL = (
    b"From: Edith <a@b.c>\r\nSubject: =?utf-8?b?w6k=?=\r\nDate: Mon, 19 Jan 2026 02:13:01 +0000\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
    b"--c\r\nContent-Type: text/plain; charset=iso-8859-1; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Caf=E9 is \r\nopen =\r\nnow.\r\n--c--\r\n"
    b"--b\r\nContent-Type: application/pdf; name*0=a; name*1=b\r\nContent-Disposition: attachment; filename*=utf-8''%e2%82%ac.pdf\r\n\r\nx\r\n--b--\r\n"
)
PAGE_MAIL = (
    b"From: a@b.c\r\nTo: =?koi8-r?q?=D0?= <c@d.e>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(PAGE.encode())
)
ZIP = "zip"
SEEDS: dict[str, tuple[bytes, ...]] = {
    Kind.PLAIN: (PLAIN.encode(), PLAIN.encode("utf-16"), PLAIN.replace("🚀", "—").encode("cp1252")),
    Kind.MARKDOWN: tuple(text.encode() for text in MARKDOWN),
    Kind.HTML: (PAGE.encode(), BARE_PAGE.encode(), PAGE.replace("utf-8", "utf-16").encode("utf-16")),
    Kind.DOCX: (word(WORD_BODY, **WORD_PARTS), word(p("Plain ", r("words."), TEXT_BOX) + f"<w:tbl>{row('a', 'b')}</w:tbl>")),
    Kind.ODT: (opened(text=OPEN_BODY, **{"meta.xml": META}), opened(text=OPEN_CHANGES, before=OPEN_STYLES)),
    Kind.RTF: (LETTERS.encode("ascii"), rb"{\rtf1\mac Plain \'8e words.\par}"),
    Kind.PDF: (
        pdf(column(["One two-", "three four"]), column(["five"])),
        pdf(column(["As it says", "and so on"]), links=[((70, 684, 130, 710), "https://a.example/"), ((70, 695, 90, 712), "http://b.example/")]),
        pdf([*column(["Left one two three four"] * 4), *column(["Right one two three four"] * 4, x=320), (72, 800, 24, "Head")]),
    ),
    Kind.EML: (MAIL, PAGE_MAIL),
    ZIP: (
        zipped({"b/one.txt": PLAIN, "two.html": PAGE, "Zürich.md": MARKDOWN[1], "__MACOSX/._one.txt": b"x", "c/": b""}),
        zipped({"three.docx": word(p("Plain words.")), "four.eml": MAIL, "five.rtf": LETTERS}, method=zipfile.ZIP_STORED),
    ),
}  # fmt: skip
