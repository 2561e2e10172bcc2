"""KG-L: files that cannot be read as documents."""

from __future__ import annotations

from kg.errors.root import DocumentError, UsageError

__all__ = [
    "BadRecordError",
    "BinaryDocumentError",
    "BrokenLoaderError",
    "DamagedDocumentError",
    "DeepNestingError",
    "DirectoryLoopError",
    "DocumentTooLargeError",
    "EmptyDocumentError",
    "EncryptedDocumentError",
    "ForeignLanguageError",
    "ImageOnlyDocumentError",
    "LoaderFaultError",
    "LoadingCrashError",
    "LoadingMemoryError",
    "NoColumnError",
    "NothingFoundError",
    "OutwardLinkError",
    "SecretAddressError",
    "SlowLoadingError",
    "UndecodableTextError",
    "UnknownEncodingError",
    "UnknownFormatError",
    "UnknownLoaderError",
    "UnreadableFileError",
]


class EmptyDocumentError(DocumentError):
    """A document without a word in it."""

    code = "KG-L001"
    template = "{place} holds no text."
    next_step = "Check that it is the file that you mean, or leave it out."


class BinaryDocumentError(DocumentError):
    """A program, an image, an archive, or a format that is not supported."""

    code = "KG-L002"
    template = "{place} is {kind}, not a document that can be read."
    next_step = (
        "Save it as text, HTML, PDF, DOCX or RTF, a table as CSV or XLSX; unpack an archive; let a news database"
        " export its articles as Word or RTF; or leave it out."
    )


class UnknownFormatError(DocumentError):
    """Neither the content nor the name indicates the format."""

    code = "KG-L003"
    template = "{place} is in no format that a loader recognises."
    next_step = "Name the format with --loader (in Python format=), one of {formats}; or leave the file out."


class EncryptedDocumentError(DocumentError):
    """A document that asks for a password."""

    code = "KG-L004"
    template = "{place} is encrypted{detail}."
    next_step = "Save it without its password, then read it again."


class DamagedDocumentError(DocumentError):
    """A document that is cut off or broken inside."""

    code = "KG-L005"
    template = "{place} is cut off or damaged: {detail}."
    next_step = "Repair the file, or fetch or save it once more, then read it again."


class DocumentTooLargeError(DocumentError):
    """A document, or a record inside one, above the limit."""

    code = "KG-L006"
    template = "{place} is larger than {limit} bytes."
    next_step = (
        "Raise the limit with --max-bytes (in Python max_bytes=), split the file, or convert it to JSON Lines (read "
        "line by line)."
    )


class UnreadableFileError(DocumentError):
    """The operating system does not let the file be read."""

    code = "KG-L007"
    template = "{place} cannot be opened: {detail}."
    next_step = "Check that it is a file, and that you may read it."


class UndecodableTextError(DocumentError):
    """Bytes in an encoding that cannot be determined."""

    code = "KG-L008"
    template = "{place} is in an encoding that cannot be determined: {detail}."
    next_step = "Name its encoding with --encoding (in Python encoding=), or save it as UTF-8, then read it again."


class ForeignLanguageError(DocumentError):
    """A text in another language than English."""

    code = "KG-L009"
    template = "{place} is not in English: it looks like {language} (ISO 639)."
    next_step = (
        "Read a translation of it, or read it anyway with --any-language (in Python check_language=False): the facts "
        "will be poor."
    )


class ImageOnlyDocumentError(DocumentError):
    """Pages that are pictures of text."""

    code = "KG-L010"
    template = "{place} holds pictures of pages and no text."
    next_step = "Recognise its characters (OCR) first, for instance with ocrmypdf."


class BadRecordError(DocumentError):
    """One record of a file that cannot be read; its neighbours can."""

    code = "KG-L011"
    template = "{place} cannot be read: {detail}."
    next_step = "Repair this record; the others in the file are not affected."


class NoColumnError(DocumentError):
    """A table or record without the named column, or without a column that is known to hold the text."""

    code = "KG-L012"
    template = "{place} has no column {wanted}; it has {columns}."
    next_step = "Name the column of the {part} with --column {part}=NAME (in Python columns=Columns({part}=NAME))."


class DirectoryLoopError(DocumentError):
    """A link that leads back into a folder above itself."""

    code = "KG-L013"
    template = "{place} is a link back to a folder above it; it is not followed."
    next_step = "Remove the link, or leave it: the folder itself is read."


class LoaderFaultError(DocumentError):
    """A loader failed unexpectedly."""

    code = "KG-L014"
    template = "{place} made the loader {loader} fail: {detail}."
    next_step = (
        "Run `kg doctor`; where all is well, report this with the file to the makers of the loader, and leave the file "
        "out until then."
    )


class NothingFoundError(UsageError):
    """A path, glob or URI that leads to no file."""

    code = "KG-L015"
    template = "Nothing to read at {path}: {detail}."
    next_step = "Give a file, a folder, a glob, a file: URI, or - for standard input."


class UnknownLoaderError(UsageError):
    """A format that no loader has."""

    code = "KG-L016"
    template = "There is no loader for the format {format}."
    next_step = "Choose one of {formats}."


class BrokenLoaderError(UsageError):
    """An installed loader that cannot be used."""

    code = "KG-L017"
    template = "The loader {name} of {package} cannot be used: {detail}."
    next_step = "Repair or uninstall {package}."


class UnknownEncodingError(UsageError):
    """A name that is no encoding of text."""

    code = "KG-L018"
    template = "There is no encoding {encoding}."
    next_step = "Name one that Python knows, such as utf-8, cp1252, cp1251 or shift_jis."


class OutwardLinkError(DocumentError):
    """A link in a folder that leads out of it."""

    code = "KG-L019"
    template = "{place} is a link that leads out of the folder; it is not followed."
    next_step = "Name what it leads to, or follow such links with --follow-links (in Python follow_links=True)."


class SecretAddressError(DocumentError):
    """A document under an address that holds a password or a key."""

    code = "KG-L020"
    template = "{place} has a user, a password or a key in its address, which the graph would keep."
    next_step = "Take it out of the address, then read it again."


class SlowLoadingError(DocumentError):
    """A file that takes too long to convert to text."""

    code = "KG-L021"
    template = "{place} was given up after {seconds} s of loading; {rest}."
    next_step = "Give it more time with --patience (in Python patience=), split it, or save it as plain text."


class LoadingMemoryError(DocumentError):
    """A file that takes too much memory to convert to text."""

    code = "KG-L022"
    template = "{place} needs more than {memory} of memory to be loaded; {rest}."
    next_step = "Allow it more with --memory (in Python memory=), split it, or save it as plain text."


class LoadingCrashError(DocumentError):
    """A file at which the process that loads it dies."""

    code = "KG-L023"
    template = "the process that loaded {place} died ({detail}); {rest}."
    next_step = "Save the file as plain text; report this with the file."


class DeepNestingError(DocumentError):
    """A page whose elements are nested more deeply than a parser follows, so that text would be lost."""

    code = "KG-L024"
    template = "{place} has elements nested more than {depth} deep, and what stands there cannot be read."
    next_step = "Save it as plain text, then read it again."
