#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""How many statements are right in each band of confidence.

    calibration.py TOOL SCORE CORPUS

TOOL is the program, SCORE the folder of the scorers, CORPUS one of annotated articles.  A statement is right where it
matches one annotated, optional or not, in content and speaker, as score.py matches them.
"""
import collections, json, pathlib, subprocess, sys

sys.dont_write_bytecode = True


def main():
    tool, scorers, corpus = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    sys.path.insert(0, scorers)
    from score import Names, match, overlap, said_by
    right, all_of = collections.Counter(), collections.Counter()
    for path in sorted(corpus.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (corpus / (path.name[: -len(".gold.json")] + ".txt")).read_bytes().decode("utf-8")
        feed = json.dumps(dict(id="one", text=text, date=gold.get("published")), ensure_ascii=False)
        out = subprocess.run([tool, "extract", "-j", "1", "-f", "jsonl", "-"], input=feed, capture_output=True, text=True,
                             check=True)
        article = json.loads(out.stdout)
        found = [dict(content=[part["text"] for part in one["content"]], confidence=one["confidence"],
                      by=[article["entities"][p["entity"]]["label"] if p.get("entity") is not None else p["label"]
                          for p in one["speaker"]]) for one in article["statements"]]
        names = Names(gold, {})
        pairs = match(gold["statements"], found, lambda g, s: overlap(" ".join(g["content"]), " ".join(s["content"])), 0.6)
        good = {j for i, j in pairs if said_by(names, found[j]["by"], gold["statements"][i], "speaker")}
        for j, one in enumerate(found):
            band = min(one["confidence"] // 100, 9)
            all_of[band] += 1
            right[band] += j in good
    for band in sorted(all_of):
        share = right[band] / all_of[band]
        print(f"0.{band}0 to 0.{band}9  {all_of[band]:4d} statements  {right[band]:4d} right  {share:.2f}")


main()
