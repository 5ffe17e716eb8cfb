#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""Names that a system found against marked ones: precision, recall and F1 by type; a name counts with its exact words and type.

names.py conllu GOLD SYSTEM              both with `Name=B-type` in MISC and the same words (`demarche text --conllu -f conllu GOLD`)
names.py json GOLD SYSTEM                GOLD has a JSON object a line with `id`, `names`: [start, end, type] in code points;
                                         SYSTEM is `demarche text -f conllu GOLD`, with `Offset=` in MISC
names.py select GOLD REMAINDER OF        the articles of GOLD (JSON) whose number gives REMAINDER when divided by OF; with
                                         -REMAINDER the others: for cross-validation
Countries and places count as one type, location, unless --apart is given; nationalities and other names are no names of ours.
"""
import collections
import json
import sys

OURS = {"person": "person", "organization": "organization", "organisation": "organization",
        "country": "location", "place": "location"}
APART = dict(OURS, country="country", place="place")


def read_conllu(path, by_offset):
    """Document → set of (start, end, type), in words or in code points."""
    names, document, at, offset, current = collections.defaultdict(set), "", 0, 0, None

    def finish():
        nonlocal current
        if current:
            names[document].add(tuple(current))
        current = None

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            finish()
            document, at = line.partition("=")[2].strip(), 0
        if not line or line.startswith("#"):
            finish()
            continue
        cells = line.split("\t")
        misc = dict(item.partition("=")[::2] for item in cells[9].split("|"))
        offset = int(misc.get("Offset", offset))  # of a surface token: the words within follow one another
        if not cells[0].isdigit():
            continue
        start, end = (offset, offset + len(cells[1])) if by_offset else (at, at + 1)
        offset += len(cells[1])
        label = misc.get("Name", "O")
        if label.startswith("I-") and current:
            current[1] = end
        else:
            finish()
            current = [start, end, label[2:]] if label.startswith("B-") else None
        at += 1
    finish()
    return names


def read_json(path):
    articles = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    return {str(article["id"]): {tuple(name) for name in article["names"]} for article in articles}


def score(gold, system, types):
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for document, names in gold.items():
        right = {(start, end, types.get(kind.split("/")[0])) for start, end, kind in names}
        peoples = {(start, end) for start, end, kind in names if kind == "nationality"}
        found = {(start, end, types.get(kind)) for start, end, kind in system.get(document, ())
                 if (start, end) not in peoples}
        for index, some in enumerate((right & found, found, right)):
            for name in some:
                for key in (name[2], "all") if name[2] else ():
                    counts[key][index] += 1
    return counts


def show(counts):
    print("%-14s %9s %9s %9s %7s" % ("", "precision", "recall", "F1", "names"))
    for kind in sorted(counts, key=lambda kind: (kind == "all", kind)):
        both, found, right = counts[kind]
        precision, recall = both / max(found, 1), both / max(right, 1)
        print("%-14s %9.4f %9.4f %9.4f %7d" % (kind, precision, recall, 2 * both / max(found + right, 1), right))


def select(path, remainder, divisor):
    leave = remainder.startswith("-")
    for number, line in enumerate(open(path, encoding="utf-8")):
        if (number % int(divisor) == int(remainder.lstrip("-"))) != leave:
            sys.stdout.write(line)


def main():
    types = APART if "--apart" in sys.argv else OURS
    arguments = [argument for argument in sys.argv[1:] if argument != "--apart"]
    if len(arguments) == 4 and arguments[0] == "select":
        return select(*arguments[1:])
    if len(arguments) != 3 or arguments[0] not in ("conllu", "json"):
        sys.exit(__doc__)
    apart = arguments[0] == "json"
    gold = read_json(arguments[1]) if apart else read_conllu(arguments[1], False)
    show(score(gold, read_conllu(arguments[2], apart), types))


main()
