"""The published limits of an upload, and the sentences that publish them."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken; sizes in bytes.  Every one is checked against what is really there, never against what a file says."""

    file_bytes: int = 20 * MB
    unpacked_bytes: int = 100 * MB
    members: int = 2_000
    ratio: int = 200
    text_bytes: int = 2 * MB
    claims: int = 5_000
    pdf_pages: int = 500
    cpu_seconds: int = 60
    wall_seconds: int = 90
    memory_bytes: int = 1024 * MB
    bundle_bytes: int = 100 * MB
    bundle_members: int = 500
    bundle_unpacked_bytes: int = 200 * MB


LIMITS = Limits()


def megabytes(size: int) -> str:
    """A size as people say it: 14 MB, 1.5 MB, 300 kB.  Rounded up, so that what is over a limit never reads as the limit."""
    if size < MB:
        return f"{max(1, -(-size // 1024))} kB"
    tenths = -(-size * 10 // MB)
    return f"{tenths // 10} MB" if tenths % 10 == 0 else f"{tenths / 10} MB"


def sentences(limits: Limits = LIMITS) -> tuple[str, ...]:
    """The limits in words, for the upload page and the manual."""
    return (
        f"A file may have up to {megabytes(limits.file_bytes)}.",
        f"The text in it may have up to {megabytes(limits.text_bytes)}.",
        f"A PDF may have up to {limits.pdf_pages} pages.",
        (
            f"A packed file (Word, OpenDocument) may unpack to {megabytes(limits.unpacked_bytes)} in {limits.members:,} parts, "
            f"no part to more than {limits.ratio} times its packed size."
        ),
        f"An article may have up to {limits.claims:,} claims.",
        f"Reading a file may take up to {limits.wall_seconds} seconds.",
        (
            f"A zip of articles may have up to {megabytes(limits.bundle_bytes)} and {limits.bundle_members} files, which may "
            f"unpack to {megabytes(limits.bundle_unpacked_bytes)}; each file in it is read with the limits of a single one."
        ),
    )
