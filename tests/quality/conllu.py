#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""CoNLL-U: score a system, make raw text, pick documents, validate.  Files may be compressed with xz, `-` is stdin.

conllu.py score GOLD SYSTEM [--verbs FILE…]  F1 as in the CoNLL 2018 shared task; the texts may differ in white space only
conllu.py text FILE [--wrap COLUMNS]         the text as one JSON object a document, paragraphs between blank lines
conllu.py select FILE REGEX                  the documents whose id the expression matches
conllu.py check FILE                         whether it is valid: status 0 or 1, what is wrong on standard error
"""
import argparse
import json
import lzma
import re
import signal
import sys
import textwrap
import unicodedata

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
TAGS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X _".split())
UNIVERSAL_FEATURES = set(
    "PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect "
    "Voice Evident Polarity Person Polite".split())


def open_text(path):
    if path == "-":
        return sys.stdin
    return lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")


def blocks(path):
    """The sentences of a file as (first line number, comments, rows); rows are lists of columns."""
    comments, rows, first = [], [], 0
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            first = first or number
            if line.startswith("#") and not rows:
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif comments or rows:
                yield first, comments, rows
                comments, rows, first = [], [], 0
    if comments or rows:
        yield first, comments, rows


def surface(rows):
    """The surface tokens of a sentence as (form, miscellaneous column): ranges instead of the words within."""
    beyond = 0
    for row in rows:
        if "-" in row[ID]:
            beyond = int(row[ID].split("-")[1])
            yield row[FORM], row[MISC]
        elif row[ID].isdigit() and int(row[ID]) > beyond:
            yield row[FORM], row[MISC]


def has_space_after(misc):
    return "SpaceAfter=No" not in misc.split("|")


def starts(comments, what):
    return any(re.match(r"#\s*%s(\s|$)" % what, comment) for comment in comments)


def document_id(comments):
    for comment in comments:
        match = re.match(r"#\s*newdoc(?:\s+id\s*=\s*(.*))?$", comment)
        if match:
            return match.group(1) or ""
    return None


# Scoring: every character that is no white space has a number; tokens, words and sentences are ranges of these.

class Word:
    __slots__ = ("start", "end", "row", "multi", "sentence", "head", "index")

    def __init__(self, start, end, row, multi, sentence):
        self.start, self.end, self.row, self.multi, self.sentence = start, end, row, multi, sentence
        self.head = None


class Treebank:
    def __init__(self, path):
        self.characters, self.tokens, self.words, self.sentences = [], [], [], []
        for _, _, rows in blocks(path):
            if rows:
                self.add_sentence(rows)

    def add_form(self, form):
        start = len(self.characters)
        self.characters += (c for c in form if unicodedata.category(c) != "Zs" and not c.isspace())
        return start, len(self.characters)

    def add_sentence(self, rows):
        begin, first = len(self.characters), len(self.words)
        beyond, whole = 0, None
        for row in rows:
            if "-" in row[ID]:
                beyond = int(row[ID].split("-")[1])
                whole = self.add_form(row[FORM])
                self.tokens.append(whole)
            elif row[ID].isdigit():
                multi = int(row[ID]) <= beyond
                span = whole if multi else self.add_form(row[FORM])
                if not multi:
                    self.tokens.append(span)
                self.words.append(Word(*span, row, multi, len(self.sentences)))
        self.sentences.append((begin, len(self.characters)))
        for word in self.words[first:]:
            if word.row[HEAD].isdigit():
                head = int(word.row[HEAD])
                word.head = self.words[first + head - 1] if head else 0


def region_end(gold, system, i, j):
    """The words from i and j on that stand in ranges that overlap, of which one is a multiword token's."""
    if gold[i].multi:
        end = gold[i].end
        j += not system[j].multi and system[j].start < gold[i].start
    else:
        end = system[j].end
        i += gold[i].start < system[j].start
    first = i, j

    def within(words, at):
        if at >= len(words):
            return False
        return words[at].start < end if words[at].multi else words[at].end <= end

    while within(gold, i) or within(system, j):
        of_gold = i < len(gold) and (j >= len(system) or gold[i].start <= system[j].start)
        word = gold[i] if of_gold else system[j]
        if word.multi:
            end = max(end, word.end)
        i, j = i + of_gold, j + (not of_gold)
    return *first, i, j


