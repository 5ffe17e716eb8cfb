#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""The dates and times of GUM's XML (<date when= from= to= notBefore= notAfter=>, <time when=>) as TimeML with TIMEX3.

    gum_dates.py GUM-XML-DIR OUT-DIR

GUM says of each expression the days that it covers; TIMEX3 names them as the words do.  Here a Monday to Sunday is its ISO week,
a Saturday and Sunday the weekend of it, June to August a summer, and so on; of `since 1994` (from 1994 to the day of
writing) the value is the end that the words name.  Of `Monday night` GUM marks the day alone: TIMEX3 has the whole, as a time.
A <time> is of the day of the document.
"""
import datetime, html, pathlib, re, sys

BLOCK = ("</p>", "</head>", "</item>", "</caption>", "</figure>", "</cell>", "</row>")
NO_SPACE_BEFORE = {".", ",", ";", ":", "!", "?", ")", "%", "”", "’", "'s", "’s", "n't", "n’t", "]", "/", "'"}
SEASONS = {("03-01", "05-31"): "SP", ("06-01", "08-31"): "SU", ("09-01", "11-30"): "FA", ("12-01", "02-28"): "WI"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
QUARTERS = {("01-01", "03-31"): "Q1", ("04-01", "06-30"): "Q2", ("07-01", "09-30"): "Q3", ("10-01", "12-31"): "Q4"}


def period(first, last):
    """The TIMEX3 name of the days from `first` to `last`, or `first/last`."""
    if len(first) == 10 and len(last) == 10:
        a, b = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        year, week, day = a.isocalendar()
        if (b - a).days == 6 and day in (1, 7):
            year, week, _ = (a + datetime.timedelta(day == 7)).isocalendar()
            return "%04d-W%02d" % (year, week)
        if (b - a).days == 1 and day == 6:
            return "%04d-W%02d-WE" % (year, week)
        for table in (SEASONS, QUARTERS):
            name = table.get((first[5:], last[5:]))
            if name:
                return "%s-%s" % (first[:4], name)
        if first[8:] == "01" and first[:7] == last[:7] and (b + datetime.timedelta(1)).day == 1:
            return first[:7]
        if first[5:] == "01-01" and last[5:] == "12-31":
            years = int(last[:4]) - int(first[:4]) + 1
            size = {1: 4, 10: 3, 100: 2}.get(years)
            if size:
                return first[:size]
    return first if first == last else "%s/%s" % (first, last)


def value(attributes, words, created):
    """The value of one annotation, or of the named one of its two ends."""
    a = attributes
    if "when" in a:
        return re.sub(r"(T\d\d:\d\d):00$", r"\1", a["when"])
    first = a.get("from") or a.get("notBefore")
    last = a.get("to") or a.get("notAfter")
    if first and last:
        years = re.findall(r"\b\d{4}\b", words)
        if years == [first] and last[:4] <= created[:4] and last != first:
            return first
        return period(first, last)
    return first or last


def read(path):
    text, spans, stack, glued = "", [], [], True
    source = path.read_text(encoding="utf-8")
    created = re.search(r'dateCreated="([^"]+)"', source).group(1)
    for line in source.split("\n"):
        opened = re.match(r"<(date|time)\b(.*)>$", line)
        if opened:
            stack.append((len(text), opened.group(1), dict(re.findall(r'(\w+)="([^"]*)"', opened.group(2)))))
        elif line in ("</date>", "</time>"):
            start, kind, attributes = stack.pop()
            start += len(text[start:]) - len(text[start:].lstrip())
            spans.append((start, len(text), kind, attributes))
        elif line.startswith(BLOCK):
            text = text.rstrip() + "\n\n"
        elif "\t" in line:
            word, tag = (html.unescape(field) for field in line.split("\t")[:2])
            compound = word in ("-", "–") and tag == "HYPH"
            if compound:
                text, glued = text.rstrip() if text[-1:] == " " else text, True
            if text and not text[-1].isspace() and not glued and word not in NO_SPACE_BEFORE:
                text += " "
            glued = compound or word in ("(", "“", "‘", "[", "/", "$", "£", "€")
            text += word
    return created, text, spans


def convert(path):
    created, text, spans = read(path)
    out, at = [], 0
    for number, (start, end, kind, attributes) in enumerate(sorted(spans, key=lambda span: span[:2])):
        if start < at or start >= end:
            continue  # inside another
        found = value(attributes, text[start:end], created)
        part = re.match(r" (morning|afternoon|evening|night)\b", text[end:])
        if part and len(found) == 10:
            end += part.end()
            found += "T" + PARTS[part.group(1)]
        is_time = kind == "time" or "T" in found
        if kind == "time":
            found = created + "T" + found[:5]
        out.append(html.escape(text[at:start], quote=False))
        out.append('<TIMEX3 tid="t%d" type="%s" value="%s">%s</TIMEX3>'
                   % (number + 1, "TIME" if is_time else "DATE", html.escape(found), html.escape(text[start:end], quote=False)))
        at = end
    out.append(html.escape(text[at:], quote=False))
    head = '<DCT><TIMEX3 tid="t0" type="DATE" value="%s" functionInDocument="CREATION_TIME">%s</TIMEX3></DCT>' % (created, created)
    return '<?xml version="1.0"?>\n<TimeML>%s<TEXT>%s</TEXT></TimeML>\n' % (head, "".join(out))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    target = pathlib.Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xml")):
        (target / (path.stem + ".tml")).write_text(convert(path), encoding="utf-8")


if __name__ == "__main__":
    main()
