"""Which reader and which cleaner a kind of file has. Runs in the child process, which loads only what it needs."""

from wsoa.examined.disguises import refuse_disguised
from wsoa.examined.findings import Sight

OFFICE, PICTURES = ("docx", "xlsx", "pptx"), ("png", "jpg", "jpeg")


def looked_into(kind: str, content: bytes) -> Sight:
    """What is in a file of this kind. Raises Refused when it is not of the kind, or is locked."""
    refuse_disguised(kind, content)
    if kind in OFFICE:
        from wsoa.examined.office import Package
        from wsoa.examined.office_hidden import look_into_package

        return look_into_package(Package(content, kind))
    if kind == "pdf":
        from wsoa.examined import pdf

        return pdf.look(content)
    if kind in PICTURES:
        from wsoa.examined import pictures

        return pictures.look(content)
    from wsoa.examined import plain

    return plain.look(kind, content)


def cleaned(kind: str, content: bytes) -> bytes:
    """The copy of it without what can be taken out. Raises Refused as `looked_into` does."""
    refuse_disguised(kind, content)
    if kind in OFFICE:
        from wsoa.examined.office import Package
        from wsoa.examined.office_cleaned import cleaned_package

        return cleaned_package(Package(content, kind))
    if kind == "pdf":
        from wsoa.examined import pdf_cleaned

        return pdf_cleaned.cleaned(content)
    if kind in PICTURES:
        from wsoa.examined import pictures

        return pictures.cleaned(content)
    from wsoa.examined import plain

    return plain.cleaned(kind, content)
