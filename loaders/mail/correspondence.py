"""The body of an e-mail: the sender's own words, those of others that it quotes, and the messages that it forwards."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.markup import BLOCKS, BREAKS

__all__ = ["Body", "Forwarded", "is_answer", "parted", "unflowed", "with_signs"]

_MARKER = re.compile(
    r"(?:-{2,} *)?(?P<forward>(?:Begin )?forwarded message)\b(?: from [^\n]{1,80})?[: ]*-*"
    r"|-{2,} *Original (?:Message|Appointment) *-{2,}|_{8,}",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\*?(?P<name>From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|Organi[sz]ation|Importance|Attachments)"
    r"(?: ?:\*?|\*:) ?(?P<value>.*)",
    re.IGNORECASE,
)
# The line above quoted words, over up to three lines, with the address of their author or the time.
_ATTRIBUTION = re.compile(
    r"(?:On|Am|Le|El) [^\n]*(?:\n[^\n]+){0,2}\b(?:wrote|writes|said|schrieb|écrit|escribió)\b[^\n]{0,80}:",
)
_MOMENT = re.compile(r"\S@\S|\d{1,2}[:.]\d{2}\b")
_LONGEST_ATTRIBUTION = 3
_LIST = r"\s*(?:\[[^\[\]]*\]\s*)?"
_SUBJECT_OF_FORWARD = re.compile(rf"{_LIST}(?:fwd?|wg|tr|rv|i)\s*:", re.IGNORECASE)
_SUBJECT_OF_ANSWER = re.compile(rf"{_LIST}(?:re|aw|sv|vs|antw|odp|rif|res)(?:\[\d+\])?\s*:", re.IGNORECASE)
_BLOCK = rf"(?:{'|'.join(sorted(BLOCKS | BREAKS))})\b".encode()
_BLOCK_TAG = re.compile(rb"<(?P<close>/?)(?P<name>" + _BLOCK + rb")[^<>]*>", re.IGNORECASE)
_FRAME_OF_MAIL = re.compile(rb"type=[\"']?cite\b|class=[\"']?[^\"'>]*(?:mail|tutanota)_quote\b", re.IGNORECASE)
_WORDS_AHEAD = re.compile(rb"(?:\s|&nbsp;|&#160;|<(?!/?" + _BLOCK + rb")[^<>]*>)*+[^\s<]", re.IGNORECASE)
_SIGNS = re.compile(r" ?(?:> ?)+")
_GAP = re.compile(r"\n{3,}")
_SIGNATURE = "-- "
# The headers that may go on on the next line.
_LISTS = frozenset({"to", "cc", "bcc"})


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A forwarded message: its headers by their names in small letters ("from", "date", "subject"), and its text."""

    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """The own words of a sender, the messages forwarded, and the number of lines quoted, which are in neither."""

    own: str
    forwarded: tuple[Forwarded, ...]
    quoted: int


def is_answer(subject: str, *, has_original: bool) -> bool:
    """Whether an e-mail answers another, by its ``subject`` or because a header (In-Reply-To) names the original."""
    if _SUBJECT_OF_FORWARD.match(subject) is not None:
        return False
    return has_original or _SUBJECT_OF_ANSWER.match(subject) is not None


def parted(text: str, *, is_answer: bool) -> Body:
    """The parts of a body. What is below "Original Message", or below a header within the text, is quoted in an answer
    that has words above it; else it is forwarded.

    >>> parted("We agree.\\n\\nOn 5 June 2018 at 15:04, Ana Ruiz wrote:\\n> Will you sign?\\n", is_answer=True)
    Body(own='We agree.', forwarded=(), quoted=1)
    """
    lines = text.split("\n")
    heads = [*_heads(lines)]
    own_lines = lines[: heads[0].start] if heads else lines
    own, quoted = _without_quoted(own_lines, is_answer=is_answer)
    forwarded: list[Forwarded] = []
    is_forward = not own or not is_answer
    for head, end in zip(heads, [*(each.start for each in heads[1:]), len(lines)], strict=False):
        is_forward = is_forward or head.is_forward
        message, rest = _message(lines[head.end : end], head.depth)
        below, quoted_below = _without_quoted(rest, is_answer=is_answer)
        own = f"{own}\n\n{below}".strip() if below else own
        if not is_forward:
            quoted += sum(bool(line.strip()) for line in message)
            continue
        words, quoted_within = _without_quoted(message, is_answer=True)
        forwarded += [Forwarded(head.headers, words)] if words else []
        quoted += quoted_below + quoted_within
    return Body(own, tuple(forwarded), quoted)


def unflowed(text: str, *, is_space_deleted: bool = False) -> str:
    """A text with "format=flowed" (RFC 3676), with one line for each paragraph.

    >>> unflowed("Peru \\nagreed.\\n> Will you \\n> sign?\\n")
    'Peru agreed.\\n> Will you sign?\\n'
    """
    lines: list[str] = []
    depth_of_open: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        is_signature = words == _SIGNATURE
        if depth == depth_of_open and not is_signature:
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        is_open = words.endswith(" ") and not is_signature
        if is_open and is_space_deleted:
            lines[-1] = lines[-1][:-1]
        depth_of_open = depth if is_open else None
    return "\n".join(lines)


