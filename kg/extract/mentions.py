"""Find the spans that name an actor: gazetteer names, persons, organizations, and noun phrases with a telling head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.extract import gazetteer, lexicon
from kg.extract.gazetteer import Match, MatchReason
from kg.extract.lexicon import word_set
from kg.extract.mention import TokenMention
from kg.model import ActorType, MentionReason

__all__ = ["PERSON_TITLES", "gazetteer_spans", "title_before"]

Doc.set_extension("mentions", default=(), force=True)
Doc.set_extension("titles", default=(), force=True)

HONORIFICS = word_set("honorifics")
PARTICLES = word_set("name-particles")
ORGANIZATION_WORDS = word_set("organization-words")
STATE_NOUNS = word_set("state-nouns")
BLOC_WORDS = {"group", "bloc", "alliance", "coalition", "union"}
DETERMINERS = word_set("determiners")
QUANTIFIERS = word_set("quantifiers")
PEOPLE = tuple(word_set("people-endings"))
PERSON_TITLES = {
    "head-of-state",
    "minister",
    "diplomat",
    "military",
    "party",
    "parliament",
    "official",
    "spokesperson",
    "business",
    "religious",
    "academic",
    "honorific",
    "judicial",
    "royal",
}
NAME_WORD = re.compile(r"^[^\W\d_a-z][\w'.\-]*$")


@cache
def _first_words() -> dict[str, int]:
    """The first word of each gazetteer form, folded, with the most words that a form beginning so has."""
    longest: dict[str, int] = {}
    for form, _ in gazetteer.forms():
        parts = re.findall(r"[\w&]+|[^\w\s]", form)
        if parts[0].casefold() == "the" and len(parts) > 1:
            parts = parts[1:]
        first = _fold(parts[0])
        longest[first] = max(longest.get(first, 0), len(parts) + 2)
    return longest


@lru_cache(maxsize=1 << 15)
def _fold(word: str) -> str:
    return re.split(r"[\W_]", word.casefold().lstrip("([\"'"), maxsplit=1)[0] or word.casefold()


def gazetteer_spans(doc: Doc) -> Iterator[tuple[int, int, Match]]:
    """Longest gazetteer matches ``[start, end)`` from left to right, without overlaps."""
    firsts = _first_words()
    i = 0
    while i < len(doc):
        token = doc[i]
        most = firsts.get(_fold(token.text), 0)
        if most and not token.is_punct:
            limit = i + 1
            while (
                limit < len(doc)
                and limit < i + most
                and not doc[limit].is_space
                and doc[limit].text not in {'"', ";", ":"}
            ):
                limit += 1
            for j in range(limit, i, -1):
                if doc[j - 1].text in {",", "'s"}:
                    continue
                matches = gazetteer.lookup(doc[i:j].text)
                if matches and _plausible(doc, i, j, matches[0]):
                    yield i, j, matches[0]
                    i = j - 1
                    break
        i += 1


def _plausible(doc: Doc, start: int, end: int, match: Match) -> bool:
    token = doc[start]
    if match.reason == MatchReason.DEMONYM and start and doc[start - 1].lower_ in word_set("larger-regions"):
        return False  # "Latin American", "East African": no state's
    if match.reason in {MatchReason.NAME, MatchReason.CAPITAL} and end - start == 1:
        before = doc[start - 1] if start else None
        after = doc[end] if end < len(doc) else None
        person = token.ent_type_ == "PERSON"
        if person and (
            (before is not None and before.ent_type_ == "PERSON")
            or (after is not None and after.ent_type_ == "PERSON" and after.text != "'s")
        ):
            return False
    return True


def title_at(doc: Doc, start: int) -> tuple[int, lexicon.Title] | None:
    """The longest title of a post that begins at token ``start``: its end, and the title."""
    first = doc[start].lower_
    for title in lexicon.titles().get(first, ()):
        end = start + len(title.words)
        if end <= len(doc) and all(doc[start + k].lower_ == w for k, w in enumerate(title.words)):
            return end, title
    singular = doc[start].lemma_.casefold()
    if singular != first and doc[start].tag_ == "NNS":
        for title in lexicon.titles().get(singular, ()):
            if len(title.words) == 1:
                return start + 1, title
    return None


def title_before(doc: Doc, start: int) -> tuple[int, int] | None:
    """The title phrase that ends right before token ``start``, as ``[start, end)``: with its own modifiers
    ("Commerce Vice Minister", "deputy prime minister") but without states and organizations."""
    for found_start, found_end in doc._.titles:
        if found_end == start:
            return found_start, found_end
    return None


def _titles(doc: Doc) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(doc):
        hit = title_at(doc, i)
        if hit is None:
            i += 1
            continue
        end = hit[0]
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], end)
        else:
            found.append((i, end))
        i = end
    return tuple(found)


class _Finder:
    """Collects mentions of one document; the first claim on a head token wins."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.taken: dict[int, TokenMention] = {}
        self.inner: dict[int, TokenMention] = {}
        self.covered: set[int] = set()

    def add(self, mention: TokenMention, *, cover: bool = True) -> None:
        if mention.head in self.taken:
            return
        self.taken[mention.head] = mention
        if cover:
            self.covered.update(range(mention.start, mention.end))