def longest_common(gold, system):
    """Pairs of words with equal forms, as many as can be had in order."""
    table = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    same = [[g.row[FORM].lower() == s.row[FORM].lower() for s in system] for g in gold]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(system))):
            table[i][j] = max(table[i + 1][j], table[i][j + 1], 1 + table[i + 1][j + 1] if same[i][j] else 0)
    i = j = 0
    while i < len(gold) and j < len(system):
        if same[i][j]:
            yield gold[i], system[j]
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """Words that stand at the same characters; within multiword tokens, those of the longest common sequence."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        if gold[i].multi or system[j].multi:
            from_i, from_j, i, j = region_end(gold, system, i, j)
            if from_i < i and from_j < j:
                pairs += longest_common(gold[from_i:i], system[from_j:j])
        elif (gold[i].start, gold[i].end) == (system[j].start, system[j].end):
            pairs.append((gold[i], system[j]))
            i, j = i + 1, j + 1
        elif gold[i].start <= system[j].start:
            i += 1
        else:
            j += 1
    return pairs


def report(name, correct, gold, system):
    precision, recall = correct / system if system else 0, correct / gold if gold else 0
    f1 = 2 * correct / (gold + system) if gold + system else 0
    print("%-10s P %6.2f  R %6.2f  F1 %6.2f   gold %6d  system %6d" %
          (name, 100 * precision, 100 * recall, 100 * f1, gold, system))


def features(word):
    return sorted(f for f in word.row[FEATS].split("|") if f.split("=")[0] in UNIVERSAL_FEATURES)


def universal(relation):
    return relation.split(":")[0]


def score_trees(pairs, gold, system):
    partner = {id(s): g for g, s in pairs}
    attached = [(g, s) for g, s in pairs if g.head is not None and s.head is not None and
                (g.head == s.head == 0 or (s.head and partner.get(id(s.head)) is g.head))]
    labelled = [(g, s) for g, s in attached if universal(g.row[DEPREL]) == universal(s.row[DEPREL])]
    report("UAS", len(attached), len(gold.words), len(system.words))
    report("LAS", len(labelled), len(gold.words), len(system.words))
    exact = sum(g.row[DEPREL] == s.row[DEPREL] for g, s in labelled)
    report("LAS:sub", exact, len(gold.words), len(system.words))


def score_verbs(pairs, gold, system, lemmas):
    """Subjects and clausal objects of the listed verbs; which words are these verbs is what the gold file says."""
    verbs = {id(w) for w in gold.words if w.row[UPOS] == "VERB" and w.row[LEMMA].lower() in lemmas}
    partner = {id(s): g for g, s in pairs}
    verbs_of_system = {id(s) for g, s in pairs if id(g) in verbs}

    def links(words, heads):
        for w in words:
            relation = universal(w.row[DEPREL])
            if w.head and id(w.head) in heads and relation in ("nsubj", "csubj", "ccomp"):
                yield relation, w

    wanted = {(r, id(w), id(w.head)) for r, w in links(gold.words, verbs)}
    got = [(r, id(partner.get(id(w))), id(partner[id(w.head)])) for r, w in links(system.words, verbs_of_system)]
    for relation in ("nsubj", "ccomp"):
        of_gold = [x for x in wanted if x[0] == relation]
        of_system = [x for x in got if x[0] == relation]
        report("v:" + relation, sum(x in wanted for x in of_system), len(of_gold), len(of_system))


def score(options):
    gold, system = Treebank(options.gold), Treebank(options.system)
    if gold.characters != system.characters:
        at = next((i for i, (a, b) in enumerate(zip(gold.characters, system.characters)) if a != b),
                  min(len(gold.characters), len(system.characters)))
        sys.exit("the texts differ: gold …%s…, system …%s…" % tuple(
            "".join(t.characters[max(0, at - 20):at + 20]) for t in (gold, system)))
    pairs = align(gold.words, system.words)
    for name, of_gold, of_system in (("Tokens", gold.tokens, system.tokens),
                                     ("Sentences", gold.sentences, system.sentences)):
        report(name, len(set(of_gold) & set(of_system)), len(of_gold), len(of_system))
    counts = len(gold.words), len(system.words)
    report("Words", len(pairs), *counts)
    for name, column in (("UPOS", UPOS), ("XPOS", XPOS)):
        report(name, sum(g.row[column] == s.row[column] for g, s in pairs), *counts)
    report("UFeats", sum(features(g) == features(s) for g, s in pairs), *counts)
    report("Lemmas", sum(g.row[LEMMA] in ("_", s.row[LEMMA]) for g, s in pairs), *counts)
    score_trees(pairs, gold, system)
    if options.verbs:
        lemmas = set()
        for path in options.verbs:
            with open_text(path) as lines:
                lemmas |= {line.split("\t")[0].strip().lower() for line in lines if line.strip() and line[0] != "#"}
        score_verbs(pairs, gold, system, lemmas)


# Raw text.

def raw_documents(path):
    """(id, paragraphs) of each document; a sentence that begins no paragraph goes on with the one before."""
    name, paragraphs, gap = None, [], ""
    for _, comments, rows in blocks(path):
        begins = document_id(comments)
        if begins is not None or name is None:
            if name is not None:
                yield name, paragraphs
            name, paragraphs, gap = begins or "", [], ""
        if starts(comments, "newpar") or not paragraphs:
            paragraphs.append("")
            gap = ""
        for form, misc in surface(rows):
            paragraphs[-1] += gap + form
            gap = " " if has_space_after(misc) else ""
    if name is not None:
        yield name, paragraphs


def write_text(options):
    for number, (name, paragraphs) in enumerate(raw_documents(options.file), 1):
        if options.wrap:
            paragraphs = [textwrap.fill(p, options.wrap, break_long_words=False, break_on_hyphens=False)
                          for p in paragraphs]
        print(json.dumps({"id": name or "document-%d" % number, "text": "\n\n".join(paragraphs)}, ensure_ascii=False))


def select(options):
    wanted, chosen = re.compile(options.documents), False
    for _, comments, rows in blocks(options.file):
        name = document_id(comments)
        chosen = chosen if name is None else bool(wanted.search(name))
        if chosen:
            print("\n".join(comments + ["\t".join(row) for row in rows]) + "\n")


# Validation.

def check_rows(rows, complain):
    expected, beyond = 1, 0
    for row in rows:
        if len(row) != 10 or not all(row):
            return complain("a row without ten columns, or an empty one: %r" % row)
        match = re.fullmatch(r"([1-9]\d*)(?:-(\d+))?|\d+\.[1-9]\d*", row[ID])
        if not match:
            return complain("no ID: " + row[ID])
        if match.group(2):
            if int(match.group(1)) != expected or int(match.group(2)) <= expected or expected <= beyond:
                complain("a range out of place: " + row[ID])
            beyond = int(match.group(2))
        elif match.group(1):
            if row[UPOS] not in TAGS:
                complain("no such tag: " + row[UPOS])
            if int(row[ID]) != expected:
                complain("ID %s where %d is next" % (row[ID], expected))
            expected += 1
    if beyond >= expected:
        complain("a range goes beyond the last word")
    return check_heads([row for row in rows if row[ID].isdigit()], complain)


def check_heads(words, complain):
    if not words:
        return complain("no word")
    heads = [word[HEAD] for word in words]
    if all(head == "_" for head in heads):
        return None
    if not all(head.isdigit() and int(head) <= len(words) for head in heads):
        return complain("heads out of range")
    if heads.count("0") != 1:
        complain("%d roots" % heads.count("0"))
    for word in words:
        if (word[HEAD] == "0") != (universal(word[DEPREL]) == "root"):
            complain("root and HEAD 0 do not go together: " + word[ID])
        seen, at = set(), int(word[ID])
        while at and at not in seen:
            seen.add(at)
            at = int(heads[at - 1])
        if at:
            return complain("a circle at " + word[ID])
    return None


def check_text(comments, rows, complain):
    text = [c.split("=", 1)[1].strip() for c in comments if re.match(r"#\s*text\s*=", c)]
    if len(text) != 1:
        return complain("%d comments with the text" % len(text))
    built = "".join(form + (" " if has_space_after(misc) else "") for form, misc in surface(rows)).strip()
    if built != text[0]:
        complain("text and forms differ: %r, %r" % (text[0], built))
    return None


def check(options):
    errors, ids, count = 0, set(), 0
    for first, comments, rows in blocks(options.file):
        def complain(words, line=first):
            nonlocal errors
            errors += 1
            print("%s:%d: %s" % (options.file, line, words), file=sys.stderr)
        count += 1
        names = [c.split("=", 1)[1].strip() for c in comments if re.match(r"#\s*sent_id\s*=", c)]
        if len(names) != 1 or names[0] in ids:
            complain("no sent_id, or not the only one of its name")
        ids.update(names)
        check_rows(rows, complain)
        if all(len(row) == 10 for row in rows):
            check_text(comments, rows, complain)
    if not count:
        print("%s: no sentence" % options.file, file=sys.stderr)
    sys.exit(1 if errors or not count else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("gold")
    scoring.add_argument("system")
    scoring.add_argument("--verbs", nargs="+", help="lemmas, one a line (the first column of tables)")
    scoring.set_defaults(run=score)
    texts = commands.add_parser("text")
    texts.add_argument("file")
    texts.add_argument("--wrap", type=int)
    texts.set_defaults(run=write_text)
    picking = commands.add_parser("select")
    picking.add_argument("file")
    picking.add_argument("documents")
    picking.set_defaults(run=select)
    checking = commands.add_parser("check")
    checking.add_argument("file")
    checking.set_defaults(run=check)
    options = parser.parse_args()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    options.run(options)


if __name__ == "__main__":
    main()
