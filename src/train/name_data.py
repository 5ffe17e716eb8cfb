#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""Corpora with marked names to CoNLL-U with `Name=B-type`, `Name=I-type` in MISC.

name_data.py LEXICON uner|wikigold|re3d|gum|meantime|worldwide PATH... > OUT.conllu

LEXICON is schema/lexicon, which tells countries from other places.  `# names = TYPE...` before a sentence says which types
were marked in it, `a/b` that a name is one of several, `?` that nobody knows.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree

SOME = "person organization country place"
MONTHS_AND_DAYS = set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December".split())
# What stands before a hyphen without being a word of its own.
PREFIXES = set("non pre anti ex co e re un self mid inter multi counter post pro semi sub ultra vice over cross".split())
LINKS = set("of the for de la del van von der al bin ibn on in & - 's ’s du da di e y".split())


class Lexicon:
    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.countries, self.nationalities = set(), set()
        for row in rows(folder / "countries.tsv"):
            row += [""] * 4
            self.countries |= {row[0], *row[1].split("|")}
            self.nationalities |= {name for cell in row[2:4] for name in cell.split("|") if name}
        self.nationalities |= {row[0] for row in rows(folder / "no-names.tsv") if row[1:2] == ["belief"]}
        self.titles = {row[0] for row in rows(folder / "titles.tsv")}
        self.roles = {row[0].lower() for name in ("roles.tsv", "role-modifiers.tsv") for row in rows(folder / name)}

    def place(self, words):
        name = " ".join(words)
        if name in self.countries:
            return "country"
        return "country/place" if re.fullmatch("[A-Z. ]{2,9}", name) else "place"

    def is_role(self, word):
        return word in self.titles or word.lower() in self.roles


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


# Writing


def split_hyphens(words, labels, spaces):
    """`South-Korea` as three words, as treebanks have it."""
    out = []
    for word, label, space in zip(words, labels, spaces):
        parts = [word]
        if re.fullmatch(r"[\w'’.]+(-[\w'’.]+)+", word) and word.split("-")[0].lower() not in PREFIXES \
                and re.search("[A-Za-z]", word):
            parts = [part for part in re.split("(-)", word) if part]
        for index, part in enumerate(parts):
            out.append((part, label if index == 0 or label == "O" else "I-" + label[2:],
                        space and index == len(parts) - 1))
    return out


def write(words, labels, types=None, document=None, spaces=None):
    if document:
        print("# newdoc id = " + document)
    if types:
        print("# names = " + types)
    for number, (word, label, space) in enumerate(split_hyphens(words, labels, spaces or [True] * len(words)), 1):
        misc = (["Name=" + label] if label != "O" else []) + ([] if space else ["SpaceAfter=No"])
        print("\t".join([str(number), word, *"_______", "|".join(misc) or "_"]))
    print()


def relabel(words, tags, type_of):
    """BIO tags with the types that `type_of(type, words)` gives; none where it gives None."""
    labels, start = ["O"] * len(words), 0
    while start < len(words):
        end = start + 1
        if tags[start] != "O":
            kind = tags[start][2:]
            while end < len(words) and tags[end] == "I-" + kind:
                end += 1
            new = type_of(kind, words[start:end])
            if new:
                labels[start:end] = ["B-" + new] + ["I-" + new] * (end - start - 1)
        start = end
    return labels