def _head(doc: Doc, start: int, end: int) -> int:
    return int(doc[start:end].root.i)


def _is_name(token: Token) -> bool:
    return bool(NAME_WORD.match(token.text)) and token.pos_ in {
        "PROPN",
        "NOUN",
        "ADJ",
        "X",
        "VERB",
        "ADV",
        "INTJ",
        "ADP",
        "NUM",
    }


def _persons(doc: Doc, finder: _Finder) -> None:
    title_ends = {end for _, end in doc._.titles}
    title_words = {i for start, end in doc._.titles for i in range(start, end)}
    spans: list[tuple[int, int]] = []
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            start, end = ent.start, ent.end
            while start < end and (
                start in title_words or doc[start].lower_ in HONORIFICS or not NAME_WORD.match(doc[start].text)
            ):
                start += 1
            while end > start and (
                doc[end - 1].text in {"'s", "'", ",", "."} or doc[end - 1].is_space or doc[end - 1].pos_ == "PUNCT"
            ):
                end -= 1
            while end - start > 2 and doc[start - 1].lower_ == "of" and gazetteer.lookup(doc[start].text):
                start += 1  # "First Minister of Scotland Nicola Sturgeon"
            if start < end and "\n" not in doc[start:end].text:
                spans.append((start, end))
    known = {i for a, b in spans for i in range(a, b)}
    for i, token in enumerate(doc):
        if i in known or i in finder.covered or not NAME_WORD.match(token.text):
            continue
        before = doc[i - 1] if i else None
        after_title = i in title_ends or (before is not None and before.lower_ in HONORIFICS)
        if after_title and token.pos_ in {"PROPN", "NOUN", "ADJ", "VERB", "X"} and i not in title_words:
            end = i + 1
            while (
                end < len(doc)
                and end not in known
                and end not in title_words
                and (
                    (NAME_WORD.match(doc[end].text) and doc[end].pos_ in {"PROPN", "NOUN", "ADJ", "X"})
                    or (doc[end].lower_ in PARTICLES and end + 1 < len(doc) and NAME_WORD.match(doc[end + 1].text))
                    or (doc[end].text == "-" and end + 1 < len(doc) and not doc[end].whitespace_)
                )
            ):
                end += 1
            if before is not None and (doc[i - 1].lower_ in HONORIFICS or doc[i - 1].text[:1].isupper() or end - i > 1):
                spans.append((i, end))
                known.update(range(i, end))
    spans.extend(_beside_titles(doc, known, title_words))
    for start, end in _joined(doc, spans, title_words):
        while (
            end < len(doc) - 1
            and doc[end].text == "-"
            and not doc[end - 1].whitespace_
            and NAME_WORD.match(doc[end + 1].text)
        ):
            end += 2
        first, last = doc[start], doc[end - 1]
        lookup = gazetteer.lookup(doc[start:end].text)
        if (
            any(gazetteer.lookup(doc[i].text) and doc[i].ent_type_ != "PERSON" for i in range(start, end))
            and doc[start].ent_type_ != "PERSON"
        ):
            continue
        if lookup and start not in title_ends and not (start and doc[start - 1].lower_ in HONORIFICS):
            continue
        if end - start == 1 and (first.lower_ in ORGANIZATION_WORDS or first.is_stop or len(first.text) < 2):
            continue
        if any(t.lower_ in ORGANIZATION_WORDS for t in doc[start:end]) and start not in title_ends:
            continue
        if any(i in finder.covered for i in range(start, end)) and end - start == 1:
            continue
        finder.covered.difference_update(range(start, end))
        for head in [h for h, m in finder.taken.items() if m.start >= start and m.end <= end]:
            del finder.taken[head]
        del last
        finder.add(
            TokenMention(start, end, _head(doc, start, end), ActorType.PERSON, MentionReason.NAME, doc[start:end].text)
        )


