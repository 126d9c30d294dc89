"""A small library and an engine with set answers: every quotation is cut from its documents."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.answering.answer import (
    Answer,
    AnswerSentence,
    Citation,
    Correction,
    DateNote,
    Dropped,
    Event,
    FilterFound,
    NotFound,
    Outcome,
    Pointer,
    PositionOf,
    Shape,
    Turn,
)
from store.errors import QuestionError
from store.filters import Filters
from store.history import Look, Run
from store.naming import MissingDocument
from store.records import Document, Kind, ResolvedDate, Span
from store.requests import Request
from store.shelf import Shelf

BRIEF_TEXT = """Ministerial Debate: Regional Arrangements

Tomorrow morning (25 September), the Security Council will hold a debate on regional \
arrangements. Russia’s Minister of Foreign Affairs, Sergey Lavrov, will preside. \
Secretary-General António Guterres is expected to brief.

Russia has circulated a concept note (S/2019/742) that poses some questions, including:

• What is the role of regional organisations?

• What could be used in other regions?

Some members view these organisations with a degree of distrust."""

HOSTILE = (
    "<script>document.title='owned'</script> $x^2$ costs $5, `code`, [1], [a](javascript:alert(1)),"
    " :red[x], **bold** & <img src=x onerror=\"document.title='owned'\"> :smile: “quoted”"
)
HOSTILE_TITLE = "<b>Title</b> $y$ [2] :blue[t] `t` <script>document.title='owned'</script>"


def _document(
    name: str, title: str, kind: Kind, text: str, date: dt.date, *, held: bool = True
) -> Document:
    dates = ()
    words = "Tomorrow morning (25 September)"
    if words in text:
        start = text.index(words)
        dates = (ResolvedDate(Span(start, start + len(words)), dt.date(2019, 9, 25)),)
    return Document(
        id=name,
        title=title,
        kind=kind,
        text=text,
        symbol=name if name.startswith("S/") else None,
        date=date,
        url=f"https://docs.un.org/en/{name}"
        if name.startswith("S/")
        else "https://www.securitycouncilreport.org/whatsinblue/2019/09/debate.php",
        publisher=None if name.startswith("S/") else "Security Council Report",
        held=held,
        dates=dates,
    )


BRIEF = _document(
    "debate", "Ministerial Debate: Regional Arrangements", Kind.BRIEF, BRIEF_TEXT,
    dt.date(2019, 9, 24),
)  # fmt: skip
CARD = _document(
    "S/2396(2017)", "Record of the debate", Kind.RECORD,
    "Verbatim record of the meeting at which China and others took the floor.",
    dt.date(2019, 9, 25), held=False,
)  # fmt: skip
POISONED = _document(
    "poison", HOSTILE_TITLE, Kind.OTHER, f"Before.\n\n{HOSTILE}\n\nAfter.", dt.date(2020, 1, 2)
)


def cite(
    number: int, document: Document, quote: str, pinpoint: str, *, lead_in: str | None = None
) -> Citation:
    start = document.text.index(quote)
    span = Span(start, start + len(quote))
    return Citation(
        number=number,
        document=document.id,
        symbol=document.symbol,
        title=document.title,
        kind=document.kind,
        date=document.date,
        url=document.url,
        source_rank=document.rank,
        pinpoint=pinpoint,
        quote=quote,
        start=span.start,
        end=span.end,
        held=document.held,
        lead_in=lead_in,
        corrected=document.corrected,
        dates=tuple(
            DateNote(text=item.span.of(document.text), date=item.date)
            for item in document.dates
            if span.contains(item.span)
        ),
    )


def answered(question: str, citations: Sequence[Citation], **more: object) -> Answer:
    fields: dict[str, object] = {
        "question": question,
        "understood_as": question,
        "outcome": Outcome.ANSWERED,
        "answer": " ".join(f"{item.quote} [{item.number}]" for item in citations),
        "sentences": tuple(
            AnswerSentence(text=item.quote, kind="quote", citations=(item.number,), verified=True)
            for item in citations
        ),
        "citations": tuple(citations),
        "as_of": citations[0].date,
    }
    return Answer.model_validate(fields | more)


TOMORROW = (
    "Tomorrow morning (25 September), the Security Council will hold a debate on regional "
    "arrangements."
)
LAVROV = "Russia’s Minister of Foreign Affairs, Sergey Lavrov, will preside."
GUTERRES = "Secretary-General António Guterres is expected to brief."
DISTRUST = "Some members view these organisations with a degree of distrust."
LEAD_IN = "Russia has circulated a concept note (S/2019/742) that poses some questions, including:"
FIRST_ASKED = "What is the role of regional organisations?"
SECOND_ASKED = "What could be used in other regions?"


_EXAMPLES = ("Who will preside?", "What does the concept note ask?")


@dataclass(frozen=True)
class FakeSummary:
    document: str
    symbol: str | None
    title: str
    kind: Kind
    date: dt.date | None
    url: str | None
    held: bool
    corrected: bool


@dataclass
class FakeLibrary:
    held: list[Document] = field(default_factory=lambda: [BRIEF, CARD, POISONED])
    edits: dict[str, dt.datetime] = field(default_factory=dict)
    generations: list[list[Document]] = field(default_factory=list)
    originals: dict[str, Path] = field(default_factory=dict)

    @property
    def generation(self) -> int:
        """One more whenever a test has put other documents in."""
        if not self.generations or self.generations[-1] != self.held:
            self.generations.append(list(self.held))
        return len(self.generations)

    def edited(self) -> dict[str, dt.datetime]:
        return self.edits

    def shelf(self) -> Shelf:
        return Shelf(cites={}, cited_by={}, translated={}, origins={}, named={})

    def missing(self) -> list[MissingDocument]:
        return []

    def asked_for(self) -> dict[str, Request]:
        return {}

    def runs(self, _limit: int, /) -> list[Run]:
        return []

    def last_look(self) -> Look | None:
        return None

    def documents(self) -> list[FakeSummary]:
        return [
            FakeSummary(d.id, d.symbol, d.title, d.kind, d.date, d.url, d.held, d.corrected)
            for d in self.held
        ]

    def document(self, document: str, /) -> Document:
        return {item.id: item for item in self.held}[document]

    def original(self, document_id: str, /) -> Path | None:
        return self.originals.get(document_id)


WRITER = "fake:writer"
BROKEN = "fake:broken"
STATEMENTS = (
    ("Sergey Lavrov of Russia will preside.", (1,)),
    ("The debate is on 25 September 2019 and on regional arrangements.", (2,)),
    ("Lavrov will preside over it.", (1, 2)),
)
BUSY = "fake:broken is busy: ask again in a minute, or ask without it."
INVENTED = Dropped(text="The debate passed 25-1.", reason="its sources do not have the number “25”")
STRAY = Dropped(text="[99]", reason="it gives a source that is not among those read")


@dataclass
class FakeEngine:
    """``seconds`` is how long it reads, ``step`` is called before each thing a model writes."""

    library: FakeLibrary = field(default_factory=FakeLibrary)
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    seconds: float = 0.0
    step: Callable[[], object] = lambda: None
    manners: list[tuple[str | None, Filters]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def example_questions(self) -> tuple[str, ...]:
        """As the real engine does, it asks before it proposes."""
        if BRIEF not in self.library.held:
            return ()
        return tuple(question for question in _EXAMPLES if self.ask(question).citations)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
    ) -> Answer:
        self.asked.append((question, tuple(history)))
        time.sleep(self.seconds)
        return self._answer(question)

    def answers(
        self, question: str, model: str | None, *, history: Sequence[Turn], filters: Filters
    ) -> Iterator[Answer]:
        """The quotations, then the statements of the fake model; ``ended`` has who was closed."""
        self.manners.append((model, filters))
        quoted = self.ask(question, history=history, filters=filters)
        try:
            yield quoted
            if model is None or len(quoted.citations) < 2:
                return
            for number in range(1, len(STATEMENTS) + 1):
                self.step()
                if model == BROKEN and number > 1:
                    yield quoted.model_copy(update={"notice": BUSY})
                    return
                yield _written(quoted, model, number)
        except GeneratorExit:
            self.ended.append(question)
            raise

    def _answer(self, question: str) -> Answer:
        words = question.casefold()
        if "2019" in words:
            return answered(
                question,
                [cite(1, BRIEF, LAVROV, "para. 1")],
                filters_found=(FilterFound(text="in the briefs of 2019", means="briefs of 2019"),),
            )
        if "china" in words:
            return _not_found(question)
        if "right" in words:
            return _declined(question)
        if "differ" in words:
            return _compared(question)
        if "happened when" in words:
            return _told_in_time(question)
        if "concept" in words:
            asked = [
                cite(1, BRIEF, FIRST_ASKED, "para. 2, bullet 1", lead_in=LEAD_IN),
                cite(2, BRIEF, SECOND_ASKED, "para. 2, bullet 2", lead_in=LEAD_IN),
            ]
            return answered(question, asked)
        if "hostile" in words or "<" in words:
            return answered(
                question, [cite(1, POISONED, HOSTILE, "para. 2")], follow_ups=(HOSTILE,)
            )
        if "described" in words:
            return answered(question, [cite(1, CARD, CARD.text, "")])
        if "boom" in words:
            raise RuntimeError("not for the page")
        if not words.strip("?"):
            raise QuestionError("the question is empty", "ask in words")
        if "lavrof" in words:
            return answered(
                question,
                [cite(1, BRIEF, LAVROV, "para. 1")],
                understood_as="What will Lavrov do?",
                corrections=(Correction(written="lavrof", read_as="Lavrov"),),
            )
        return answered(
            question,
            [cite(1, BRIEF, LAVROV, "para. 1"), cite(2, BRIEF, TOMORROW, "para. 1")],
            also_read=(cite(3, BRIEF, DISTRUST, "para. 3"),),
            dropped=(Dropped(text="It rained.", reason="no sentence says so"),),
            follow_ups=("Who will brief?",),
        )


def _written(quoted: Answer, model: str, statements: int) -> Answer:
    said = STATEMENTS[:statements]
    used = {number for _, numbers in said for number in numbers}
    return quoted.model_copy(
        update={
            "model": model,
            "sentences": tuple(
                AnswerSentence(text=text, kind="statement", citations=numbers, verified=True)
                for text, numbers in said
            ),
            "citations": tuple(c for c in quoted.citations if c.number in used),
            "dropped": (INVENTED, STRAY) if statements == len(STATEMENTS) else (),
        }
    )


def _not_found(question: str) -> Answer:
    return Answer(
        question=question,
        understood_as=question,
        outcome=Outcome.NOT_FOUND,
        answer="The documents held never mention China.",
        not_found=NotFound(
            reason="The documents held never mention China.",
            missing=("China",),
            would_be_in=(
                Pointer(symbol=CARD.symbol, title=CARD.title, url=CARD.url, held=False),
                Pointer(symbol=None, title="A web page", url="javascript:alert(1)", held=False),
            ),
            nearest=(cite(1, BRIEF, DISTRUST, "para. 3"), cite(2, BRIEF, GUTERRES, "para. 1")),
        ),
    )


def _compared(question: str) -> Answer:
    cited = [
        cite(1, BRIEF, LAVROV, "para. 1"),
        cite(2, BRIEF, LEAD_IN, "para. 2"),
        cite(3, BRIEF, DISTRUST, "para. 3"),
    ]
    whose = ("Russia", "Russia", "Some members")
    return answered(
        question,
        cited,
        shape=Shape.COMPARISON,
        positions=tuple(
            PositionOf(parties=(party,), citation=number)
            for number, party in enumerate(whose, start=1)
        ),
    )


def _told_in_time(question: str) -> Answer:
    """Three days, one of them told of by a document that means harm."""
    cited = [
        cite(1, BRIEF, LAVROV, "para. 1"),
        cite(2, BRIEF, TOMORROW, "para. 1").model_copy(update={"expected": True}),
        cite(3, POISONED, HOSTILE, "para. 2"),
    ]
    days = (dt.date(2019, 9, 4), dt.date(2019, 9, 25), dt.date(2020, 1, 2))
    return answered(
        question,
        cited,
        shape=Shape.TIMELINE,
        timeline=tuple(
            Event(date=day, until=day, printed="then", citation=number)
            for number, day in enumerate(days, start=1)
        ),
    )


def _declined(question: str) -> Answer:
    return answered(
        question,
        [cite(1, BRIEF, DISTRUST, "para. 3")],
        outcome=Outcome.DECLINED,
        not_found=NotFound(reason="Who is right is not for a reference tool to say."),
    )
