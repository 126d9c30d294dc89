"""Quality, measured: answers on a suite of questions, rankings on a retrieval benchmark."""

from app.evaluation.beir import evaluate_beir
from app.evaluation.suites import SuiteReport, evaluate_suite

__all__ = ["SuiteReport", "evaluate_beir", "evaluate_suite"]