def _joined(doc: Doc, spans: list[tuple[int, int]], title_words: set[int]) -> list[tuple[int, int]]:
    """The spans, those made one that the tagger broke inside a name ("Yoon Suk" and "Yeol")."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        between = range(out[-1][1], start) if out else range(0)
        if (
            out
            and 0 <= start - out[-1][1] <= 1
            and start not in title_words
            and all(NAME_WORD.match(doc[i].text) and doc[i].pos_ == "PROPN" for i in between)
            and not any(i in title_words for i in between)
            and doc[start].sent.start == doc[out[-1][0]].sent.start
        ):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _beside_titles(doc: Doc, known: set[int], title_words: set[int]) -> Iterator[tuple[int, int]]:
    """Names of two or more words set off by a comma from a post ("its president, Ines Reyes", "Bo Ek, the envoy"),
    whatever the tagger took them for."""
    for start, end in doc._.titles:
        at = end
        while at < len(doc) and at < end + 5 and doc[at].text != "," and not doc[at].is_punct:
            at += 1
        if at + 1 < len(doc) and doc[at].text == ",":
            stop = _name_end(doc, at + 1, known, title_words)
            if stop - at > 2 and (at == end or doc[end].lower_ in {"of", "for", "in", "at"}):
                yield at + 1, stop
        if start >= 3 and doc[start - 1].lower_ in {"the", "a", "an", "'s", "their", "its"}:
            back = start - 2
            while back > 0 and doc[back].text != "," and start - back < 5:
                back -= 1
            if doc[back].text == ",":
                first = back
                while (
                    first > 0
                    and _may_be_name(doc, first - 1, known, title_words)
                    and not (doc[first - 1].is_sent_start and doc[first - 1].is_stop)
                ):
                    first -= 1
                if back - first >= 2:
                    yield first, back


def _may_be_name(doc: Doc, i: int, known: set[int], title_words: set[int]) -> bool:
    token = doc[i]
    if i in known or i in title_words:
        return False
    if token.text == "-" or token.lower_ in PARTICLES - {"of", "y", "e"}:
        return True
    return (
        bool(NAME_WORD.match(token.text))
        and token.pos_ == "PROPN"
        and token.lower_ not in ORGANIZATION_WORDS
        and not token.text.isupper()
    )


def _name_end(doc: Doc, i: int, known: set[int], title_words: set[int]) -> int:
    while i < len(doc) and _may_be_name(doc, i, known, title_words):
        i += 1
    return i


def _known_names(doc: Doc, finder: _Finder) -> None:
    """Later mentions of a person by one of the names, where the tagger saw no entity."""
    surnames = {m.name.split()[-1] for m in finder.taken.values() if m.type == ActorType.PERSON and " " in m.name}
    surnames |= {
        m.name.split()[0] for m in finder.taken.values() if m.type == ActorType.PERSON and len(m.name.split()) == 2
    }
    for token in doc:
        if token.i in finder.covered or token.pos_ == "PRON" or len(token.text) < 2:  # "He" is more often no Mr He
            continue
        if token.text in surnames and token.text[0].isupper():
            finder.add(TokenMention(token.i, token.i + 1, token.i, ActorType.PERSON, MentionReason.NAME, token.text))


def _organizations(doc: Doc, finder: _Finder) -> None:
    for ent in doc.ents:
        start, end = ent.start, ent.end
        if start < end and doc[start].lower_ == "the":
            start += 1
        while end > start and doc[end - 1].text in {"'s", "'", ",", "(", ")"}:
            end -= 1
        if start >= end or ent.label_ not in {"ORG", "NORP", "GPE", "FAC", "LOC"} or "\n" in doc[start:end].text:
            continue
        if all(i in finder.covered for i in range(start, end)):
            continue
        words = [t.lower_ for t in doc[start:end]]
        head = _head(doc, start, end)
        if not any(t.text[:1].isupper() for t in doc[start:end]):
            continue
        if ent.label_ in {"FAC", "LOC"} and not (set(words) & ORGANIZATION_WORDS):
            continue
        if any(m.type == ActorType.PERSON and m.start < end and start < m.end for m in finder.taken.values()):
            continue
        kind = {"NORP": ActorType.GROUP, "GPE": ActorType.STATE, "LOC": ActorType.STATE}.get(
            ent.label_, ActorType.ORGANIZATION
        )
        if doc[head].lower_ in {"delegation", "mission", "team"}:
            kind = ActorType.DELEGATION
        if any(word in STATE_NOUNS for word in words[-1:]):
            continue
        _named_body(doc, finder, start, end, head, kind)
    _proper_bodies(doc, finder)


def _named_body(doc: Doc, finder: _Finder, start: int, end: int, head: int, kind: ActorType) -> None:
    inner = [m for m in finder.taken.values() if m.start >= start and m.end <= end]
    owner = next((m for m in inner if m.type in {ActorType.STATE, ActorType.BLOC}), None)
    if any(m.head == head for m in inner):
        whole = next(m for m in inner if m.head == head)
        if whole.end - whole.start >= end - start - 1:
            return
        del finder.taken[head]
        finder.inner[head] = whole
    plural = doc[head].tag_ in {"NNS", "NNPS"} and kind == ActorType.GROUP
    finder.add(
        TokenMention(
            start,
            end,
            head,
            kind,
            MentionReason.NAME,
            doc[start:end].text,
            country=owner.country if owner else None,
            owner=owner.head if owner else None,
            plural=plural,
        )
    )


def _proper_bodies(doc: Doc, finder: _Finder) -> None:
    """Capitalised phrases that end in an organization's word ("North Sea Catchers' Alliance")."""
    for token in doc:
        if token.lower_ not in ORGANIZATION_WORDS or not token.text[0].isupper() or token.i in finder.taken:
            continue
        if token.i in finder.covered or any(b.heading and b.start <= token.idx < b.end for b in doc._.blocks):
            continue
        start = token.i
        while start > 0 and (
            doc[start - 1].text[:1].isupper() or doc[start - 1].text in {"'s", "'", "-", "and", "of", "for", "&"}
        ):
            if doc[start - 1].lower_ in DETERMINERS or (
                doc[start - 1].is_punct and doc[start - 1].text not in {"'", "-"}
            ):
                break
            if doc[start - 1].is_sent_start and doc[start - 1].is_stop:
                break
            start -= 1
        while start < token.i and not doc[start].text[:1].isupper():
            start += 1
        end = token.i + 1
        while end + 1 < len(doc) and doc[end].text in {"of", "for"} and doc[end + 1].text[:1].isupper():
            end += 2
            while end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN":
                end += 1
        if any(m.type == ActorType.PERSON and m.start < end and start < m.end for m in finder.taken.values()):
            continue
        _named_body(doc, finder, start, end, _head(doc, start, end), ActorType.ORGANIZATION)


