import pytest

from app.answering.answer import Turn
from app.answering.followups import standalone
from app.answering.question import Asks, understand
from app.answering.spelling import Speller
from store.errors import QuestionError

SPELLER = Speller(
    names=["Haldorsen", "Reykjavik", "Norway"],
    words=["haldorsen", "reykjavik", "norway", "ministers", "fishing", "agreement", "signed"],
    ordinary=lambda word: word in {"singed", "fish", "what", "agreements"},
)


def asked(*turns: str) -> list[Turn]:
    roles = ("user", "assistant")
    return [Turn(role=roles[i % 2], content=text) for i, text in enumerate(turns)]  # type: ignore[arg-type]


def test_a_misspelt_name_is_read_as_the_name_and_shown() -> None:
    question = understand("who is haldorson", (), SPELLER)
    assert question.text == "who is Haldorsen"
    assert [(c.written, c.read_as) for c in question.corrections] == [("haldorson", "Haldorsen")]
    assert question.written == "who is haldorson"


def test_an_ordinary_word_is_not_turned_into_one_that_is_near() -> None:
    assert understand("Was the paper singed?", (), SPELLER).corrections == ()


def test_a_word_far_from_everything_stays() -> None:
    assert understand("What about Zanzibar?", (), SPELLER).text == "What about Zanzibar?"


def test_two_corrections_keep_the_rest_of_the_text() -> None:
    question = understand("Did Haldorsenn sign the fishng agreement?", (), SPELLER)
    assert question.text == "Did Haldorsen sign the fishing agreement?"


@pytest.mark.parametrize("text", ["", "   ", "???", "\n\t"])
def test_no_question(text: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        understand(text, (), SPELLER)


def test_too_long_to_be_a_question() -> None:
    with pytest.raises(QuestionError, match="shorten"):
        understand("why " * 1000, (), SPELLER)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("What is a casting vote?", ("casting vote",)),
        ("What does “quorum” mean?", ("quorum",)),
        ("Define quorum", ("quorum",)),
        ("What is the difference between a quorum and a casting vote?", ("quorum", "casting vote")),
    ],
)
def test_definitions(question: str, terms: tuple[str, ...]) -> None:
    understood = understand(question, (), SPELLER)
    assert understood.asks is Asks.DEFINITION
    assert understood.terms == terms


@pytest.mark.parametrize(
    "question",
    [
        "Is Norway's objection fair?",
        "Should Norway have signed?",
        "Who is right about the fishing agreement?",
        "What do you think of the ministers?",
    ],
)
def test_judgements(question: str) -> None:
    assert understand(question, (), SPELLER).asks is Asks.OPINION


@pytest.mark.parametrize("question", ["Is the meeting open?", "Was a text adopted?", "Who signed?"])
def test_facts(question: str) -> None:
    assert understand(question, (), SPELLER).asks is Asks.FACT


def test_symbols_are_found() -> None:
    assert understand("What is S/PV.1234 about?", (), SPELLER).symbols == ("S/PV.1234",)


def test_a_pronoun_takes_the_name_of_the_last_question() -> None:
    history = asked("Who are the G12?", "Twelve States.")
    assert standalone("What did they propose?", history) == "What did the G12 propose?"


def test_an_ellipsis_takes_what_the_last_question_was_about() -> None:
    history = asked("When was the fishing agreement signed?", "In March 2031.")
    text = standalone("And after that?", history)
    assert text.startswith("And after that? (")
    assert {"fishing", "agreement", "2031"} <= set(text.strip(")").replace("(", " ").split())


def test_a_question_that_stands_alone_is_left_alone() -> None:
    history = asked("Who are the G12?", "Twelve States.")
    assert standalone("Which ministers signed the agreement?", history) == (
        "Which ministers signed the agreement?"
    )


def test_without_history_nothing_is_added() -> None:
    assert standalone("What did they propose?", ()) == "What did they propose?"
