"""Zips of articles: every file is taken or refused on its own, and no zip does more than its limits."""

import stat
import zipfile
from io import BytesIO

import pytest

from articles.ingest import CannotTake
from articles.ingest.bundles import Bundle, is_bundle
from articles.ingest.limits import LIMITS, MB, Limits
from tests.ingest.files import opened, p, word, zipped

ONE = b"The bridge cost $4 million."


def taken(data: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    return {one.name: one.data for one in Bundle(data, limits).members() if one.refused is None}


def refused(data: bytes, limits: Limits = LIMITS) -> dict[str, str]:
    return {one.name: one.refused.code for one in Bundle(data, limits).members() if one.refused is not None}


def refusal(data: bytes, limits: Limits = LIMITS) -> CannotTake:
    with pytest.raises(CannotTake) as caught:
        Bundle(data, limits)
    assert caught.value.message.endswith("Nothing was stored.")
    return caught.value


def with_entry(name: str, **fields: int) -> bytes:
    """A zip with a good file and one entry with these fields."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("good.txt", ONE)
        entry = zipfile.ZipInfo(name)
        for field, value in fields.items():
            setattr(entry, field, value)
        archive.writestr(entry, ONE)
    return held.getvalue()


def changed(data: bytes, name: str, offset: int, value: bytes) -> bytes:
    """The zip with bytes of the directory's entry of this name changed; offset as the format counts them."""
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(name.encode()))
    return data[: entry + offset] + value + data[entry + offset + len(value) :]


def test_a_zip_of_files_is_a_bundle_and_a_packed_document_is_none() -> None:
    assert is_bundle("Articles.ZIP", zipped({"a.txt": ONE}))
    assert not is_bundle("articles.docx", zipped({"a.txt": ONE}))
    assert not is_bundle("a.zip", word(p("Words.")))
    assert not is_bundle("a.zip", opened(text="<text:p>Words.</text:p>"))
    assert not is_bundle("a.zip", ONE)


def test_files_come_in_their_order_with_their_folders() -> None:
    files: dict[str, str | bytes] = {"b/two.txt": b"Two.", "a.docx": word(p("Words.")), "b/a.txt": b"Three."}
    assert list(taken(zipped({"b/": b"", **files})).items()) == list(files.items())


def test_hidden_files_and_those_of_systems_are_left_out_by_name() -> None:
    hidden = ("__MACOSX/._a.txt", ".DS_Store", "x/.hidden/a.txt", "Thumbs.db")
    bundle = Bundle(zipped({"a.txt": ONE} | dict.fromkeys(hidden, b"x")))
    assert [one.name for one in bundle.members()] == ["a.txt"]
    assert bundle.left_out == hidden


@pytest.mark.parametrize("name", ["../up.txt", "a/../../up.txt", "/etc/passwd.txt", "C:\\up.txt", "a\\..\\..\\up.txt"])
def test_a_name_that_leads_out_of_the_zip_is_refused_and_the_others_are_taken(name: str) -> None:
    data = with_entry(name)
    assert list(refused(data).values()) == ["unsafe_name"]
    assert taken(data) == {"good.txt": ONE}


def test_a_link_is_refused() -> None:
    assert refused(with_entry("link.txt", external_attr=(stat.S_IFLNK | 0o777) << 16)) == {"link.txt": "unsafe_name"}


def test_the_second_of_two_files_with_one_name_is_refused() -> None:
    assert refused(zipped({"a.txt": ONE, "A.txt": b"Other."})) == {"A.txt": "same_name"}


def test_a_locked_file_is_refused_by_name() -> None:
    data = zipped({"good.txt": ONE, "locked.txt": ONE})
    assert refused(changed(data, "locked.txt", 8, b"\x01\x00")) == {"locked.txt": "encrypted"}


def test_a_strange_packing_is_refused() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", ONE)
    assert refused(held.getvalue()) == {"a.txt": "strange_packing"}


def test_a_zip_in_a_zip_is_not_opened() -> None:
    data = zipped({"good.txt": ONE, "inner.zip": zipped({"a.txt": ONE})})
    assert refused(data) == {"inner.zip": "nested_zip"}


@pytest.mark.parametrize("size", [1, 10_000, 0xFFFFFF00])
def test_a_size_that_lies_is_refused_and_the_others_are_taken(size: int) -> None:
    data = changed(zipped({"good.txt": ONE, "lies.txt": ONE}), "lies.txt", 24, size.to_bytes(4, "little"))
    assert refused(data) == {"lies.txt": "too_big" if size > LIMITS.file_bytes else "broken_file"}
    assert taken(data) == {"good.txt": ONE}


def test_a_file_over_the_limit_of_one_file_is_refused_unopened() -> None:
    assert refused(zipped({"big.txt": b"x" * (20 * MB + 1), "good.txt": ONE})) == {"big.txt": "too_big"}


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    data = zipped({"bomb.txt": b" " * (15 * MB), "good.txt": ONE})
    assert refused(data) == {"bomb.txt": "unpacks_too_big"}
    assert taken(data) == {"good.txt": ONE}


def test_the_sum_of_all_files_is_limited_and_what_came_before_is_taken() -> None:
    data = zipped({f"{number}.txt": b"ab" * 400 for number in range(4)})
    assert refused(data, Limits(bundle_unpacked_bytes=2_000)) == dict.fromkeys(("2.txt", "3.txt"), "unpacks_too_big")


def test_a_damaged_file_is_refused_and_the_others_are_taken() -> None:
    data = zipped({"broken.txt": bytes(range(256)) * 8, "good.txt": ONE}, method=zipfile.ZIP_STORED)
    place = data.index(bytes(range(256)))
    data = data[:place] + b"\xff" + data[place + 1 :]
    assert refused(data) == {"broken.txt": "broken_file"}
    assert taken(data) == {"good.txt": ONE}


def test_too_many_files_are_refused_with_the_limit() -> None:
    assert "501 files or more. The limit is 500." in refusal(zipped({f"{n}.txt": ONE for n in range(501)})).message


def test_a_directory_without_end_is_refused_before_it_is_read() -> None:
    held = b"PK\x01\x02".ljust(46, b"\0") * 100_000
    end = b"PK\x05\x06" + bytes(8) + len(held).to_bytes(4, "little") + bytes(6)
    assert refusal(b"PK\x03\x04" + held + end).code == "too_many_parts"


def test_a_zip_that_is_larger_than_the_limit_is_refused() -> None:
    assert refusal(zipped({"a.txt": ONE}), Limits(bundle_bytes=50)).status == 413


def test_a_zip_without_files_is_refused() -> None:
    assert refusal(zipped({"folder/": b"", ".DS_Store": b"x"})).code == "no_text"


@pytest.mark.parametrize(
    "data",
    [
        zipped({"a.txt": ONE})[:-30],
        zipped({"a.txt": ONE}) + b"more",
        b"PK\x03\x04 and something else" + zipped({"a.txt": ONE}),
        b"PK\x03\x04" + b"\0" * 100,
    ],
)
def test_a_damaged_zip_and_one_with_something_around_it_are_refused(data: bytes) -> None:
    assert is_bundle("a.zip", data)
    assert refusal(data).code == "broken_file"


def test_names_in_utf_8_are_read_whether_the_zip_says_so_or_not() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("Zürich.txt", ONE)
    told = held.getvalue()
    silent = changed(told, "Zürich.txt", 8, b"\x00\x00").replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00", 1)
    assert list(taken(told)) == ["Zürich.txt"]
    assert list(taken(silent)) == ["Zürich.txt"]
