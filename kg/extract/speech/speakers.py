"""The speakers of quotations, and of texts in the first person."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, STATES_AND_BLOCS, Cluster, cluster_at, move
from kg.extract.grammar.clause import is_passive, quoted_as_saying, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.quotations import quotations, quoted
from kg.extract.grammar.tense import FINITE
from kg.extract.mentions.mention import mentions_between
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.speech.narration.narrator import narrated
from kg.extract.speech.reports import according_to
from kg.extract.speech.turns import delegated_state
from kg.extract.text.memo import forget
from kg.extract.text.note import Note
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import reports
from kg.model import ActorType, MentionReason

__all__ = ["NARRATED", "SPEAKERS", "speakers"]

BLOCK_OPENERS = word_set("block-openers")
WORDS_OF_STATEMENTS = frozenset({"statement", "remarks"})
NOUNS_FOR_OWN_STATES = word_set("nouns-for-own-states")
NOUNS_FOR_COUNTRIES = {"country", "nation"}
VERBS_THAT_LEAD_TO_WORDS = word_set("verbs-that-lead-to-words")

SPEAKERS: Note[dict[int, tuple[int, ...]]] = Note("speakers", dict)
"""For each token inside a quotation, or of a text told in the first person, the heads of who speaks it (empty where
nobody can be told)."""
NARRATED: Note[bool] = Note("narrated", bool)
"""Whether a text is told in the first person, or by speakers in turn."""


def speakers(doc: Doc) -> Doc:
    """Find who speaks which words, and let "my delegation" be the state that says it."""
    speakers_at = narrated(doc)
    NARRATED.put(doc, bool(speakers_at))
    previous: tuple[int, ...] = ()
    previous_end = -100
    for start, end in quotations(doc):
        speaker_heads = _speaker(doc, start, end)
        if not speaker_heads and start - previous_end < 60 and not _is_after_colon(doc, start):
            speaker_heads = previous
        for i in range(start, end):
            if speaker_heads or i not in speakers_at:
                speakers_at[i] = speaker_heads
        for inner_start, inner_end, inner_speaker in _inner_quotations(doc, start, end):
            speakers_at.update(dict.fromkeys(range(inner_start, inner_end), (inner_speaker,)))
        if speaker_heads:
            previous, previous_end = speaker_heads, end
    SPEAKERS.put(doc, speakers_at)
    _join_own_states(doc)
    _drop_bare_countries(doc)
    return doc


def _join_own_states(doc: Doc) -> None:
    """Make "my delegation", and mentions that take it up ("it", "the delegation"), refer to the state that speaks,
    unless somebody else speaks there."""
    has_moved = False
    for cluster in CLUSTERS(doc):
        state_meant: Cluster | None = None
        is_named = any(m.reason not in {MentionReason.NOMINAL, MentionReason.PRONOUN} for m in cluster.mentions)
        for mention in sorted(cluster.mentions, key=lambda m: m.start):
            token = doc[mention.head]
            is_own, state = _is_own(token), _state_of_speaker(token)
            spoken_by_other = bool(SPEAKERS(doc).get(token.i)) and state is not state_meant
            if is_named or is_own or spoken_by_other:
                state_meant = state if is_own else None
            if state_meant is not None and state_meant is not cluster:
                move(doc, mention, cluster, state_meant)
                has_moved = True
    if has_moved:
        CLUSTERS.put(doc, tuple(c for c in CLUSTERS(doc) if c.mentions))
        forget(doc)  # the same words mean others now


def _drop_bare_countries(doc: Doc) -> None:
    """Remove actors of whom a text tells no more than that they are a country: "our country", of a speaker whose state
    is not known, or "a nation"."""
    bare_countries = [c for c in CLUSTERS(doc) if _is_bare_country(c)]
    for country in bare_countries:
        for mention in country.mentions:
            CLUSTER_OF(doc).pop(mention.head, None)
    if bare_countries:
        CLUSTERS.put(doc, tuple(c for c in CLUSTERS(doc) if c not in bare_countries))
        forget(doc)


def _is_bare_country(cluster: Cluster) -> bool:
    nouns = [m for m in cluster.mentions if m.reason != MentionReason.PRONOUN]
    return (
        bool(nouns)
        and not cluster.extra
        and all(
            m.reason == MentionReason.NOMINAL
            and not m.plural
            and m.owner is None
            and fold(m.name) in NOUNS_FOR_COUNTRIES
            for m in nouns
        )
    )


def _is_own(token: Token) -> bool:
    """ "My delegation", "our country"."""
    return token.lemma_.casefold() in NOUNS_FOR_OWN_STATES and any(c.lower_ in {"my", "our"} for c in token.lefts)


def _state_of_speaker(token: Token) -> Cluster | None:
    """The state or bloc that speaks a word, or whose delegate speaks it for others; None where a person, several or
    nobody known does."""
    speaker_heads = SPEAKERS(token.doc).get(token.i, ())
    singular = token.tag_ not in {"NNS", "NNPS"} and not quoted(token.doc)[token.i]
    if (
        singular
        and _speaks_for_others(token, speaker_heads)
        and (delegating_state := delegated_state(token)) is not None
    ):
        speaker_heads = (delegating_state.i,)
    speaker = cluster_at(token.doc[speaker_heads[0]]) if len(speaker_heads) == 1 else None
    return speaker if speaker is not None and speaker.type in STATES_AND_BLOCS else None


def _speaks_for_others(token: Token, speaker_heads: tuple[int, ...]) -> bool:
    """Whether those who speak a word are a bloc or several, as where a delegate speaks on behalf of them."""
    actors = [cluster_at(token.doc[i]) for i in speaker_heads]
    return len(actors) > 1 or any(c is not None and c.type == ActorType.BLOC for c in actors)


def _speaker(doc: Doc, start: int, end: int) -> tuple[int, ...]:
    """The heads of a quotation's speakers: subjects of the reporting verb in its sentences, else named before it."""
    sentence = doc[start].sent
    speaker_heads = _by_verb(_sentences(doc, start, end), start, end) or _by_according_to(sentence)
    return speaker_heads or _by_sentence_before(doc, sentence) or _by_colon(doc, start)


