"""What readers do to the library: refresh it, add to it, fetch, remove, and see how that goes.

Whoever may not change the library is shown none of it, and what they ask for all the same is not
done: each handler looks for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app import filling
from app.ui import beside, people, state
from app.ui.address import OPEN, OpenDocument, opened
from app.ui.components import Handler, mount
from app.ui.contracts import LibraryView, Summary
from app.ui.library import filling_view, jobs
from app.ui.library.work import Job
from app.ui.offering import OFFERS
from store.errors import PenholderError

FOR = "for"
"""In the address: the symbol of the missing document that a file is to be added for."""

_LOOK_SECONDS = 0.5
_REFUSED = "refused"  # of the session: why what was asked for last was not begun
_OPENED = "opened from a report"  # of the session: then the whole page is to be drawn
_DISMISSED = "dismissed"  # of the session: the report that the reader has read
_MOST_FILES = 20
_LANGUAGES = {
    "English": "en",
    "French": "fr",
    "Spanish": "es",
    "Russian": "ru",
    "Arabic": "ar",
    "Chinese": "zh",
}
_NOT_YOURS = "You may read this library and not change it."
_NOT_OFFERED = (
    "This was not begun: the page no longer offers it, or never did. Look again at what it lists."
)


def draw_work() -> None:
    """Draw what is under way and what was done last, and look again by itself."""
    at = jobs.filler().standing()
    _follow_work(at.number, at.job is not None)


@people.fragment(run_every=_LOOK_SECONDS)
def _follow_work(number: int, running: bool) -> None:
    at = jobs.filler().standing()
    opened_one = st.session_state.pop(_OPENED, False)
    if opened_one or (at.number, at.job is not None) != (number, running):
        st.rerun()
    may_change = people.reader().may_change
    refused = st.session_state.get(_REFUSED)
    outcome = at.outcome
    seen = outcome is None or st.session_state.get(_DISMISSED) == outcome.number
    if not running and refused is None and (seen or not may_change):
        return
    shown = replace(at, outcome=None) if seen or not may_change else at
    by_id = _documents() if shown.outcome and not running else {}
    data = filling_view.work(shown, by_id, may_change=may_change, refused=refused)
    handlers = {"stop": _stop, "dismiss": _dismiss, "open": _open}
    mount("filling", data, key="work", on=handlers)


def _documents() -> dict[str, Summary]:
    try:
        return {item.document: item for item in state.desk().engine.library.documents()}
    except PenholderError:  # said by the page itself
        return {}


def draw(library: LibraryView | None, documents: Sequence[Summary]) -> None:
    """Draw all that a reader may do, for those who may."""
    if not people.reader().may_change:
        data = {"view": "closed", "said": _NOT_YOURS}
        mount("filling", data, key="closed", on={})
        return
    settings = state.settings_in_use()
    busy = jobs.filler().standing().job is not None
    configured = filling_view.sources(settings.sources, busy=busy)
    mount("filling", configured, key="sources", on={"refresh": refresh})
    _draw_files(filling.symbol_in(st.query_params.get(FOR, "")), busy=busy)
    _draw_naming(busy=busy)
    if library is not None and documents:
        found = _removable(library, documents)
        handlers: Mapping[str, Handler] = {"remove": remove, "open": beside.open_at}
        mount("filling", filling_view.by_hand(found, busy=busy), key="added", on=handlers)


def _removable(library: LibraryView, documents: Sequence[Summary]) -> list[filling_view.Removable]:
    settings = state.settings_in_use()
    folder = str(filling.added_folder(settings.library))
    return filling_view.removable(documents, library.shelf(), folder, settings.sources)


def _draw_files(wanted: str | None, *, busy: bool) -> None:
    asked = {
        "view": "lead",
        "title": "Add files",
        "said": "PDF, Word (.docx), HTML, Markdown and text, at most "
        f"{filling.MOST_MEGABYTES} MB each and {_MOST_FILES} at once. They are kept with the "
        "library on this computer.",
        "wanted": f"Give the file of {wanted}: it is held under this symbol if it prints it."
        if wanted
        else None,
    }
    mount("filling", asked, key="lead-files", on={})
    _let_send()
    with st.form("add files", clear_on_submit=True, border=False):
        files = st.file_uploader(
            "Documents to add",
            type=list(filling.ENDINGS),
            accept_multiple_files=True,
            label_visibility="collapsed",
        )
        sent = st.form_submit_button("Add", icon=":material/upload_file:", disabled=busy)
    if sent:
        add([jobs.Given(file.name, file.getvalue()) for file in files or ()], wanted)
        st.rerun()


def _let_send() -> None:
    """Have the server take files from this session, whose reader may add them."""
    context = get_script_run_ctx()
    if context is not None:
        OFFERS.make(context.session_id)


def _draw_naming(*, busy: bool) -> None:
    lead = {
        "view": "lead",
        "title": "Fetch by UN symbol or address",
        "said": "A symbol such as S/PV.7796, S/2019/742 or SC/13963, or the address of a page or "
        "feed. One seldom takes more than a few seconds; what seems to be missing is asked for "
        "again, for up to three minutes.",
        "wanted": None,
    }
    mount("filling", lead, key="lead-naming", on={})
    with st.form("fetch", clear_on_submit=False, border=False):
        text_in, language_in = st.columns([3, 1], vertical_alignment="bottom")
        named = text_in.text_input("UN symbol or address", max_chars=2_000)
        language = language_in.selectbox("Language", list(_LANGUAGES))
        sent = st.form_submit_button("Fetch", icon=":material/download:", disabled=busy)
    if sent:
        fetch(named, _LANGUAGES.get(language or "", "en"))
        st.rerun()


# What is asked for: for those who may.


def refresh(_value: str = "") -> None:
    """Bring the library up to date."""
    _begin(jobs.refresh)


def fetch(named: str, language: str = "en") -> None:
    """Fetch what a symbol or an address names."""
    _begin(lambda: jobs.fetch(named, language))


def add(files: Sequence[jobs.Given], wanted: str | None) -> None:
    """Add files."""
    if not files:
        st.session_state[_REFUSED] = "No file was given: choose one or more, then add them."
        return
    if len(files) > _MOST_FILES:
        st.session_state[_REFUSED] = (
            f"{len(files)} files were given at once: add at most {_MOST_FILES}."
        )
        return
    _begin(lambda: jobs.add(files, wanted))


def fetch_offered(symbol: str, offered: Collection[str]) -> None:
    """Fetch one of the documents whose symbols the page offers, and nothing else."""
    if symbol in offered:
        fetch(symbol)
    else:
        st.session_state[_REFUSED] = _NOT_OFFERED


def remove(document: str) -> None:
    """Take a document out that only a reader's own doing gave, and no other.

    A browser may send any name, and what a source gives would come back with the next refresh.
    """
    documents = _documents()
    library = state.desk().engine.library if documents else None
    found = _removable(library, list(documents.values())) if library else []
    item = next((one for one in found if one["document"] == document), None)
    if item is None:
        st.session_state[_REFUSED] = _NOT_OFFERED
        return
    name = item["name"]
    _begin(lambda: jobs.remove(document, name))
    lying_open = opened(st.query_params.get(OPEN))
    if isinstance(lying_open, OpenDocument) and lying_open.document == document:
        st.query_params.pop(OPEN, None)


def _begin(make: Callable[[], Job]) -> None:
    if not people.reader().may_change:
        st.session_state[_REFUSED] = _NOT_YOURS
        return
    st.session_state.pop(_REFUSED, None)
    try:
        jobs.filler().take(make())
    except PenholderError as error:
        st.session_state[_REFUSED] = str(error)


def _stop(_value: str) -> None:
    if people.reader().may_change:
        jobs.filler().stop()


def _open(value: str) -> None:
    beside.open_at(value)
    st.session_state[_OPENED] = True


def _dismiss(_value: str) -> None:
    st.session_state.pop(_REFUSED, None)
    outcome = jobs.filler().standing().outcome
    if outcome is not None:
        st.session_state[_DISMISSED] = outcome.number
