#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""Cases of date expressions, in the form of Recognizers-Text's Specs/DateTime (Input, Context, Results), against `demarche extract`.

    date_cases.py TOOL FILE.json... [--errors] [--least SHARE]

A case is exact if each of its results is found at the same words with the same value, whatever else is.  Their values are taken
as TIMEX3 has them: `(begin,end,length)` is the period, also of two expressions of ours that a word like `to` joins; of a value
without a year the past or the future resolution will do; of `two years ago` they name the day, we the unit that is counted.
Names of days and months are written with a capital here, as news English has them.

Left out, as news English does not have them or this program does not mean to read them:
- files: *Extractor (no values), DateTime*, Time*, TimeZone* (clock times to the second, time zones of assistants), Merged*
  and DateTimeModel* (the same cases again, mixed with times and alternatives);
- results of no news English: digits without year or without separators of a date (`4.22`, `Oct2`, `20160101`), two-digit years,
  years or days as words run together, slang (`tmrw`, `w/c`), business days, `3h`, `3day` and lower-case `my week`;
- results with a Mod (before, after, since, until): the words around a date, not the date;
- values that depend on a calendar other than the Gregorian one, and days that do not exist (`2016-11-31`).
"""
import argparse, collections, json, re, subprocess

CAPITALS = re.compile(r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|"
                      r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|easter|christmas|"
                      r"thanksgiving|halloween)(s?)\b")
NO_NEWS = [r"(?i)\btmrw\b|\bw/c\b|\bmy (day|week|month|year|weekend)\b|business|yuandan|\bfew\b", r"\d[a-zA-Z]{3,}", r"^\d+[.\-/]\d+$",
           r"^\d+[.\-/ ]\d+[.\-/,]\d\d$", r"[A-Za-z]\d", r"(?i)^(the )?\d{1,2}$", r"\d\d[hH]\d|^\d+h$",
           r"(?i)\b(and a half|half|thousand|hundred)\b", r"(?i)ramad|eid|hijri|islamic|arabic", r"[A-Za-z][-/]\d|\d[-/][A-Za-z]{3}",
           r"^\d{1,2}/\d{1,2},", r"\d[.,:/]\d+\.", r"(?i)^\W*(same|that) ", r"\d{1,2}/\d{1,2}(?!/|\d)", r"(?i)the (week|month) (of|commencing|starting|beginning)"]


def real_day(text):
    import datetime
    try:
        return bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def wanted(value):
    """The TIMEX3 values that mean what a result says."""
    timex = value.get("Timex") or ""
    past, future = value.get("PastResolution") or {}, value.get("FutureResolution") or {}
    out = set()
    for resolution in (past, future):
        if "startDate" in resolution and timex.startswith("("):
            out.add(resolution["startDate"] + "/" + resolution["endDate"])
        elif "date" in resolution:
            out.add(resolution["date"])
        elif "startDate" in resolution and re.match(r"XXXX-\d\d$", timex):
            out.add(resolution["startDate"][:7])
    if not timex.startswith("(") and "WXX-" not in timex[8:]:
        out.add(timex)
    return out


def units(values):
    """Periods that have a name of their own, by it; and decades and centuries."""
    out = set(values)
    for value in values:
        found = re.match(r"(\d{4})-(\d\d)-01/(\d{4})-(\d\d)-01$", value)
        if not found:
            continue
        year, month, last, until = (int(number) for number in found.groups())
        months = (last - year) * 12 + until - month
        if months == 3 and month % 3 == 1:
            out.add("%04d-Q%d" % (year, month // 3 + 1))
        if months == 120 and month == 1:
            out.add("%03d" % (year // 10))
        if months == 1200 and month == 1:
            out.add("%02d" % (year // 100))
        if month == 1 and until == 1:
            out.add("%04d/%04d" % (year, last))
    return out


def applicable(case, result):
    text, value = result.get("Text", ""), result.get("Value") or {}
    if "Mod" in json.dumps(result) or not (value.get("Timex") or "") or any(re.search(p, text) for p in NO_NEWS):
        return False
    days = re.findall(r"\d{4}-\d\d-\d\d", json.dumps(value))
    return all(real_day(day) for day in days) and bool(case.get("Context"))


def read(tool, cases):
    feed = [json.dumps({"id": str(i), "date": case["Context"]["ReferenceDateTime"][:10],
                        "text": CAPITALS.sub(lambda m: m.group(0)[0].upper() + m.group(0)[1:], case["Input"])})
            for i, case in enumerate(cases)]
    lines = subprocess.run([tool, "extract", "-j1", "-f", "jsonl", "-"], input="\n".join(feed).encode() + b"\n",
                           stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    return {line["id"]: line["dates"] for line in map(json.loads, lines)}


def first_day(value):
    """`2015` of `from 2015 to May 5, 2018` begins, and ends, a period by its first day, as the cases have it."""
    return value + {4: "-01-01", 7: "-01"}.get(len(value), "") if re.match(r"\d{4}(-\d\d)?$", value) else value


def is_found(case, result, dates):
    start = result.get("Start", case["Input"].lower().find(result["Text"].lower()))
    end = start + len(result["Text"])
    inside = [date for date in dates if date["start"] < end and date["end"] > start]
    want = units(wanted(result["Value"]))
    got = {date["value"] for date in inside}
    if len(inside) == 2:
        got.add("/".join(first_day(date["value"]) for date in inside))
    precise = {value[:size] for value in want for size in (4, 7) if re.match(r"\d{4}-\d\d-\d\d$", value)
               and re.search(r"(?i)\b(years?|months?|decades?|weeks?) (ago|earlier|back)", result["Text"])}
    return bool(got & (want | precise)), got


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("file", nargs="+")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--least", type=float, default=0.0)
    options = parser.parse_args()
    total = collections.Counter()
    for name in options.file:
        with open(name, encoding="utf-8-sig") as stream:
            cases = json.load(stream)
        kept = [case for case in cases if case["Results"] and all(applicable(case, r) for r in case["Results"])]
        found = read(options.tool, kept)
        exact = 0
        for number, case in enumerate(kept):
            parts = [is_found(case, result, found.get(str(number), [])) for result in case["Results"]]
            exact += all(good for good, _ in parts)
            for result, (good, got) in zip(case["Results"], parts):
                if options.errors and not good:
                    print("%s | %s | want %s got %s" % (case["Input"], result["Text"], sorted(wanted(result["Value"])), sorted(got)))
        print("%-28s %4d cases, %4d left out, %4d exact (%.1f %%)" % (name.split("/")[-1], len(cases), len(cases) - len(kept), exact,
                                                                    100.0 * exact / max(1, len(kept))))
        total.update(kept=len(kept), exact=exact)
    share = total["exact"] / max(1, total["kept"])
    print("all: %d of %d exact (%.1f %%)" % (total["exact"], total["kept"], 100 * share))
    raise SystemExit(0 if share >= options.least else 1)


if __name__ == "__main__":
    main()
