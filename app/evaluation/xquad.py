"""XQuAD (Artetxe, Ruder and Yogatama, 2020) in the BEIR layout.

    python -m app.evaluation.xquad xquad.en.json FOLDER

Each paragraph becomes a document and each question a query with its paragraph as the one relevant
document, so that ``penholder evaluate --beir FOLDER`` reads it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path


def convert(source: Path, folder: Path) -> tuple[int, int]:
    """Writes the three files, and gives how many paragraphs and questions there are."""
    articles = json.loads(source.read_text(encoding="utf-8"))["data"]
    paragraphs = [p for article in articles for p in article["paragraphs"]]
    folder.mkdir(parents=True, exist_ok=True)
    questions = 0
    with (
        (folder / "corpus.jsonl").open("w", encoding="utf-8") as corpus,
        (folder / "queries.jsonl").open("w", encoding="utf-8") as queries,
        (folder / "qrels.tsv").open("w", encoding="utf-8") as judgements,
    ):
        judgements.write("query-id\tcorpus-id\tscore\n")
        for number, paragraph in enumerate(paragraphs):
            row = {"_id": f"p{number}", "title": "", "text": paragraph["context"]}
            corpus.write(json.dumps(row, ensure_ascii=False) + "\n")
            for asked in paragraph["qas"]:
                query = {"_id": asked["id"], "text": asked["question"]}
                queries.write(json.dumps(query, ensure_ascii=False) + "\n")
                judgements.write(f"{asked['id']}\tp{number}\t1\n")
                questions += 1
    return len(paragraphs), questions


def main(arguments: Sequence[str]) -> None:
    """Converts the file that is named first into the folder that is named second."""
    source, folder = (Path(argument) for argument in arguments)
    paragraphs, questions = convert(source, folder)
    print(f"{folder}: {paragraphs} paragraphs, {questions} questions")


if __name__ == "__main__":
    main(sys.argv[1:])
