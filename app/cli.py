"""The command ``penholder``: where the commands meet, and where every error becomes one sentence.

Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted. Nothing heavy is imported before a
command needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from app.commands import asking, exporting, filling, health, history, looking, measuring, serving
from app.commands.common import LibraryOption
from app.terminal import say
from store.errors import PenholderError

application = typer.Typer(
    name="penholder",
    help="Answers from Security Council briefs, each sentence a quotation with its place and date.",
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
application.command()(filling.refresh)
application.command()(asking.ask)
application.command()(asking.search)
application.command()(looking.documents)
application.command()(looking.show)
application.command()(history.history)
application.command()(filling.remove)
application.command()(serving.chat)
application.command()(exporting.export)
application.command()(measuring.evaluate)
application.command()(health.doctor)
application.command()(health.rebuild)

_log = logging.getLogger(__name__)

# The weights are on disk and nothing is reported home; a user who wants another model downloaded
# sets HF_HUB_OFFLINE=0, which wins over this.
ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
    "TOKENIZERS_PARALLELISM": "true",
    # Threads that wait for one another sleep instead of spinning: on a busy machine of two cores,
    # reading 24 passages took 1.4 s instead of 3.6 s.
    "OMP_WAIT_POLICY": "PASSIVE",
    "ANONYMIZED_TELEMETRY": "False",
}


@application.callback(invoke_without_command=True)
def _before(
    context: typer.Context,
    library: LibraryOption = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)
    ] = False,
) -> None:
    context.obj = library
    if version:
        from importlib.metadata import version as installed

        print(f"penholder {installed('penholder')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code. Never raises, never prints a traceback."""
    _settle()
    command = typer.main.get_command(application)
    try:
        code = command.main(
            args=None if arguments is None else list(arguments),
            prog_name="penholder",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except PenholderError as error:
        say(f"penholder: {error}")
        return error.exit_code
    except TyperException as error:
        say(f"penholder: {_usage(error)}")
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except BrokenPipeError:
        # The reader has gone; what is still buffered has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        _log.debug("the system refused", exc_info=True)
        say(f"penholder: {_refused(error)}")
        return 1
    except Exception as error:  # noqa: BLE001 - the last resort; DEBUG shows the traceback
        _log.debug("unexpected", exc_info=True)
        say(
            f"penholder: an unexpected {type(error).__name__} ({_one_line(str(error))}): "
            "set PENHOLDER_LOG_LEVEL=DEBUG to see where, and report it."
        )
        return 1
    if code == 130:
        say("penholder: interrupted.")
    return code if isinstance(code, int) else 0


def _settle() -> None:
    """Makes third-party code quiet and text output safe, before anything heavy is imported."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _usage(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "penholder"
    said = _one_line(error.format_message()).rstrip(".")
    return f"{said[:1].lower()}{said[1:]}: see `{where} --help`."


def _refused(error: OSError) -> str:
    subject = Path(os.fsdecode(error.filename)) if error.filename is not None else "the system"
    reason = error.strerror or str(error)
    return f"{subject}: {reason}: check that it exists, may be written and that the disk has room."


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    raise SystemExit(main())
