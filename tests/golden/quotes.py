#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""Statements of the cases in FILE... are as written there (tests/golden/quotes/README.md).

    quotes.py TOOL FILE...

Exit: 0 all right, 1 some wrong, 2 no case was read.
"""
import json, re, subprocess, sys

MARKS = "\"'`“”‘’«»„‟‹›"


def cases(path):
    with open(path, encoding="utf-8") as file:
        blocks = re.split(r"^== ", file.read(), flags=re.M)[1:]
    for block in blocks:
        name, rest = block.split("\n", 1)
        body, _, told = rest.partition("\n--\n")
        yield name.strip(), body.strip("\n") + "\n", [line for line in told.splitlines() if line.strip()]


def bare(text):
    return re.sub(r"\s+", " ", text).strip(MARKS + " ")


def expected(line):
    who, kind, content, *more = [part.strip() for part in line.split(" | ")]
    said = dict(part.split("=", 1) for part in more)
    return dict(speaker=who, kind=kind, content=[bare(part) for part in content.split(" ~ ")], to=said.get("to", ""),
                via=said.get("via", ""), date=said.get("date", ""), polarity=said.get("polarity", "positive"),
                modality=said.get("modality", "said"))


def labels(article, parties):
    names = []
    for party in parties or []:
        entity = party.get("entity")
        names.append(article["entities"][entity]["label"] if entity is not None else party["label"])
    return ", ".join(names)


def found(article):
    for one in article["statements"]:
        value = one.get("date") or ""
        yield dict(speaker=labels(article, one.get("speaker")), kind=one["kind"],
                   content=[bare(part["text"]) for part in one["content"]], to=labels(article, one.get("addressee")),
                   via=labels(article, one.get("via")), date=value, polarity=one["polarity"], modality=one["modality"])


def main():
    tool, *paths = sys.argv[1:]
    wanted = [(name, body, told) for path in paths for name, body, told in cases(path)]
    if not wanted:
        return 2
    feed = "".join(json.dumps(dict(id=f"{i}", text=body, date="2031-05-05"), ensure_ascii=False) + "\n"
                   for i, (_, body, _) in enumerate(wanted))
    out = subprocess.run([tool, "extract", "-f", "jsonl", "-"], input=feed, capture_output=True, text=True, check=True)
    articles = {article["id"]: article for article in map(json.loads, out.stdout.splitlines())}
    wrong = 0
    for i, (name, body, told) in enumerate(wanted):
        want, have = [expected(line) for line in told], list(found(articles[f"{i}"]))
        if want != have:
            wrong += 1
            print(f"FAILED: {name}: {body.strip()}")
            for one in want:
                print("  wanted", one)
            for one in have:
                print("  found ", one)
    print(f"{len(wanted) - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


sys.exit(main())
