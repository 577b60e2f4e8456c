"""Word lists, written as words with white space between them."""


def word_list(listed: str) -> tuple[str, ...]:
    """The words of a list in their order."""
    return tuple(listed.split())


def word_set(listed: str) -> frozenset[str]:
    """The words of a list, to look words up in."""
    return frozenset(listed.split())
