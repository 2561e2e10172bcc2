"""E-mails and pages saved as one file: the text alone, with what the headers say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.exports.test_exports import FACTIVA

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

TEXT = "Peru rejected the plan.\n\nIts envoy left the hall at noon.\n"
PAGE = (
    "<html><head><title>The plan</title></head><body><p>Peru rejected the plan.</p><p>Its envoy left.</p></body></html>"
)


def e_mail(**headers: str) -> EmailMessage:
    """An e-mail without a body, of these headers beside the usual ones."""
    message = EmailMessage()
    usual = {"From": "Press Office <press@port.example>", "To": "list@port.example", "Subject": "On the plan"}
    for name, value in {**usual, "Date": "Fri, 24 Aug 2018 23:30:00 -0500", **headers}.items():
        message[name] = value
    return message


def saved_page(page: str = PAGE, address: str = "https://gazette.example/2018/08/24/plan") -> bytes:
    """A page as a browser saves it with its pictures."""
    message = EmailMessage()
    message["From"], message["Snapshot-Content-Location"] = "<Saved by a browser>", address
    message["Date"] = "Sat, 1 Sep 2018 10:00:00 -0000"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def test_an_e_mail_has_its_subject_day_and_author(document: Read) -> None:
    message = e_mail()
    message.set_content(TEXT)
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"%PDF-", "application", "pdf", filename="annex.pdf")
    found = document(message.as_bytes(), "letter.eml", check_language=False)
    assert found.text == TEXT.strip()
    assert (found.title, found.date, found.name) == ("On the plan", dt.date(2018, 8, 24), "letter")
    assert (found.metadata["author"], found.metadata["attached"]) == ("Press Office", "annex.pdf")


@pytest.mark.parametrize("name", ["letter.eml", "letter.txt", "letter"])
def test_a_message_is_recognized_by_its_headers(document: Read, name: str) -> None:
    message = e_mail(From="ruiz@port.example")
    message.set_content(TEXT)
    assert document(message.as_bytes(), name, check_language=False).metadata["author"] == "ruiz@port.example"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_the_text_is_decoded(document: Read, charset: str, encoding: str) -> None:
    message = e_mail(Subject="Müllers Plan für Île-de-Ré")
    message.set_content("Peru said that Müller had rejected it.\n", charset=charset, cte=encoding)
    found = document(message.as_bytes(), "letter.eml", check_language=False)
    assert (found.title, found.text) == ("Müllers Plan für Île-de-Ré", "Peru said that Müller had rejected it.")


def test_an_e_mail_of_html_alone_is_read_as_a_page(document: Read) -> None:
    message = e_mail()
    message.set_content(PAGE, subtype="html")
    found = document(message.as_bytes(), "letter.eml", check_language=False)
    assert (found.text, found.title) == ("Peru rejected the plan.\n\nIts envoy left.", "On the plan")


def test_a_saved_page_has_its_address_and_the_date_in_it(document: Read) -> None:
    found = document(saved_page(), "plan.mhtml", check_language=False)
    assert (found.text, found.title) == ("Peru rejected the plan.\n\nIts envoy left.", "The plan")
    assert (found.date, found.metadata["url"]) == (dt.date(2018, 8, 24), "https://gazette.example/2018/08/24/plan")


def test_the_day_on_which_a_page_was_saved_is_not_its_date(document: Read) -> None:
    assert document(saved_page(address="https://gazette.example/plan"), "plan.mht", check_language=False).date is None


@pytest.mark.parametrize("day", ["yesterday", "Fri, 31 Feb 2018 10:00:00 +0000", ""])
def test_an_impossible_day_is_none(document: Read, day: str) -> None:
    head = f"MIME-Version: 1.0\r\nSubject: Talks\r\n on\r\nDate: {day}\r\n\r\n".encode()
    found = document(head + TEXT.encode(), "letter.eml", check_language=False)
    assert (found.date, found.title) == (None, "Talks on")


def test_the_text_is_what_is_no_file(document: Read) -> None:
    message = e_mail()
    message.set_content("Peru rejected the plan.\n")
    message.add_attachment(b"%PDF-", "application", "pdf", filename="annex.pdf")
    message.add_attachment("Chile left.\n", filename="notes.txt", disposition="inline")
    message.add_attachment("Its envoy left.\n", disposition="inline")
    found = document(message.as_bytes(), "letter.eml", check_language=False)
    assert found.text == "Peru rejected the plan.\n\nIts envoy left."
    assert found.metadata["attached"] == "annex.pdf, notes.txt"


def test_the_footer_of_a_list_is_not_the_text(document: Read) -> None:
    message = e_mail()
    message.set_content(PAGE, subtype="html")
    message.add_attachment("News mailing list of the port.\n", disposition="inline")
    found = document(message.as_bytes(), "letter.eml", check_language=False)
    assert found.text == "Peru rejected the plan.\n\nIts envoy left."


def test_the_address_of_a_picture_makes_no_page(document: Read) -> None:
    message = e_mail()
    message.set_content(PAGE, subtype="html")
    headers = ["Content-Location: http://port.example/2015/03/02/a.png"]
    message.add_related(b"\x89PNG", "image", "png", headers=headers)
    found = document(message.as_bytes(), "letter.eml", check_language=False)
    assert (found.title, found.date, "url" in found.metadata) == ("On the plan", dt.date(2018, 8, 24), False)


def test_a_page_saved_from_a_file_has_no_date(document: Read) -> None:
    found = document(saved_page(address="file:///home/ana/plan.html"), "plan.mhtml", check_language=False)
    assert (found.title, found.date, "author" in found.metadata) == ("The plan", None, False)


def test_an_article_of_a_database_keeps_its_own_day(document: Read) -> None:
    message = e_mail()
    message.set_content(FACTIVA.format(text=TEXT).replace("24 August 2018", "3 March 2015"))
    found = document(message.as_bytes(), "letter.eml", check_language=False)
    assert (found.title, found.date) == ("Plan opposed; Envoy leaves", dt.date(2015, 3, 3))


def test_each_message_of_a_mailbox_is_a_document(read_file: Callable[..., list[Document]]) -> None:
    messages = []
    for day, text in (
        ("24 Aug 2018", "Peru rejected the plan.\n>From Lima.\n"),
        ("3 Mar 2021", "Chile supported it.\n"),
    ):
        message = e_mail(Date=f"{day} 10:00:00 +0000")
        message.set_content(text)
        messages.append(b"From ana@port.example Fri Aug 24 10:00:00 2018\n" + message.as_bytes() + b"\n")
    first, second = read_file(b"".join(messages), "list.mbox", check_language=False)
    assert (first.text, first.date, first.name) == (
        "Peru rejected the plan.\nFrom Lima.",
        dt.date(2018, 8, 24),
        "list-1",
    )
    assert (second.text, second.date, second.uri[-2:]) == ("Chile supported it.", dt.date(2021, 3, 3), "#2")


def test_a_forwarded_message_alone_is_the_message(document: Read) -> None:
    inner, outer = e_mail(), e_mail(Subject="Fwd", Date="Sat, 1 Sep 2018 10:00:00 +0000")
    inner.set_content(TEXT)
    outer.set_content(inner)
    found = document(outer.as_bytes(), "letter.eml", check_language=False)
    assert (found.title, found.date) == ("On the plan", dt.date(2018, 8, 24))


def test_lines_like_those_of_a_mailbox_are_text(document: Read) -> None:
    message = e_mail()
    body = "From Lima, 24 August 2018\nNote: open.\n\nFrom a@b Fri Aug 24 10:00:00 2018\nTo: c\n\nPeru left.\n"
    message.set_content(body)
    found = document(message.as_bytes(), "letter.eml", check_language=False)
    assert (found.text, found.title) == (body.strip(), "On the plan")
    text = f"From Our Correspondent, Lima, 24 August 2018\nPERU: {TEXT}"
    assert document(text, "news.txt", check_language=False).text == text


LONG = PAGE.replace("left.", f"left. {'It said so again. ' * 40}")


@pytest.mark.parametrize("notice", ["CAUTION: external sender.\n", "View this message in your browser.\n"])
@pytest.mark.parametrize("alternative", [True, False])
def test_a_notice_is_not_the_text(document: Read, notice: str, alternative: bool) -> None:
    message = e_mail()
    message.set_content(notice)
    if alternative:
        message.add_alternative(LONG, subtype="html")
    else:
        message.add_attachment(LONG, subtype="html", disposition="inline")
    assert "CAUTION" not in document(message.as_bytes(), "letter.eml", check_language=False).text
    assert "It said so again." in document(message.as_bytes(), "letter.eml", check_language=False).text


def test_the_text_itself_may_have_a_name(document: Read) -> None:
    content = f'MIME-Version: 1.0\nContent-Type: text/plain; name="a.txt"\n\n{TEXT}'
    assert document(content, "letter.eml", check_language=False).text == TEXT.strip()


@pytest.mark.parametrize(
    "headers",
    [
        "X-Mail_Id: 7\nx-antispam-data-0: a\nMIME-Version: 1.0\nSubject: On the plan",
        "X-Id: 7\nSubject: On the plan\nTo: list",
    ],
)
def test_unusual_headers_are_headers(document: Read, headers: str) -> None:
    assert document(f"{headers}\n\n{TEXT}", "letter.eml", check_language=False).title == "On the plan"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"The crews met.", "KG-L003"),
        (b"MIME-Version: 1.0\n\n", "KG-L001"),
        (b"MIME-Version: 1.0\nContent-Type: image/png\n\n\x89PNG", "KG-L001"),
        (b'MIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary="b"\n\n--b\n\nx\n--b--\n', "KG-L004"),
        (b"MIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\nabc", "KG-L004"),
    ],
    ids=["prose", "empty", "picture", "encrypted", "S/MIME"],
)
def test_what_cannot_be_read_is_refused(refusal: Refuse, content: bytes, code: str) -> None:
    assert refusal(content, "letter.eml").code == code


@pytest.mark.parametrize(
    "header",
    [
        "From: =?utf-8?b?!!!?= <",
        "From: a, b <c@",
        "Content-Type: text/plain; charset=klingon",
        "Content-Type: multipart/mixed; boundary=none",
        "Content-Transfer-Encoding: rot13",
        "Date: Fri, 24 Aug 99999999999999999999 10:00",
        "Subject: =?x?q?=ZZ?=",
    ],
)
def test_malformed_headers_raise_nothing_else(
    read_file: Callable[..., list[Document | DocumentError]], header: str
) -> None:
    (found,) = read_file(f"MIME-Version: 1.0\n{header}\n\n{TEXT}", "letter.eml", check_language=False)
    assert isinstance(found, Document) or found.code in {"KG-L001", "KG-L005", "KG-L008"}
