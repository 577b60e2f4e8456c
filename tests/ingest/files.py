"""Makes the files of these tests: Word parts as raw XML, PDFs written by hand, zips that lie."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts, the same whenever it is made."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, words in parts.items():
            archive.writestr(zipfile.ZipInfo(name), words, method)
    return held.getvalue()


def word(body: str, **parts: str | bytes) -> bytes:
    """A Word file with the XML of its body; other parts by name: footnotes, styles, comments."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {W} '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{body}</w:body></w:document>"
    )
    more = {f"word/{name}.xml": words for name, words in parts.items()}
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def p(*runs: str, properties: str = "") -> str:
    """A Word paragraph of runs; plain words become a run."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def opened(*, text: str = "", **parts: str | bytes) -> bytes:
    """An OpenDocument text with the XML of its body."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        f"{parts.pop('before', '')}<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts})


Placed = tuple[float, float, float, str]


Box = tuple[float, float, float, float]


def pdf(*pages: list[Placed], links: Sequence[tuple[Box, str]] = ()) -> bytes:
    """A PDF; each page is a list of (x, y, size, words) in points from the lower left corner, and has the same links."""
    boxes = "".join(
        f"<< /Type /Annot /Subtype /Link /Rect [{' '.join(map(str, box))}] /A << /S /URI /URI ({_escaped(url)}) >> >> "
        for box, url in links
    )
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects.append(fonts)
    kids = []
    for lines in pages:
        stream = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET\n" for x, y, size, words in lines
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R /Annots [{boxes}] >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    return assembled(objects)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def assembled(objects: Sequence[str | bytes]) -> bytes:
    """A PDF of numbered objects, the first of them its catalog."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, words in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, words if isinstance(words, bytes) else words.encode("cp1252"))
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def column(words: list[str], *, x: float = 72, y: float = 700, size: float = 10, leading: float = 14) -> list[Placed]:
    """Lines below each other."""
    return [(x, y - number * leading, size, line) for number, line in enumerate(words)]