def with_signs(page: bytes) -> bytes:
    """An e-mail in HTML with the sign of quotation before each line in the frames that mail programs put around what an
    answer quotes, so that the answers between these can be told from them.

    >>> with_signs(b'<blockquote type="cite"><p>Why?</p></blockquote><p>No.</p>')
    b'<blockquote type="cite"><p>&gt; Why?</p></blockquote><p>No.</p>'
    """
    depth, start = 0, 0
    pieces: list[bytes] = []
    for tag in _BLOCK_TAG.finditer(page):
        is_frame = tag["name"].lower() == b"blockquote"
        if is_frame and tag["close"]:
            depth = max(0, depth - 1)
        elif is_frame and (depth or _FRAME_OF_MAIL.search(tag[0])):
            depth += 1
        if depth and _WORDS_AHEAD.match(page, tag.end()):
            pieces += [page[start : tag.end()], b"&gt; " * depth]
            start = tag.end()
    return b"".join([*pieces, page[start:]])


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines ``[start, end)`` above a message within a text, and how deeply they are quoted."""

    start: int
    end: int
    depth: int
    headers: Mapping[str, str]
    is_forward: bool


def _heads(lines: Sequence[str]) -> list[_Head]:
    """The heads within a text, in order."""
    heads: list[_Head] = []
    at = 0
    while at < len(lines):
        head = _head(lines, at)
        if head is not None:
            heads.append(head)
        at = head.end if head is not None else at + 1
    return heads


def _head(lines: Sequence[str], start: int) -> _Head | None:
    """The head that begins with a line: a mark with the header below it, or the header alone."""
    bare = _bare(lines[start])
    marker = _MARKER.fullmatch(bare)
    if marker is None and not bare.lstrip("*").lower().startswith("from"):
        return None
    at = start + 1 if marker is not None else start
    while at < len(lines) and not _bare(lines[at]):
        at += 1
    depth = _depth(lines[at]) if at < len(lines) else 0
    headers: dict[str, str] = {}
    name, end = "", at
    for number in range(at, len(lines)):
        line = _bare(lines[number])
        match = _HEADER.fullmatch(line)
        if match is not None and match["name"].lower() not in headers:
            name = match["name"].lower()
            headers[name] = match["value"].strip("* ")
            end = number + 1
        elif line and number == end and name in _LISTS and match is None:
            headers[name] += f" {line}"
            end = number + 1
        elif line or match is not None:
            break
    headers["date"] = headers.get("date") or headers.get("sent", "")
    is_header = "from" in headers and bool(headers["date"] or "subject" in headers)
    if marker is None:
        is_header = is_header and ("sent" in headers or "@" in headers["from"])
    elif not is_header and bare.startswith("-"):
        return _Head(start, start + 1, depth, {}, marker["forward"] is not None)
    if not is_header:
        return None
    return _Head(start, end, depth, headers, marker is not None and marker["forward"] is not None)


def _message(lines: Sequence[str], depth: int) -> tuple[list[str], list[str]]:
    """The lines of a message below its head, without the signs with which these are quoted; and those after it, which
    are the sender's again."""
    if not depth:
        return [*lines], []
    end = next((number for number, line in enumerate(lines) if line.strip() and _depth(line) < depth), len(lines))
    sign = re.compile(rf" ?(?:> ?){{{depth}}}")
    return [sign.sub("", line, count=1) for line in lines[:end]], [*lines[end:]]


def _without_quoted(lines: Sequence[str], *, is_answer: bool) -> tuple[str, int]:
    """The words of lines, without those that are quoted, and the number of these."""
    kept: list[str] = []
    quoted = 0
    signed = [number for number, line in enumerate(lines) if _depth(line)]
    for number, line in enumerate(lines):
        if _depth(line):
            if not quoted or not number or not _depth(lines[number - 1]):
                _remove_attribution(kept)
            quoted += 1
        else:
            kept.append(line)
            if not _closes_with_attribution(kept):
                continue
            if _has_answers(lines, number + 1, signed):
                _remove_attribution(kept)
            elif is_answer:
                _remove_attribution(kept)
                quoted += sum(bool(each.strip()) for each in lines[number + 1 :])
                break
    text = "\n".join(kept).strip("\n")
    return (_GAP.sub("\n\n", text) if quoted else text), quoted


def _has_answers(lines: Sequence[str], start: int, signed: Sequence[int]) -> bool:
    """Whether lines from ``start``, below an attribution, are the sender's, as it is that of the next ``signed`` line,
    of those with signs of quotation."""
    at = bisect_left(signed, start)
    if at == len(signed):
        return False
    above = lines[max(start, signed[at] - 2 * _LONGEST_ATTRIBUTION) : signed[at]]
    return not _attribution_of([line for line in above if line.strip()])


def _closes_with_attribution(lines: Sequence[str]) -> bool:
    """Whether the last lines say when somebody wrote what is below them, as programs do."""
    return lines[-1].rstrip().endswith(":") and _attribution_of(lines) > 0


def _attribution_of(lines: Sequence[str]) -> int:
    """The number of lines at the end that are an attribution with an address or a time; 0 if there is none."""
    for count in range(1, min(_LONGEST_ATTRIBUTION, len(lines)) + 1):
        words = "\n".join(line.strip() for line in lines[-count:])
        if _ATTRIBUTION.fullmatch(words) and _MOMENT.search(words):
            return count
    return 0


def _remove_attribution(lines: list[str]) -> None:
    """Remove the lines right above quoted words that say who wrote them: an attribution, or one line with a colon."""
    while lines and not lines[-1].strip():
        lines.pop()
    count = _attribution_of(lines)
    is_short = bool(lines) and lines[-1].rstrip().endswith(":") and re.search(r"\bwrote\b|\S@\S", lines[-1])
    del lines[len(lines) - (count or (1 if is_short else 0)) :]
    lines.append("")


def _depth(line: str) -> int:
    """How many signs of quotation a line begins with."""
    match = _SIGNS.match(line)
    return match[0].count(">") if match is not None else 0


def _bare(line: str) -> str:
    match = _SIGNS.match(line)
    return line[match.end() if match is not None else 0 :].strip()
