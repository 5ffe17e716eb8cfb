#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# text: what reading makes of articles; every range is of the body that `text` prints, in code points.
. "${srcdir:-.}/tests/cli/harness.sh"

cat >zoe.txt <<'END'
A harbour opens

Zoë Müller, the mayor of Østvik, said: “Größe counts, and we have it.”

“The harbour opens in May,” she said. “It will hold forty ships.
“Nobody has to move.”
END
check_output "plain: the body as it is read" "$(cat zoe.txt)" demarche text zoe.txt
check_output "plain is what is written unless told" "$(demarche text -f plain zoe.txt)" demarche text zoe.txt
printf 'No newline at its end.' >bare.txt
check_output "two bodies do not run together" "$(cat bare.txt; echo; cat zoe.txt)" demarche text bare.txt zoe.txt
check_exit 2 "no such format" demarche text -f turtle zoe.txt
check_exit 2 "no input" demarche text
check_exit 1 "a missing file" demarche text nowhere.txt
check_exit 2 "a full disk" sh -c "'$DEMARCHE' text zoe.txt >/dev/full"
check "a closed pipe ends quietly" sh -c "'$DEMARCHE' text zoe.txt 2>err | true; test ! -s err"
check "json" demarche text -f json zoe.txt
demarche text -f json zoe.txt bare.txt >two.json
check_output "an article a line" 2 sh -c 'wc -l <two.json | tr -d " "'
command -v python3 >/dev/null || { echo "no python3 here: JSON is not looked into"; finish; exit; }
demarche text -f json zoe.txt >zoe.json
cat >look.py <<'END'
import json, sys
body = open("zoe.txt", encoding="utf-8").read()
article = json.load(open("zoe.json", encoding="utf-8"))
def within(inner, outer):
    return outer["start"] <= inner["start"] < inner["end"] <= outer["end"]
def ascending(parts):
    return all(a["end"] <= b["start"] for a, b in zip(parts, parts[1:]))
def layers():
    paragraphs = article["paragraphs"]
    tokens = []
    assert ascending(paragraphs)
    for paragraph in paragraphs:
        assert paragraph["sentences"] and ascending(paragraph["sentences"])
        for sentence in paragraph["sentences"]:
            assert within(sentence, paragraph) and ascending(sentence["tokens"])
            for token in sentence["tokens"]:
                assert within(token, sentence) and body[token["start"]:token["end"]] == token["text"], token
            tokens += sentence["tokens"]
    return tokens
tokens = layers()
# no character of a word is lost
assert "".join(t["text"] for t in tokens) == "".join(body.split())
if sys.argv[1] == "kinds":
    print(*[p["kind"] for p in article["paragraphs"]])
elif sys.argv[1] == "tags":
    print(*[t["tag"] for t in tokens if t["text"] in ("harbour", "she", "forty", "hold")])
elif sys.argv[1] == "entities":
    print(len({t["entity"] for t in tokens if t["text"] in ("Zoë", "Müller", "she")}))
else:
    for quotation in article["quotations"]:
        assert body[quotation["start"]:quotation["end"]] == quotation["text"], quotation
    print(*["%d-%s%s" % (len(q["text"]), "closed" if q["closed"] else "open", ">%d" % q["follows"] if "follows" in q else "")
            for q in article["quotations"]])
END
check_output "paragraphs and their kinds" "headline body body body" python3 look.py kinds
check_output "tags" "NOUN NOUN PRON VERB NUM" python3 look.py tags
check_output "a name and its pronoun are one entity" 1 python3 look.py entities
check_output "quotations, and which carries on which" "31-closed 27-closed 26-open 21-closed>2" python3 look.py quotations
finish
