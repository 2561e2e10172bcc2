"""E-mails that quote, answer and forward others: whose words they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.model import Document
from loaders.mail.correspondence import is_answer, parted, unflowed
from tests.loaders.mail.test_read_mime import e_mail
from tests.loaders.results import LoadedItems

Read = Callable[..., LoadedItems]

OWN = "Norway rejects the levy."
OTHERS = "Sweden demands a levy."
HEADER = (
    "From: Ana Ruiz <ruiz@port.example>\nSent: Tuesday, June 5, 2018 3:04 PM\nTo: Bo Ek;\n Ines Silva\nSubject: Levy\n"
)
ANSWERS = [
    f"{OWN}\n\nOn Tue, Jun 5, 2018 at 3:04 PM Ana Ruiz\n<ruiz@port.example> wrote:\n\n> {OTHERS}\n> > Why?\n",
    f"{OWN}\n\nOn Tue, Jun 5, 2018 at 3:04 PM Ana Ruiz <ruiz@port.example> wrote:\n\n{OTHERS}\n",
    f"Ana Ruiz wrote:\n> {OTHERS}\n{OWN}\n",
    f"{OWN}\n\n-----Original Message-----\n{HEADER}\n{OTHERS}\n",
    f"{OWN}\n\n-----Original Message-----\nVon: Ana Ruiz\n\n{OTHERS}\n",
    f"{OWN}\n\n________________________________\n{HEADER}\n{OTHERS}\n",
    f"{OWN}\n\n{HEADER}\n{OTHERS}\n",
    f"{OWN}\n\n*From:* Ana Ruiz\n\n*Sent:* 5 June 2018\n\n*Subject:* Levy\n\n{OTHERS}\n",
]
FORWARDS = [
    f"---------- Forwarded message ---------\nFrom: Ana Ruiz <ruiz@port.example>\nDate: Tue, Jun 5, 2018 at 3:04 PM\n"
    f"Subject: Levy\nTo: <list@port.example>\n\n\n{OTHERS}\n",
    f"Begin forwarded message:\n\n> From: Ana Ruiz <ruiz@port.example>\n> Subject: Levy\n"
    f"> Date: 5 June 2018 at 15:04:05 CEST\n> \n> {OTHERS}\n> > Why?\n",
    f"-----Original Message-----\n{HEADER}\n{OTHERS}\n",
]


@pytest.mark.parametrize("body", ANSWERS)
def test_what_an_answer_quotes_is_left_out(read_file: Read, body: str) -> None:
    message = e_mail(Subject="Re: Levy")
    message.set_content(body)
    (found,) = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(found, Document)
    assert found.text == OWN
    assert int(found.metadata["quoted_lines"]) > 0


def test_answers_between_quoted_words_are_kept(read_file: Read) -> None:
    message = e_mail(Subject="Re: Levy")
    message.set_content("> When?\nOn Friday.\n\n> Where?\nIn Oslo, where this was agreed:\nthe port.\n")
    (found,) = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(found, Document)
    assert found.text == "On Friday.\n\nIn Oslo, where this was agreed:\nthe port."


@pytest.mark.parametrize("own", ["", f"{OWN}\n\n"])
@pytest.mark.parametrize("body", FORWARDS)
def test_a_forwarded_message_is_its_authors(read_file: Read, own: str, body: str) -> None:
    message = e_mail(Subject="Fwd: Levy")
    message.set_content(own + body)
    *first, found = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert [each.text for each in first if isinstance(each, Document)] == ([OWN] if own else [])
    assert isinstance(found, Document)
    assert (found.text, found.title, found.date) == (OTHERS, "Levy", dt.date(2018, 6, 5))
    assert (found.metadata["author"], found.metadata["forwarded_by"]) == ("Ana Ruiz", "Press Office")
    assert found.uri.endswith("a.eml#forwarded-1")


@pytest.mark.parametrize(
    "body",
    [
        f"On Tue, Jun 5, 2018 at 3:04 PM Ana Ruiz <ruiz@port.example> wrote:\n\nDear all,\n\n> {OTHERS}\n\n{OWN}\n",
        f"On Tue, Jun 5, 2018 at 3:04 PM Ana Ruiz <ruiz@port.example> wrote:\n> {OTHERS}\n\nDear all,\n\n{OWN}\n",
    ],
)
def test_words_below_quoted_ones_are_the_senders(read_file: Read, body: str) -> None:
    message = e_mail(Subject="Re: Levy")
    message.set_content(body)
    (found,) = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(found, Document)
    assert found.text == f"Dear all,\n\n{OWN}"


@pytest.mark.parametrize("frame", ['blockquote type="cite"', 'blockquote class="gmail_quote"'])
def test_answers_between_frames_of_a_page_are_the_senders(read_file: Read, frame: str) -> None:
    message = e_mail(Subject="Re: Levy")
    line = "<div>On 6/5/18 3:04 PM, Ana Ruiz wrote:<br></div>"
    quoted = f"<{frame}><pre>{OTHERS}\n\nWhy?</pre><div>When?<br><b>Where</b>?</div>So?</blockquote>"
    message.set_content(f"<html>{line}{quoted}<p>{OWN}</p>{quoted}<p>In Oslo.</p></html>", subtype="html")
    (found,) = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(found, Document)
    assert found.text == f"{OWN}\n\nIn Oslo."


def test_other_frames_of_a_page_are_the_senders(read_file: Read) -> None:
    message = e_mail(Subject="Re: Levy")
    frame = f'<blockquote class="pull_quote"><p>{OTHERS}</p></blockquote>'
    message.set_content(f"<html><p>{OWN}</p>{frame}<p>In Oslo.</p></html>", subtype="html")
    (found,) = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(found, Document)
    assert found.text == f"{OWN}\n\n{OTHERS}\n\nIn Oslo."


def test_a_header_within_a_message_that_is_no_answer_loses_no_words(read_file: Read) -> None:
    message = e_mail(Subject="News")
    message.set_content(f"PRESS RELEASE\n\nFrom: Ana Ruiz <ruiz@port.example>\nSubject: Levy\n\n{OTHERS}\n")
    own, found = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(own, Document)
    assert isinstance(found, Document)
    assert (own.text, found.text, found.metadata["author"]) == ("PRESS RELEASE", OTHERS, "Ana Ruiz")


@pytest.mark.parametrize(
    ("subject", "has_original", "expected"),
    [("RE: Levy", False, True), ("[sea] Re[2]: a", False, True), ("Fwd: Re: Levy", True, False), ("Levy", True, True)],
)
def test_what_answers(subject: str, has_original: bool, expected: bool) -> None:
    assert is_answer(subject, has_original=has_original) is expected


def test_words_below_a_forwarded_message_are_the_senders(read_file: Read) -> None:
    message = e_mail(Subject="Fwd: Levy")
    message.set_content(f"{FORWARDS[1]}\n{OWN}\n")
    found = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert [each.text for each in found if isinstance(each, Document)] == [OWN, OTHERS]


def test_an_answer_in_html_is_parted_as_well(read_file: Read) -> None:
    message = e_mail(Subject="RE: Levy")
    head = "<p><b>From:</b> Ana Ruiz<br><b>Sent:</b> 5 June 2018<br><b>To:</b> Bo Ek<br><b>Subject:</b> Levy</p>"
    message.set_content(f"<html><body><p>{OWN}</p>{head}<p>{OTHERS}</p></body></html>", subtype="html")
    (found,) = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(found, Document)
    assert found.text == OWN


@pytest.mark.parametrize(
    "body",
    [
        "From: Ministry of Trade\nTo: All editors\nDate: 5 June 2018\nSubject: Levy\n\nNorway rejects the levy.",
        "On Friday, 5 June 2018, Ana Ruiz wrote:\n\nSweden demands a levy.",
        "From now on it will fish.\nDate: open",
        "The forwarded message\nwas read in Oslo.",
        "________________________________\n\nNorway rejects the levy.",
        "On 5 June 2018 at 10:30 the envoy of Peru wrote:\n\nPeru rejects the levy.\n\nThe ministry agreed.",
    ],
)
def test_the_senders_own_words_are_kept(read_file: Read, body: str) -> None:
    message = e_mail()
    message.set_content(f"PRESS RELEASE\n\n{body}\n")
    (found,) = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(found, Document)
    assert found.text == f"PRESS RELEASE\n\n{body}"


def test_each_message_of_a_digest_is_a_document(read_file: Read) -> None:
    digest, inner, empty = e_mail(Subject="Digest"), e_mail(Subject="Levy"), e_mail(Subject="Nothing")
    inner.set_content(f"{OWN}\n")
    empty.set_content("\n")
    digest.set_content("Two messages.\n")
    for each in (inner, empty):
        digest.add_attachment(message_from_bytes(each.as_bytes(), policy=policy.default))
    first, second, third = read_file(digest.as_bytes(), "a.eml", check_language=False)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, second.text, second.title) == ("Two messages.", OWN, "Levy")
    assert second.uri.endswith("a.eml#attached-1")
    assert isinstance(third, DocumentError)
    assert third.code == "KG-L001"
    assert "attached 2" in str(third)


def test_quoted_words_alone_are_nobodys(read_file: Read) -> None:
    message = e_mail(Subject="Re: Levy")
    message.set_content(f"> {OTHERS}\n")
    (found,) = read_file(message.as_bytes(), "a.eml", check_language=False)
    assert isinstance(found, DocumentError)
    assert found.code == "KG-L001"


def test_broken_lines_are_joined_where_the_message_says_so(read_file: Read) -> None:
    head = "MIME-Version: 1.0\nSubject: Levy\nContent-Type: text/plain; format=flowed\n\n"
    flowed = "Norway left \nthe talks.\n From here on,\n> Why \n> now?\nit sails.\n"
    (found,) = read_file(head + flowed, "a.eml", check_language=False)
    assert isinstance(found, Document)
    assert found.text == "Norway left the talks.\nFrom here on,\n\nit sails."
    assert unflowed("Nor \nway\n-- \nBo \nEk", is_space_deleted=True) == "Norway\n-- \nBoEk"


PIECES = [
    "> ",
    "\n",
    "From: a@b",
    "Sent: x",
    "-----Original Message-----",
    "Forwarded message",
    "wrote:",
    "word",
    "On 1:11",
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(["Re: a", "Fwd: a", ""]))
def test_any_body_is_parted(text: str, subject: str) -> None:
    body = parted(text, is_answer=is_answer(subject, has_original=False))
    words = " ".join([body.own, *(each.text for each in body.forwarded)])
    assert words.count("word") <= text.count("word")
    assert ">" not in text or not any(line.startswith(">") for line in words.split("\n"))
