#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Read every span of `clean` and `facts` again on real pages. usage: check_real_spans.py RUNUT FILE.jsonl.gz... [--every N]

Fed JSON Lines with html or html_b64; takes each Nth page of a file (1: all). The reading is check_spans.py's, which knows
nothing of the program's own reader. Real pages hold markup that this plain reader and a browser see differently, so one span in
two thousand may disagree; none may stand outside its page or cut a character. Exit status 77 where there are no pages.
"""
import argparse
import base64
import gzip
import json
import os
import sys
import tempfile

from check_spans import Checker

HARD = ("outside the page", "cuts a character", "exit status", "bytes, not")


def pages_of(path, every):
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as f:
        for number, line in enumerate(f):
            if number % every == 0:
                yield json.loads(line)


def check(checker, rows):
    pages = {}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "pages.jsonl")
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            for row in rows:
                record = {k: row[k] for k in ("id", "url", "html", "html_b64") if row.get(k)}
                raw = base64.b64decode(row["html_b64"]) if "html_b64" in row else row["html"].encode()
                pages[row["id"]] = (raw, True, {"url": row["url"]} if row.get("url") else {})
                f.write(json.dumps(record, ensure_ascii=False) + "\n")
        checker.paths = [path]
        checker.read_pages(pages)
        for record in checker.run("clean", path):
            checker.clean(record)
        for record in checker.run("facts", "--words", path):
            checker.facts(record["id"], record, "facts.")


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("runut")
    parse.add_argument("files", nargs="*")
    parse.add_argument("--every", type=int, default=1)
    args = parse.parse_args()
    checker, batch, pages = Checker(os.path.abspath(args.runut)), [], 0
    for path in filter(os.path.exists, args.files):
        for row in pages_of(path, args.every):
            batch.append(row)
            pages += 1
            if len(batch) == 8:
                check(checker, batch)
                batch = []
    if batch:
        check(checker, batch)
    if pages == 0:
        print("skip: the real pages are not here")
        return 77
    for fault in checker.faults:
        print(fault[:300])
    print("%d pages, %d spans read again, %d faults" % (pages, checker.count, len(checker.faults)))
    hard = [f for f in checker.faults if any(word in f for word in HARD)]
    return 1 if hard or len(checker.faults) * 2000 > checker.count else 0


if __name__ == "__main__":
    sys.exit(main())
