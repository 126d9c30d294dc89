"""What is asked of a vote, and what only speaks of one."""

from __future__ import annotations

import pytest

from app.answering.votes.ballots import Side
from app.answering.votes.recognising import VoteAsked, vote_asked

TEXT = "the draft resolution on ferries"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (f"Who voted against {TEXT}?", VoteAsked(Side.AGAINST)),
        (f"Which countries abstained on {TEXT}?", VoteAsked(Side.ABSTAINING)),
        (f"Which members of the Council voted in favour of {TEXT}?", VoteAsked(Side.FAVOUR)),
        (f"Who vetoed {TEXT}?", VoteAsked(Side.AGAINST, veto=True)),
        (f"Which of them voted for {TEXT}?", VoteAsked(Side.FAVOUR)),
        (f"Who supported {TEXT}?", VoteAsked(Side.FAVOUR, surely=False)),
        (f"How many voted no on {TEXT}?", VoteAsked(Side.AGAINST, counted=True)),
        (f"How many abstentions did {TEXT} get?", VoteAsked(Side.ABSTAINING, counted=True)),
        (f"How many votes did {TEXT} get?", VoteAsked(counted=True)),
        (f"What was the outcome of the vote on {TEXT}?", VoteAsked(counted=True)),
        (f"How did the members of the Council vote on {TEXT}?", VoteAsked(counted=True)),
        (f"How did the Council members vote on {TEXT}?", VoteAsked(counted=True)),
        (f"Was {TEXT} adopted unanimously?", VoteAsked(whether=True, unanimous=True)),
        (f"Did any member vote against {TEXT}?", VoteAsked(Side.AGAINST, whether=True)),
        (f"Did one member vote against {TEXT}?", VoteAsked(Side.AGAINST, whether=True)),
        (f"Did any elected member vote against {TEXT}?", VoteAsked(Side.AGAINST)),
        (f"Did all members vote for {TEXT}?", VoteAsked(counted=True)),
        (f"Were there any abstentions on {TEXT}?", VoteAsked(Side.ABSTAINING, whether=True)),
        (f"How did Chad vote on {TEXT}?", VoteAsked(state="Chad", voter="Chad")),
        (
            f"How did the Dutch delegation vote on {TEXT}?",
            VoteAsked(state="Netherlands (Kingdom of the)", voter="the Dutch delegation"),
        ),
        (
            f"Did the representative of Chad veto {TEXT}?",
            VoteAsked(
                Side.AGAINST,
                whether=True,
                state="Chad",
                voter="the representative of Chad",
                veto=True,
            ),
        ),
        (
            f"Did Chad abstain on {TEXT}?",
            VoteAsked(Side.ABSTAINING, whether=True, state="Chad", voter="Chad"),
        ),
    ],
)
def test_what_is_asked_of_a_vote(question: str, asked: VoteAsked) -> None:
    assert vote_asked(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        f"Why did Chad vote against {TEXT}?",
        f"What did Chad say about voting against {TEXT}?",
        f"Who will vote against {TEXT}?",
        f"Who did not vote in favour of {TEXT}?",
        "Which resolutions did Chad vote against?",
        f"Who spoke in favour of {TEXT}?",
        f"What arguments were made in favour of {TEXT}?",
        f"Who presented {TEXT}?",
        f"When was {TEXT} adopted?",
        "Did the minister vote against the harbour?",
        "How many votes would it need?",
        "Which members does Chad praise for their restraint in using the veto?",
    ],
)
def test_what_speaks_of_a_vote_and_does_not_ask_for_it(question: str) -> None:
    assert vote_asked(question) is None
