"""Reads RTF: the words, paragraph by paragraph; deletions, hidden words and everything that is no text stay out."""

from articles.ingest.assembly import Assembly, last_words
from articles.ingest.document import Document
from articles.ingest.places import address_in_field
from articles.ingest.refusal import CannotTake, broken
from articles.ingest.rtf_groups import Field, Group, Token, tokens
from articles.text.blocks import BlockKind

MEDIA_TYPE = "application/rtf"
WHAT = "This RTF file"
MOST_GROUPS = 2_000
BREAKS = {"tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "endash": "–", "emdash": "—",
          "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "_": "\u2011", "~": "\u00a0", "page": "\n", "column": "\n"}  # fmt: skip
ENDS = frozenset({"par", "sect"})
# Destinations whose words are not of the text.  A group that begins with \* stays out, too, unless it is a text box.
OUT_WORDS = (
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    "fldinst listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles "
    "datastore xmlnstbl pntext pntxta pntxtb listtext shpinst sp sn sv nonshppict bkmkstart bkmkend annotation "
    "atnid atnauthor atndate atnref atrfstart atrfend ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn xe tc txe rxe "
    "template filetbl falt panose do "
)
OUT = frozenset(OUT_WORDS.split())
KEPT = frozenset({"shptxt", "footnote"})


def read(data: bytes, _charset: str | None = None) -> Document:
    """The text as it reads once every tracked change is accepted.  The charset is not used: RTF names its own."""
    reading = Reading()
    try:
        for token in tokens(data):
            reading.take(token)
    except (LookupError, ValueError) as error:
        raise broken(WHAT) from error
    return reading.document()


class Reading:
    """One pass over an RTF file: a stack of groups, the words of the paragraph at hand and the cells of the row at hand."""

    def __init__(self) -> None:
        self.page = Assembly()
        self._group = Group()
        self._stack: list[Group] = []
        self._words: list[str] = []
        self._cells: list[str] = []
        self._notes: list[tuple[str, str, int, str]] = []
        self._linked = ""  # where the first link of the note at hand leads
        self._held: list[list[str]] = []
        self._deleted = self._hidden = 0

    def take(self, token: Token) -> None:
        """One control word, brace or run of words."""
        if token.kind == "{":
            self._open()
        elif token.kind == "}":
            self._close()
        elif token.kind == "text":
            self._text(token.word)
        elif token.kind == "*":
            self._group.starred, self._group.known = True, False
        else:
            self._control(token.word, token.number)

    def document(self) -> Document:
        """The finished document."""
        self._paragraph()
        for number, (note, before, mark, linked) in enumerate(self._notes, 1):
            self.page.add(BlockKind.PARAGRAPH, f"[{number}] {note}")
            self.page.places.propose(mark, "footnote", note, url=linked)
            self.page.note(f"Note [{number}] stands after “…{before}”.")
        if self._deleted:
            self.page.note("Tracked changes were accepted: deleted words are left out.")
        if self._hidden:
            self.page.note("Words that are hidden in the file were left out.")
        return self.page.document(MEDIA_TYPE, title=self.page.first(BlockKind.HEADING))

    def _open(self) -> None:
        if len(self._stack) > MOST_GROUPS:
            raise CannotTake("too_deep", f"The parts of {WHAT.lower()} are nested too deeply. Save it as .docx.", 422)
        self._stack.append(self._group)
        self._group = self._group.inner()

    def _close(self) -> None:
        outer = self._stack[-1].field if self._stack else None
        if self._group.field is not None and self._group.field is not outer:
            self._end_of_field(self._group.field)
        if self._group.note and not self._stack[-1].note:
            note = " ".join("".join(self._words).split())
            self._words = self._held.pop()
            self._notes.append((note, last_words(self._words), self.page.places.mark(), self._linked))
            self._linked = ""
        if self._stack:
            self._group = self._stack.pop()

    def _end_of_field(self, field: Field) -> None:
        """A link around words; in a note it is where the note leads."""
        address = address_in_field("".join(field.code))
        if self._group.note:
            self._linked = self._linked or address
        elif field.start is not None:
            self.page.places.link(field.start, self.page.places.mark(), address)

    def _text(self, words: str) -> None:
        group = self._group
        if group.code and group.field is not None and group.field.start is None:
            group.field.code.append(words)
        if group.out or (group.starred and not group.known):
            return
        self._deleted += group.deleted
        self._hidden += group.hidden
        if not (group.deleted or group.hidden):
            self._words.append(words)
            if not group.note:
                self.page.places.read(words)

    def _control(self, word: str, number: int | None) -> None:
        group = self._group
        if word == "field":
            group.field, group.code = Field(), False
        elif word == "fldrslt" and group.field is not None:
            group.field.start = self.page.places.mark()
        if word in OUT:
            group.out, group.code = True, word == "fldinst"
        elif word in KEPT:
            self._keep(word)
        elif word in ("deleted", "v"):
            setattr(group, "deleted" if word == "deleted" else "hidden", number != 0)
        elif word == "plain":
            group.deleted = group.hidden = False
        elif not group.out:
            group.learn(word, number)
            self._layout(word)

    def _keep(self, word: str) -> None:
        """A text box or a footnote inside something that stays out is words again."""
        self._group.known = True
        if word == "footnote" and not self._group.note:
            self._group.note = True
            self._held.append(self._words)
            self._words = []
        else:
            self._group.out = False

    def _layout(self, word: str) -> None:
        group = self._group
        if word in BREAKS:
            self._text(BREAKS[word])
        elif word in ENDS:
            if group.note or group.row:
                self._words.append(" ")
            else:
                self._paragraph()
        elif word in ("cell", "nestcell"):
            self._cells.append(" ".join("".join(self._words).split()))
            self._words = []
        elif word in ("row", "nestrow"):
            self.page.add(BlockKind.TABLE_ROW, "\t".join(self._cells))
            self._cells = []

    def _paragraph(self) -> None:
        group = self._group
        kind = BlockKind.HEADING if group.heading else BlockKind.LIST_ITEM if group.item else BlockKind.PARAGRAPH
        if self._cells:
            self.page.add(BlockKind.TABLE_ROW, "\t".join(self._cells))
            self._cells = []
        self.page.add(kind, "".join(self._words))
        self._words = []
