"""The people of an article: a last name or a pronoun leads to the full name written before it."""

from collections.abc import Iterable

from articles.extractor.attribution.first_names import BOTH_NAMES, HER_NAMES, HIS_NAMES
from articles.extractor.attribution.names import is_person
from articles.extractor.attribution.people import NOBODY, PEOPLE, PEOPLE_ENDINGS
from articles.extractor.findings import Name
from articles.text.words import word_set

HE, SHE = "he", "she"
HIS_TITLES = word_set(
    """mr sir lord king prince duke father brother imam rabbi archbishop bishop cardinal pope chairman spokesman congressman councilman
    assemblyman businessman salesman anchorman actor husband son"""
)
HER_TITLES = word_set(
    """mrs ms miss dame lady queen princess duchess madam sister mother chairwoman spokeswoman congresswoman councilwoman assemblywoman
    businesswoman actress wife daughter"""
)


class Cast:
    """The people of an article: a last name alone leads to the full name written before it."""

    def __init__(self) -> None:
        self._full: dict[str, list[str]] = {}
        self._gender: dict[str, str] = {}

    def meet(self, people: Iterable[Name]) -> None:
        """Learn full names, and by title and role who is "he" and who "she", in reading order."""
        for person in people:
            for name in person.name.split(" and "):
                self._meet(name, gender_of_title(person.role))

    def _meet(self, name: str, gender: str) -> None:
        words = name.split()
        if gender and words:
            self._gender.setdefault(words[-1] if len(words) == 1 else name, gender)
        if 2 <= len(words) <= 4 and is_person(name) and not _is_participle(words[0]):
            whole = " ".join(words[1:]) if len(words) > 2 and _is_role(words[0]) else name
            known = self._full.setdefault(words[-1], [])
            if whole not in known:
                known.append(whole)

    def full(self, name: str, gender: str = "") -> str:
        """The full name, where the article has given it; of two with one last name the first of that gender.

        Of a full name with something before it ("Biologist Ada Quill") only the name.
        """
        namesakes = self._full.get(name.rpartition(" ")[2], ())
        if " " in name:
            return next((one for one in namesakes if name.endswith(" " + one)), name)
        return next((one for one in namesakes if self.may_be(one, gender)), name)

    def knows(self, name: str) -> bool:
        """Whether a single word is the last name of somebody already named in full."""
        return name in self._full

    def gender(self, name: str) -> str:
        """Which of "he" and "she" somebody is; "" if neither the article nor the first name tells."""
        first, _, rest = name.partition(" ")
        by_name = HE if first.lower() in HIS_NAMES else SHE if first.lower() in HER_NAMES else ""
        if not rest or first.lower() in BOTH_NAMES:
            by_name = ""
        return self._gender.get(name) or by_name or self._gender.get(name.rpartition(" ")[2], "")

    def may_be(self, name: str, gender: str) -> bool:
        """Whether somebody may be meant by "he" or "she"."""
        return not gender or self.gender(name) in ("", gender)


def _is_participle(word: str) -> bool:
    """Whether the capital of a sentence's first word got into a name: "Representing Quayton"."""
    low = word.lower()
    return len(low) > 6 and low.endswith("ing") and low not in HIS_NAMES


def _is_role(word: str) -> bool:
    """Whether the first of several capitals is what somebody is ("Biologist", "American"), and not the name."""
    low = word.lower()
    if low in HIS_NAMES | HER_NAMES or low in NOBODY:
        return False
    return low in PEOPLE or low.endswith((*PEOPLE_ENDINGS, "can", "ish", "ese"))


def gender_of_title(role: str) -> str:
    """What a role or title says: "Mr." is a he, "spokeswoman" a she; "" for most."""
    words = word_set(role.lower().replace(".", " "))
    return HE if words & HIS_TITLES else SHE if words & HER_TITLES else ""
