"""A file as a form brings it, and what its reader is told about it before anything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from api.filled import NotSaved, Sent
from api.forms import bind
from api.uploads import CUT, with_files
from wsoa.errors import Invalid
from wsoa.evidence import FileChange
from wsoa.examined import KINDS, MAX_BYTES, Examined, examine

ANSWERS = ("holds_personal", "whose", "until")
"""What is asked of a file wherever one is brought."""
LABELS: Mapping[str, str] = {
    "reason": "Why there is a new file",
    "holds_personal": "Whether it contains personal data",
    "whose": "Whose personal data it is",
    "until": "Until when it is kept",
    "file": "The file",
}
ACCEPT = ",".join(f".{key}" for key in KINDS)
TAKEN = (
    "Word, Excel, PowerPoint (.docx, .xlsx, .pptx), PDF, pictures (.png, .jpg), .csv or .txt, up to 20 MB. Its name "
    "and contents stay in this tracker."
)
NOT_CHOSEN = "Choose the file"
AGAIN = "Choose the file again: the browser does not keep it"
UNSAID = "Say whether the file contains personal data"
TOO_LARGE = (
    "The file is larger than 20 MB, so it was not taken. Make its pictures smaller or bring it in parts, then choose "
    "it again. Check what stands in the other fields: what came after the file did not arrive"
)
_FIELDS = 2_000
"""A piece may speak for as many things as a large plan holds."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The file that came with a form: its name and its bytes, one more than we take at most; `cut` when it was more."""

    name: str
    content: bytes
    cut: bool = False

    @property
    def is_there(self) -> bool:
        """Whether one was chosen."""
        return bool(self.name) or self.cut

    @property
    def is_too_large(self) -> bool:
        """Whether it is larger than what is taken."""
        return self.cut or len(self.content) > MAX_BYTES


async def posted_file(request: Request) -> FormData:
    """A form that may bring one file."""
    return await with_files(request, 1, fields=_FIELDS)


def brought(form: FormData, came: Sent) -> Brought:
    """The file of the form. What the form says of itself besides is taken out of its answers."""
    cut = isinstance(came.typed, dict) and came.typed.pop(CUT, None) is not None
    file = form.get("file")
    if not isinstance(file, UploadFile):
        return Brought("", b"", cut)
    with file.file as opened:
        return Brought(file.filename or "", opened.read(MAX_BYTES + 1), cut)


def looked_into(file: Brought) -> Examined | NotSaved:
    """What is in the file, or why it is not taken: 413 when it is too large, 422 for anything else."""
    if file.is_too_large:
        return NotSaved(413, {"file": TOO_LARGE})
    if not file.is_there:
        return NotSaved(422, {"file": NOT_CHOSEN})
    try:
        return examine(file.name, file.content)
    except Invalid as refused:
        return NotSaved(422, refused.problems)


def answered(came: Sent, *, reason: bool = False) -> tuple[FileChange | None, dict[str, str]]:
    """What whoever brought the file said of it, or a sentence beside each field."""
    names = {*ANSWERS, "reason"} if reason else set(ANSWERS)
    change, problems = bind(FileChange, {name: came.typed[name] for name in came.typed if name in names})
    if "holds_personal" in problems:
        problems["holds_personal"] = UNSAID
    return change, problems


def both(found: Examined | NotSaved, problems: Mapping[str, str]) -> NotSaved | None:
    """Why nothing was saved, of the file and of the answers together; a file that was fine has to be chosen again."""
    of_file = dict(found.problems) if isinstance(found, NotSaved) else {}
    if not of_file and not problems:
        return None
    status = found.status if isinstance(found, NotSaved) else 422
    return NotSaved(status, {**problems, **(of_file or {"file": AGAIN})})


def once_more(why: NotSaved, file: Brought) -> NotSaved:
    """A refusal by the record, with the reminder that the file has to be chosen again."""
    if why.status != 422 or not file.is_there or "file" in why.problems:
        return why
    return NotSaved(why.status, {**why.problems, "file": AGAIN})