def _phrase_bounds(token: Token) -> tuple[int, int]:
    """The noun phrase of ``token`` from its leftmost modifier to itself."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "poss", "nummod", "nmod", "det", "predet", "advmod", "quantmod"}:
            start = min(start, child.left_edge.i)
    return start, token.i + 1


def _noun_forms(token: Token) -> Iterator[str]:
    """What the noun may be listed as: its lemma, its form, its singular, each also with a hyphenated prefix."""
    lemma, form = token.lemma_.casefold(), token.lower_
    singular = form[:-3] + "y" if form.endswith("ies") else form.removesuffix("s")
    if token.i >= 2 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        prefix = token.nbor(-2).lower_
        yield from (f"{prefix}-{word}" for word in (lemma, form, singular))
    yield from (lemma, form, singular)


def _nominals(doc: Doc, finder: _Finder) -> None:
    table = lexicon.nominals()
    title_words = {i: (start, end) for start, end in doc._.titles for i in range(start, end)}
    for token in doc:
        if (
            token.i in finder.taken
            or token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}
            or token.dep_ in {"compound", "amod", "nmod"}
        ):
            continue
        lemma = next((n for n in _noun_forms(token) if n in table), token.lower_)
        kind = table.get(lemma)
        in_title = token.i in title_words and title_words[token.i][1] == token.i + 1
        if kind is None and not in_title:
            continue
        start, end = _phrase_bounds(token)
        if (
            lemma not in STATE_NOUNS
            and any(start <= m.start < end and m.type == ActorType.PERSON for m in finder.taken.values())
            and not any(t.text == "'s" for t in doc[start:end])
        ):
            continue
        plural = token.tag_ in {"NNS", "NNPS"} or lemma in {"people", "authorities", "those"}
        if in_title and kind is None:
            kind = ActorType.GROUP if plural else ActorType.PERSON
        if kind == ActorType.PERSON and plural:
            kind = ActorType.GROUP
        if kind is None:
            continue
        owner = _owner(doc, finder, token, start)
        country = owner.country if owner is not None else None
        bare = start
        while bare < token.i and (
            (doc[bare].lower_ in DETERMINERS or doc[bare].pos_ in {"DET", "NUM"})
            and doc[bare].lower_ not in QUANTIFIERS
        ):
            bare += 1
        if owner is not None and lemma in STATE_NOUNS and owner.type in {ActorType.STATE, ActorType.BLOC}:
            finder.add(
                TokenMention(
                    start,
                    end,
                    token.i,
                    owner.type,
                    MentionReason.NOMINAL,
                    owner.name,
                    entry=owner.entry,
                    country=owner.country,
                    noun=lemma,
                )
            )
            continue
        finder.add(
            TokenMention(
                start,
                end,
                token.i,
                kind,
                MentionReason.NOMINAL,
                doc[bare:end].text,
                country=country,
                owner=owner.head if owner is not None else None,
                noun=lemma,
                plural=plural,
            ),
            cover=False,
        )


def _owner(doc: Doc, finder: _Finder, token: Token, start: int) -> TokenMention | None:
    """The actor that the words tie a nominal to: before it ("Chinese officials"), or after "of", "from", "at"."""
    before = [m for i in range(start, token.i) if (m := finder.taken.get(i)) is not None and m.type != ActorType.PERSON]
    if before:
        return before[-1]
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in {"of", "from", "at", "in", "for"}:
            for pobj in prep.children:
                found = finder.taken.get(pobj.i)
                if pobj.dep_ == "pobj" and found is not None and found.type != ActorType.PERSON:
                    return found
    return None


def _who_speak(doc: Doc, finder: _Finder) -> None:
    """Whoever else says or wants something by a verb of saying or stance: a capitalised name that no list knows ("AP9
    welcomed"), or a plural of people by its ending ("the purists reject")."""
    voiced = lexicon.cues() | {head for head, pos in lexicon.predicates() if pos == "verb"}
    for token in doc:
        if token.dep_ not in {"nsubj", "pobj"} or token.i in finder.taken or token.i in finder.covered:
            continue
        verb = token.head if token.dep_ == "nsubj" else token.head.head
        if verb.lemma_.casefold() not in voiced or (token.dep_ == "pobj" and token.head.dep_ != "agent"):
            continue
        start, end = _phrase_bounds(token)
        while start < token.i and doc[start].pos_ in {"DET", "PUNCT"}:
            start += 1
        if token.pos_ == "PROPN" and token.text[:1].isupper():
            while start < token.i and not doc[start].text[:1].isupper():
                start += 1
            name = doc[start:end].text
            finder.add(TokenMention(start, end, token.i, ActorType.ORGANIZATION, MentionReason.NAME, name))
        elif token.tag_ == "NNS" and token.lower_.endswith(PEOPLE):
            name, noun = doc[start:end].text, token.lemma_.casefold()
            finder.add(
                TokenMention(start, end, token.i, ActorType.GROUP, MentionReason.NOMINAL, name, noun=noun, plural=True),
                cover=False,
            )


def _people_who(doc: Doc, finder: _Finder) -> None:
    """ "Those who want ...", "those pushing for a deal": factions told apart by what they want."""
    for token in doc:
        if (
            token.lower_ == "those"
            and token.pos_ in {"PRON", "DET"}
            and token.i not in finder.taken
            and token.dep_ != "det"
        ):
            clause = next((c for c in token.rights if c.dep_ in {"acl", "relcl"}), None)
            if clause is None:
                continue
            end = clause.right_edge.i + 1
            finder.add(
                TokenMention(
                    token.i,
                    token.i + 1,
                    token.i,
                    ActorType.FACTION,
                    MentionReason.NOMINAL,
                    doc[token.i : end].text,
                    noun="those",
                    plural=True,
                ),
                cover=False,
            )


@Language.component("kg_mentions")
def mentions(doc: Doc) -> Doc:
    """Set ``doc._.mentions``: `TokenMention`s in text order, at most one a head token."""
    finder = _Finder(doc)
    doc._.titles = _titles(doc)
    for start, end, match in gazetteer_spans(doc):
        entry = match.entry
        head = _head(doc, start, end)
        finder.add(
            TokenMention(
                start,
                end,
                head,
                entry.type,
                match.reason.mention_reason,
                entry.name,
                entry=entry,
                country=entry.country,
                plural=doc[head].tag_ in {"NNS", "NNPS"} and match.reason == MatchReason.DEMONYM,
            )
        )
    _persons(doc, finder)
    _known_names(doc, finder)
    _organizations(doc, finder)
    _nominals(doc, finder)
    _people_who(doc, finder)
    _who_speak(doc, finder)
    doc._.mentions = tuple(sorted(finder.taken.values(), key=lambda m: (m.start, m.end)))
    return doc


def surface(doc: Doc, mention: TokenMention) -> Span:
    """The tokens of a mention."""
    return doc[mention.start : mention.end]
