import pytest

from app.answering.answer import Turn
from app.answering.recognising.kinds import Asks
from app.answering.understanding.followups import standalone
from app.answering.understanding.question import understand
from app.answering.understanding.spelling import Speller
from store.errors import QuestionError

SPELLER = Speller(
    names=["Haldorsen", "Reykjavik", "Norway"],
    words=dict.fromkeys(
        ("haldorsen", "reykjavik", "norway", "ministers", "fishing", "agreement", "signed"), 1
    ),
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


def test_capitals_stay_capitals() -> None:
    assert understand("Did the FISHNG end?", (), SPELLER).text == "Did the FISHING end?"


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
        ("Spell out NFC, XYZ and P3 as used in this text.", ("NFC", "XYZ", "P3")),
        ("What does NFC stand for in this brief?", ("NFC",)),
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


@pytest.mark.parametrize(
    "question",
    ["Is the meeting open?", "Was a text adopted?", "Who signed?", "Who is expected to sign?"],
)
def test_facts(question: str) -> None:
    assert understand(question, (), SPELLER).asks in (Asks.FACT, Asks.LIST, Asks.YES_NO)


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


RENDERED = "As of 3 May 2031: “The treaty was signed in Reykjavik.” [1] “Norway proposed it.” [2]"


def test_only_what_was_quoted_is_taken_from_an_answer() -> None:
    text = standalone("And after that?", asked("When was the treaty signed?", RENDERED))
    words = text.replace("(", " ").replace(")", " ").split()
    assert {"treaty", "signed", "Reykjavik"} <= set(words)
    assert not {"1", "2", "3", "2031", "As"} & set(words)


def test_a_refusal_lends_no_numbers() -> None:
    refusal = "Nothing that the 2 documents held say on this mentions “August”. [0]"
    assert "2" not in standalone("What about its allies?", asked("What did it say?", refusal))


@pytest.mark.parametrize(
    "question",
    [
        "What did Norway do during its presidency?",
        "Which members said that the quota was too low?",
        "Was there a vote on the quota?",
        "Which groups that operate in the strait were named?",
        "What did the Islamic State claim after it left?",
    ],
)
def test_a_pronoun_bound_inside_the_question_does_not_lean(question: str) -> None:
    assert standalone(question, asked("Who is Haldorsen?", "A minister.")) == question


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    history = asked("Who are the G12?", "Twelve.", "What did they object to?", "A quota.")
    assert "the G12" in standalone("And what did they propose?", history)


def test_two_pronouns_are_not_both_the_same_name() -> None:
    text = standalone("Do they oppose him?", asked("Who is Ingrid Haldorsen?", "A minister."))
    assert text.startswith("Do they oppose him? (")
    assert "Haldorsen" in text


def test_a_person_takes_a_singular_pronoun() -> None:
    history = asked("Who is Ingrid Haldorsen?", "A minister.")
    assert standalone("When did she speak?", history) == "When did Ingrid Haldorsen speak?"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("fragment", ["“", "“a”", "“a” [1] ", "[1]", "that is "])
def test_a_hostile_history_takes_time_that_grows_with_its_length_alone(fragment: str) -> None:
    said = fragment * (200_000 // len(fragment))
    assert standalone("And after that?", asked("When was it signed?", said)).startswith("And")


@pytest.mark.parametrize(
    ("asked_before", "follow_up", "read"),
    [
        (
            "What did Norway say about herring?",
            "And Iceland?",
            "What did Iceland say about herring?",
        ),
        ("What did Norway say about herring?", "and on cod?", "What did Norway say about cod?"),
        ("What did Norway say about herring?", "What about cod?", "What did Norway say about cod?"),
        ("What did the US say in May 2030?", "And Norway?", "What did Norway say in May 2030?"),
        ("When did the board meet in 2029?", "And in 2030?", "When did the board meet in 2030?"),
        ("Who chaired in January 2030?", "And in June?", "Who chaired in June 2030?"),
        ("When was resolution 2396 adopted?", "and 2178?", "When was resolution 2178 adopted?"),
        ("Did Norway object to it?", "Why?", "Why did Norway object to it?"),
        ("Which members did Norway oppose?", "Why?", "Why did Norway oppose?"),
        ("Who will preside?", "Who else?", "Who else will preside?"),
        ("How do UNAMA and UNAMI differ?", "Where is the latter?", "Where is UNAMI?"),
        (
            "What is the mandate of UNAMA?",
            "When does it end?",
            "When does the mandate of UNAMA end?",
        ),
        ("What did Norway tell Iceland?", "Did it object?", "Did Norway object?"),
        ("Who are the G12?", "What is their view?", "What is the G12’s view?"),
    ],
)
def test_a_follow_up_is_read_as_a_question_that_stands_alone(
    asked_before: str, follow_up: str, read: str
) -> None:
    assert standalone(follow_up, asked(asked_before, "Nothing.")) == read


def test_the_first_one_is_the_first_of_what_was_counted() -> None:
    history = asked("Which three points did Norway make?", "“I make three points.” [1]")
    assert "the first point of" in standalone("What was the first one?", history)


def test_a_follow_up_has_several_readings_and_the_likeliest_is_shown() -> None:
    history = asked("What did Norway tell Iceland?", "Nothing.")
    question = understand("Did it object?", history, SPELLER)
    assert question.text == "Did Norway object?"
    assert "Did Iceland object?" in question.alternatives
    assert question.follows is not None
    assert question.follows.asked == "What did Norway tell Iceland?"


def test_a_title_is_no_name() -> None:
    history = asked("Who spoke for Norway?", "“Our Ambassador did.” [1]")
    assert "Ambassador say" not in standalone("What did he say about herring?", history)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("fragment", ["the a ", "Mr. A ", "And ", "in May 2030 ", "of the "])
def test_a_hostile_question_before_takes_time_that_grows_with_its_length(fragment: str) -> None:
    before = fragment * (50_000 // len(fragment))
    assert standalone("Did it object?", asked(before, "No."))