def _sentences(doc: Doc, start: int, end: int) -> list[Span]:
    """The sentences in which a quotation begins and ends, and the one that goes on after its closing mark."""
    sentences = [doc[start].sent] + ([doc[end - 1].sent] if doc[end - 1].sent.start != doc[start].sent.start else [])
    if (
        end + 1 < len(doc)
        and doc[end + 1].sent.start not in {s.start for s in sentences}
        and not doc[end + 1].is_sent_start
    ):
        sentences.append(doc[end + 1].sent)
    return sentences


def _inner_quotations(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """What stands in single marks behind a verb of saying inside a quotation, and the head of its speaker: "'Peru tells
    us, 'You must pay,'' said Ruiz"."""
    marks = (i for i in range(start + 2, end) if doc[i].text == "'" and doc[i - 1].text in {",", ":"})
    end_of_last = start
    for mark in marks:
        verbs = (t for t in reversed(doc[end_of_last:mark]) if t.pos_ == "VERB")
        verb = next((t for t in verbs if reports(t.lemma_.casefold())), None)
        if doc[mark].whitespace_ or not doc[mark - 1].whitespace_ or verb is None:
            continue
        end_of_last = next((i for i in range(mark + 1, end) if doc[i].text == "'"), end)
        yield from ((mark + 1, end_of_last, teller.i) for teller in subjects(verb)[:1])


def _by_verb(sentences: list[Span], start: int, end: int) -> tuple[int, ...]:
    """The subject of the nearest verb of saying outside a quotation."""
    nearest: tuple[int, tuple[int, ...]] | None = None
    for token in (t for sentence in sentences for t in sentence):
        if start <= token.i < end or token.pos_ != "VERB" or not reports(token.lemma_.casefold()):
            continue
        speaker_tokens = [s for s in _sources(token) if not start <= s.i < end]
        if not speaker_tokens and is_passive(token):
            continue
        speaker_tokens = speaker_tokens or [c for c in token.children if c.dep_ == "nsubj" and not start <= c.i < end]
        distance = min(abs(token.i - start), abs(token.i - end))
        if speaker_tokens and (nearest is None or distance < nearest[0]):
            nearest = (distance, tuple(s.i for s in speaker_tokens))
    return nearest[1] if nearest is not None else ()


def _by_according_to(sentence: Span) -> tuple[int, ...]:
    """The sources of "according to" in the sentence of a quotation."""
    words = (t for t in sentence if t.lower_ == "according")
    return next((report.sources for token in words if (report := according_to(token)) is not None), ())


def _by_sentence_before(doc: Doc, sentence: Span) -> tuple[int, ...]:
    """Those whose words the sentence before announces: "The minister told reporters:"."""
    sentence_before = doc[sentence.start - 1].sent if sentence.start > 0 else None
    if sentence_before is not None and sentence_before.start > 0 and not any(t.is_alpha for t in sentence_before):
        sentence_before = doc[sentence_before.start - 1].sent  # the mark that opens the quotation
    if sentence_before is None:
        return ()
    if (by_heading := _by_heading(sentence_before)) or not sentence_before.text.rstrip().endswith(":"):
        return by_heading
    verbs = (t for t in sentence_before if t.pos_ == "VERB" and t.lemma_.casefold() in BLOCK_OPENERS)
    return next((tuple(s.i for s in _sources(verb)) for verb in verbs), ())


def _by_colon(doc: Doc, start: int) -> tuple[int, ...]:
    """The speaker in the clause before a colon and a quotation: "Ruiz paid tribute to him: ..."; not "Ruiz got a
    letter: ..."."""
    if not _is_after_colon(doc, start):
        return ()
    sentence = doc[doc[start - 2].sent.start : start - 2]
    finite_verbs = (t for t in sentence if t.tag_ in FINITE and t.dep_ in {"ROOT", "ccomp"} and not is_negated(t))
    verbs = (t for t in finite_verbs if t.lemma_ in VERBS_THAT_LEAD_TO_WORDS)
    return next((tuple(s.i for s in _sources(verb)) for verb in verbs), ())


def _is_after_colon(doc: Doc, start: int) -> bool:
    """Whether a colon stands before the opening mark of a quotation."""
    return start > 2 and doc[start - 2].text == ":"


def _by_heading(heading: Span) -> tuple[int, ...]:
    """Those whose statement a heading says that it is: hers in "Statement of Vale President Ana Ruiz:", both
    companies' in "Joint Statement of Vale and Ostra"."""
    doc = heading.doc
    opening = [t.lower_ for t in heading if t.is_alpha][:2]
    preposition_at = next((t.i for t in heading[:4] if t.lower_ in {"of", "by", "from"}), None)
    if preposition_at is None or not WORDS_OF_STATEMENTS.intersection(opening) or heading.root.tag_ in FINITE:
        return ()
    mentions = mentions_between(doc, preposition_at + 1, heading.end)
    people = [m for m in mentions if m.type == ActorType.PERSON and m.end - 1 not in title_tokens(doc)]
    return tuple(m.head for m in people or mentions)


def _sources(verb: Token) -> list[Token]:
    quoted_speaker = quoted_as_saying(verb)
    return [quoted_speaker] if quoted_speaker is not None else subjects(verb)
