"""Letters of the desk: a checkpoint to be kept elsewhere, an alarm, and the word that all is well again."""

from dataclasses import dataclass

from articles.models import Checkpoint, Verification
from articles.reports.damage import outcome_of

KEEP = (
    "Keep this letter, and do not throw older ones away. Whoever holds a checkpoint can find out whether a trail that is "
    "shown later is the same one, grown at its end and nowhere else: on the page “Verification of the trail”, under "
    "“Compare with a checkpoint of mine”, or with “manage.py audit verify --checkpoint FILE”. The file is attached."
)


@dataclass(frozen=True)
class Letter:
    """One letter: a line, the text, and files {name: bytes}, each sent as it is."""

    subject: str
    text: str
    files: tuple[tuple[str, bytes], ...] = ()


def checkpoint_letter(checkpoint: Checkpoint) -> Letter:
    """The letter that carries a checkpoint."""
    subject = f"[factcheck] Checkpoint of {checkpoint.size} events"
    told = f"On {_when(checkpoint)} the desk signed its trail of {checkpoint.size} events:"
    text = "\n\n".join((told, checkpoint.note.strip(), f"The desk's public key:\n{checkpoint.key.public}", KEEP))
    return Letter(subject, f"{text}\n", _file(checkpoint))


def alarm_letter(run: Verification, last: Checkpoint | None) -> Letter:
    """The letter that tells what is wrong with the trail.  last: the newest checkpoint, if there is one."""
    wrong = outcome_of(run)
    assert wrong is not None, "there is nothing to raise an alarm about"
    parts = [f"{wrong.title} {wrong.proved}", wrong.why, wrong.means, "What to do now:\n" + _numbered(wrong.steps)]
    if run.found.get("unguarded"):
        parts.append("Guards that are missing in the database: " + ", ".join(run.found["unguarded"]))
    if run.refusal:
        parts.append(f"The desk signs no further checkpoint until this is cleared up: {run.refusal['why']}")
    if last:
        parts.append(f"Attached is the newest checkpoint that the desk signed, of {last.size} events.")
    return Letter(f"[factcheck] ALARM: {wrong.title}", "\n\n".join(filter(None, parts)) + "\n", _file(last))


def all_clear_letter(run: Verification) -> Letter:
    """The letter that takes an alarm back."""
    text = (
        f"The trail was verified again and nothing was found: all {run.size} events are whole, the tables say what they "
        "say, and all guards are in their places.\n\nThe alarm of before stands in the list of verifications."
    )
    return Letter("[factcheck] The trail verifies again", f"{text}\n")


def _file(checkpoint: Checkpoint | None) -> tuple[tuple[str, bytes], ...]:
    return ((file_name(checkpoint), checkpoint.note.encode()),) if checkpoint else ()


def file_name(checkpoint: Checkpoint) -> str:
    """What the file of a checkpoint is called."""
    return f"checkpoint-{checkpoint.size}.txt"


def _numbered(steps: tuple[str, ...]) -> str:
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _when(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.at:%Y-%m-%d at %H:%M:%S} UTC"
