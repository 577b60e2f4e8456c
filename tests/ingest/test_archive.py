"""Files that are zips: nothing that lies, climbs, links, repeats or blows up gets in."""

import struct
import warnings
import zipfile
from io import BytesIO

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.archive import Archive, parse_xml
from articles.ingest.limits import LIMITS, MB, Limits
from tests.ingest.files import TYPES, W, p, word, zipped


def refusal(data: bytes, name: str = "a.docx") -> CannotTake:
    with pytest.raises(CannotTake) as caught:
        read_upload(name, data)
    return caught.value


def with_part(name: str, content: bytes = b"x", **flags: int) -> bytes:
    """A Word file with one part more, whose entry in the directory is changed by flags."""
    held = BytesIO(word(p("Words.")))
    part = zipfile.ZipInfo(name)
    part.create_system = 3
    for flag, number in flags.items():
        setattr(part, flag, number)
    with warnings.catch_warnings(), zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two parts of one name
        archive.writestr(part, content)
    return held.getvalue()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word/../../x", "C:\\x", "word\\..\\..\\x"])
def test_a_part_that_points_outside_is_refused(name: str) -> None:
    assert refusal(with_part(name)).code == "unsafe_archive"


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    assert "two parts with one name" in refusal(with_part(name)).message


def test_a_link_is_refused() -> None:
    assert refusal(with_part("word/link", external_attr=0o120777 << 16)).code == "unsafe_archive"


def test_a_locked_part_is_refused_by_name() -> None:
    data = bytearray(word(p("Words.")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    assert refusal(bytes(data)).code == "encrypted"


def test_too_many_parts_are_refused_with_the_limit() -> None:
    refused = refusal(
        zipped({"[Content_Types].xml": TYPES, "word/document.xml": "", **{f"word/{n}": "" for n in range(2000)}})
    )
    assert refused.message.startswith("This Word file has 2,002 parts. The limit is 2,000.")


def test_a_directory_without_end_is_refused_before_it_is_read() -> None:
    refused = refusal(word(p("Words.")) + b"PK\x01\x02" * 100_000)
    assert refused.message.startswith("This packed file has 100,002 parts. The limit is 2,000.")


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    refused = refusal(word("<w:p><w:r><w:t>" + " " * (30 * MB) + "</w:t></w:r></w:p>"))
    assert (refused.code, refused.status) == ("unpacks_too_big", 422)


def test_the_sum_of_all_parts_is_limited() -> None:
    data = zipped({f"part{number}": bytes(range(256)) * 40 for number in range(20)})
    with Archive(data, "This file", Limits(unpacked_bytes=100_000)) as archive, pytest.raises(CannotTake) as caught:
        list(map(archive.read, archive.names()))
    assert "unpacks to more than" in caught.value.message


def lying(claimed: int) -> bytes:
    """A Word file whose directory says another size for its text than the text has."""
    data = bytearray(word(p("Words. " * 50)))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", claimed)
    return bytes(data)


@pytest.mark.parametrize("claimed", [0, 1, 100])
def test_a_size_that_is_too_small_is_found_out(claimed: int) -> None:
    assert refusal(lying(claimed)).code == "broken_file"


def test_a_size_that_is_too_large_frightens_nobody() -> None:
    assert read_upload("a.docx", lying(2**31)).text == ("Words. " * 50).strip()


def test_a_packing_that_nobody_uses_is_refused() -> None:
    assert (
        refusal(
            zipped({"[Content_Types].xml": TYPES, "word/document.xml": f"<w:document {W}/>"}, method=zipfile.ZIP_LZMA)
        ).code
        == "unsafe_archive"
    )


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    "xml",
    [
        f"{BOMB}]><x>&j;</x>",
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        "<!-- " + "x" * 9000 + ' --><!DOCTYPE x [<!ENTITY e "y">]><x>&e;</x>',
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_xml_that_defines_things_of_its_own_is_refused(xml: str, codec: str) -> None:
    with pytest.raises(CannotTake) as caught:
        parse_xml(xml.encode(codec), "This Word file")
    assert caught.value.code in ("xml_with_dtd", "broken_file")
    assert refusal(zipped({"[Content_Types].xml": TYPES, "word/document.xml": xml.encode(codec)})).status == 422


def test_xml_nested_beyond_measure_is_refused() -> None:
    assert refusal(word("<w:sdt>" * 5000 + "</w:sdt>" * 5000)).code == "broken_file"


@pytest.mark.parametrize("cut", [30, 200, 350])
def test_half_a_file_is_refused(cut: int) -> None:
    assert refusal(word(p("Words."))[:cut]).status == 422


def test_a_file_over_the_limit_is_refused_before_anything_is_read() -> None:
    refused = refusal(b"x" * (LIMITS.file_bytes + 1), "a.txt")
    assert (refused.status, refused.message[:44]) == (413, "This file is 20.1 MB. The limit is 20 MB. Up")
