"""Subtitles: what each speaker says, without times and signs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.model import Document
from loaders import Options
from loaders.source import of_bytes
from loaders.text import subtitles

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]


def subrip(*cues: str) -> str:
    return "\n".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{cue}\n"
        for number, cue in enumerate(cues, start=1)
    )


def webvtt(*cues: str) -> str:
    return "WEBVTT - talks\n\nNOTE no text\n\n" + "\n".join(
        f"00:0{n}.000 --> 00:0{n}.900 line:0\n{c}\n" for n, c in enumerate(cues)
    )


@pytest.mark.parametrize("form", [subrip, webvtt])
@pytest.mark.parametrize("name", ["talks.srt", "talks.vtt", "talks.txt", "talks"])
def test_a_paragraph_is_what_one_speaker_says(document: Read, form: Callable[..., str], name: str) -> None:
    content = form(
        "ANA RUIZ: Peru left", "<i>the talks</i>,\nshe said.", "Bo Ek: {\\an8}It stays &amp; waits.", "Bo Ek: Why?"
    )
    found = document(content, name, check_language=False)
    assert found.text == "ANA RUIZ: Peru left the talks, she said.\n\nBo Ek: It stays & waits. Why?"
    assert found.metadata["format"] == "subtitles"


def test_voices_are_speakers(document: Read) -> None:
    content = webvtt("<v Ana Ruiz>Peru left</v>", "<v.loud Ana Ruiz>the talks.", "<v Bo Ek>Why?</v> <v Ana Ruiz>Rain.")
    expected = "Ana Ruiz: Peru left the talks.\n\nBo Ek: Why?\n\nAna Ruiz: Rain."
    assert document(content, "a.vtt", check_language=False).text == expected


def test_numbers_and_times_without_blanks_around_them_are_not_said(document: Read) -> None:
    content = "1\n0:00:01,0-->0:00:02,0\nPeru left in\n2\n2\n0:00:03,0-->0:00:04,0\n1990\nor so."
    assert document(content.replace("0:00", "00:00"), "a.srt", check_language=False).text == (
        "Peru left in 2 1990 or so."
    )


def test_an_unknown_speaker_is_nobody_who_is_named(document: Read) -> None:
    content = subrip(">> ANA RUIZ: Peru left.", ">> Why?", "- When?\n- On Friday.", "It rained.")
    expected = "ANA RUIZ: Peru left.\n\nSpeaker: Why?\n\nSpeaker: When?\n\nSpeaker: On Friday. It rained."
    assert document(content, "a.srt", check_language=False).text == expected
    nameless = document(subrip(">> Why?", ">> On Friday."), "a.srt", check_language=False)
    assert nameless.text == "Why?\n\nOn Friday."


def test_lines_of_rolling_captions_are_read_once(document: Read) -> None:
    content = webvtt("Peru left", "Peru left\nthe<00:01.200><c> talks</c>", "the talks\n- a loss -")
    assert document(content, "a.vtt", check_language=False).text == "Peru left the talks - a loss -"


@pytest.mark.parametrize(
    ("content", "code"),
    [("The crews met.", "KG-L003"), ("WEBVTT\n\n", "KG-L001"), ("1\n00:00:01,000 --> 00:00:02,000\n\n", "KG-L001")],
)
def test_what_cannot_be_read_is_refused(refusal: Refuse, content: str, code: str) -> None:
    assert refusal(content, "a.srt").code == code


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(document: Read, codec: str) -> None:
    content = subrip("MÜLLER: The crews of the café have met in the hall of the port.").encode(codec)
    assert document(content, "a.srt", check_language=False).text.startswith("MÜLLER: The crews of the café")


@given(
    st.lists(st.sampled_from([">>", "<v A>", "- ", "ANA: ", "\n", "00:01.000 --> 00:02.000", "word", " ", "<", "&#x"]))
)
def test_any_file_is_read_or_refused(pieces: list[str]) -> None:
    content = "WEBVTT\n\n" + "".join(pieces)
    try:
        (found,) = subtitles.load(of_bytes(content.encode(), "a", "memory:a", "a", None), Options())
    except DocumentError as error:
        assert error.code == "KG-L001"  # noqa: PT017 - either is right
    else:
        assert isinstance(found, Document)
        assert found.text.count("word") <= content.count("word")