def blocks(path):
    """Lines between empty ones."""
    block = []
    for line in path.read_text(encoding="utf-8").split("\n") + [""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


# Corpora


def read_uner(lexicon, path):
    types = {"PER": lambda words: "person", "ORG": lambda words: "organization", "LOC": lexicon.place}
    for block in blocks(path):
        comments = dict(line[2:].split(" = ", 1) for line in block if line.startswith("# ") and " = " in line)
        cells = [line.split("\t") for line in block if not line.startswith("#")]
        words, tags = [cell[1] for cell in cells], [cell[2] for cell in cells]
        labels = relabel(words, tags, lambda kind, name: types[kind](name) if kind in types else None)
        write(words, labels, SOME, comments.get("newdoc id"), find_spaces(words, comments.get("text", "")))


def find_spaces(words, text):
    spaces, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start < 0:
            return None
        at = start + len(word)
        spaces.append(text[at:at + 1].isspace() or at == len(text))
    return spaces


def read_wikigold(lexicon, path):
    def type_of(kind, name):
        if kind == "MISC":
            known = " ".join(name) in lexicon.nationalities
            return "nationality" if known else "other/nationality" if len(name) == 1 else "other"
        return {"PER": "person", "ORG": "organization", "LOC": lexicon.place(name)}[kind]

    number, document = 0, "wikigold-0"
    for block in blocks(path):
        cells = [line.split() for line in block if not line.startswith("-DOCSTART")]
        if len(cells) < len(block):
            number += 1
            document = "wikigold-%d" % number
        if cells:
            words, tags = [cell[0] for cell in cells], [cell[1] for cell in cells]
            begun = [tag if tag == "O" or (i and tags[i - 1] == tag) else "B-" + tag[2:] for i, tag in enumerate(tags)]
            write(words, relabel(words, begun, type_of), None, document)
            document = None


def read_re3d(lexicon, path):
    def is_name(name):
        return name[0][:1].isupper() and name[0] != "The" and \
            all(word[:1].isupper() or word in LINKS or word == "and" for word in name)

    def type_of(kind, name):
        types = {"Person": "person", "Organisation": "organization", "Location": lexicon.place(name)}
        if kind in types:
            return types[kind] if is_name(name) else "?"
        return {"Nationality": "nationality", "MilitaryPlatform": "?", "Weapon": "?", "DocumentReference": "?"}.get(kind)

    for file in sorted(path.rglob("*.conll")):
        document = file.name
        for block in blocks(file):
            cells = [line.split() for line in block]
            words, tags = [cell[0] for cell in cells], [cell[-1] for cell in cells]
            write(words, relabel(words, tags, type_of), SOME, document)
            document = None


def read_worldwide(lexicon, path):
    types = {"Person": "person", "Organization": "organization", "NORP": "nationality", "Facility": "facility",
             "Product": "other", "Misc": "other"}
    for file in sorted(path.rglob("*.tsv")):
        document = file.name
        for block in blocks(file):
            cells = [line.split("\t") for line in block]
            words = [cell[0].strip().replace(" ", "_") or "_" for cell in cells]
            words, tags = join_letters(words, [cell[1].strip() for cell in cells])
            for some, their in split_sentences(words, tags):
                labels = relabel(some, their, lambda kind, name:
                                 lexicon.place(name) if kind == "Location" else types.get(kind))
                write(some, labels, None, document)
                document = None


def join_letters(words, tags):
    """`U . S .` is one word of ours, `G 7` as well."""
    out, at = [], 0
    while at < len(words):
        end = at + 1
        while re.fullmatch("[A-Z]", words[at]) and end + 1 < len(words) and words[end] == "." \
                and re.fullmatch("[A-Z]", words[end + 1]):
            end += 2
        if end > at + 1 and end + 1 < len(words) and words[end] == ".":
            end += 1
        if end == at + 1 and re.fullmatch("[A-Z]", words[at]) and words[end:] and re.fullmatch(r"\d{1,2}", words[end]) \
                and tags[end].startswith("I"):
            end += 1
        inner = {tag[2:] for tag in tags[at:end - (words[end - 1] == ".")]}
        if len(inner) > 1:
            end = at + 1
        out.append(("".join(words[at:end]), tags[at]))
        at = end
    return [word for word, _ in out], [tag for _, tag in out]


def split_sentences(words, tags):
    start = 0
    for at in range(1, len(words)):
        last, before = words[at - 1], words[at - 2] if at > 1 else ""
        quoted = last in "”\"’'" and before in (".", "?", "!")
        initial = last == "." and len(before) <= 2 and before[:1].isupper()
        if not tags[at].startswith("I") and (last in (".", "?", "!") or quoted) and not initial \
                and (words[at][:1].isupper() or words[at] in "“\"‘") and (quoted or words[at] not in "”\""):
            yield words[start:at], tags[start:at]
            start = at
    yield words[start:], tags[start:]


# GUM: names are the capitalised middle of entities whose head is a proper noun.

HEAD, RELATION, TAG, PENN = 6, 7, 3, 4


def read_gum(lexicon, path):
    for block in blocks(path):
        document = [line.split(" = ", 1)[1] for line in block if line.startswith("# newdoc id")]
        cells = [line.split("\t") for line in block if line[0].isdigit()]
        cells = [cell for cell in cells if cell[0].isdigit()]
        words = [cell[1] for cell in cells]
        labels = ["O"] * len(words)
        names = {}
        for start, end, kind in gum_entities(cells):
            found = gum_name(lexicon, cells, words, start, end, kind)
            names.update([found] if found else [])
        for start, end, kind in sorted(names.values(), key=lambda name: name[0] - name[1]):
            if all(label == "O" for label in labels[start:end]):
                labels[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
        for i, cell in enumerate(cells):
            if labels[i] == "O" and cell[TAG] == "ADJ" and words[i] in lexicon.nationalities:
                labels[i] = "B-nationality"
            elif labels[i] == "O" and cell[TAG] == "PROPN" and words[i][:1].isupper() and "time" not in cell[9] \
                    and words[i] not in MONTHS_AND_DAYS and not lexicon.is_role(words[i]):
                labels[i] = "B-?"
        write(words, labels, None, document[0] if document else None, ["SpaceAfter=No" not in cell[9] for cell in cells])


def gum_entities(cells):
    """(start, end, type) of the entities that begin and end in a sentence."""
    out, opened = [], []
    for at, cell in enumerate(cells):
        mark = next((item[7:] for item in cell[9].split("|") if item.startswith("Entity=")), "")
        for match in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", mark):
            if match.group(1):
                fields = match.group(1).split("-") + [""]
                if match.group(2):
                    out.append((at, at + 1, fields[1]))
                else:
                    opened.append((fields[0], at, fields[1]))
                continue
            for index in reversed(range(len(opened))):
                if opened[index][0] == match.group(3):
                    out.append((opened[index][1], at + 1, opened[index][2]))
                    del opened[index]
                    break
    return out


def gum_name(lexicon, cells, words, start, end, kind):
    """(head, (start, end, type)) of the name in an entity, or None."""
    heads = [at for at in range(start, end) if not start <= int(cells[at][HEAD]) - 1 < end]
    if not heads or cells[heads[0]][TAG] != "PROPN" or kind == "time":
        return None
    head = heads[0]
    first, last = gum_person(lexicon, cells, words, start, end, head) if kind == "person" else \
        gum_thing(cells, words, start, end, head)
    new = {"person": "person", "organization": "organization", "place": lexicon.place(words[first:last])}.get(kind, "other")
    if " ".join(words[first:last]) in lexicon.nationalities or (kind == "person" and cells[head][PENN] == "NNPS"):
        new = "nationality"
    if kind == "person" and last - first == 1 and lexicon.is_role(words[first]):
        new = "?"
    return None if new == "other" and not words[first][:1].isupper() else (head, (first, last, new))


def gum_person(lexicon, cells, words, start, end, head):
    first, last = head, head + 1
    while first > start and words[first - 1][:1].isupper() and cells[first - 1][TAG] == "PROPN" and \
            not lexicon.is_role(words[first - 1]) and int(cells[first - 1][HEAD]) - 1 == head and \
            cells[first - 1][RELATION] in ("compound", "flat", "amod"):
        first -= 1
    while last < end and ((words[last][:1].isupper() and cells[last][TAG] in ("PROPN", "X", "NUM")) or
                          (last + 1 < end and words[last] == "-") or
                          (last + 1 < end and cells[last][TAG] == "PROPN" and words[last + 1][:1].isupper())):
        last += 1
    while first < last - 1 and lexicon.is_role(words[first]):
        first += 1
    return first, last


def gum_thing(cells, words, start, end, head):
    first, last = head, head + 1
    while first > start and words[first - 1][:1].isupper() and \
            cells[first - 1][TAG] in ("PROPN", "ADJ", "NOUN", "VERB", "NUM", "X"):
        first -= 1
    def is_capital(at):
        return at < end and (words[at][:1].isupper() or words[at][:1].isdigit())
    while last < end and (is_capital(last) or (words[last] in LINKS and (
            is_capital(last + 1) or (last + 1 < end and words[last + 1] in LINKS and is_capital(last + 2))))):
        last += 1
    return first, last


# MEANTIME


def read_meantime(lexicon, path):
    for file in sorted(path.rglob("*.xml")):
        root = xml.etree.ElementTree.parse(file).getroot()
        tokens = list(root.iter("token"))
        place = {token.get("t_id"): at for at, token in enumerate(tokens)}
        words = [token.text for token in tokens]
        labels = ["O"] * len(words)
        for anchors, kind in meantime_names(root):
            range_ = [place[anchor] for anchor in anchors if anchor in place]
            if not range_ or range_ != list(range(range_[0], range_[0] + len(range_))):
                continue
            name = words[range_[0]:range_[-1] + 1]
            new = {"PER": "person", "ORG": "organization", "LOC": lexicon.place(name), "PRO": "other",
                   "FIN": "other"}.get(kind, "?")
            if (not name[0][:1].isupper() and new != "other") or name[0] in ("The", "the", "A", "a"):
                new = "?"
            if all(labels[at] == "O" for at in range_):
                labels[range_[0]:range_[-1] + 1] = ["B-" + new] + ["I-" + new] * (len(range_) - 1)
        document = file.name
        for number in range(6):  # only these are marked
            ours = [at for at, token in enumerate(tokens) if int(token.get("sentence")) == number]
            if ours:
                write([words[at] for at in ours], [labels[at] for at in ours], SOME + " other", document)
                document = None


def meantime_names(root):
    """(ids of tokens, type) of mentions that are names, the shortest first."""
    kinds = {entity.get("m_id"): entity.get("ent_type") for entity in root.iter("ENTITY")}
    refers = {source.get("m_id"): kinds.get(link.find("target").get("m_id"))
              for link in root.iter("REFERS_TO") if link.find("target") is not None for source in link.iter("source")}
    names = [([anchor.get("t_id") for anchor in mention.iter("token_anchor")], refers.get(mention.get("m_id")))
             for mention in root.iter("ENTITY_MENTION") if mention.get("syntactic_type") in ("NAM", "PRE.NAM")]
    return sorted(names, key=lambda name: len(name[0]))


def main():
    readers = {"uner": read_uner, "wikigold": read_wikigold, "re3d": read_re3d, "gum": read_gum,
               "meantime": read_meantime, "worldwide": read_worldwide}
    if len(sys.argv) < 4 or sys.argv[2] not in readers:
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for path in sys.argv[3:]:
        readers[sys.argv[2]](Lexicon(sys.argv[1]), pathlib.Path(path))


main()
