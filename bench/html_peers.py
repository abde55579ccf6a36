#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Bytes to tree beside the parsers that Python users reach for. usage: html_peers.py BENCH_HTML PAGES.jsonl[.gz]

Runs bench_html (runut, libgumbo, libxml2) and, on the same pages in the same run, selectolax and resiliparse (both lexbor
inside) and lxml (libxml2 inside), as far as they can be installed from the package index into a folder of this script's own. One
core, processor time, medians of three rounds.
"""
import base64
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv

PEERS = ("selectolax", "resiliparse", "lxml")
ROUNDS = 3


def pages_of(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as f:
        for line in f:
            row = json.loads(line)
            # as the charset reading would give it: UTF-8
            html = row["html"] if row.get("html") else base64.b64decode(row["html_b64"]).decode("utf-8", "replace")
            yield html.encode()


def parser(name):
    if name == "selectolax":
        from selectolax.lexbor import LexborHTMLParser
        return LexborHTMLParser
    if name == "resiliparse":
        from resiliparse.parse.html import HTMLTree
        return lambda page: HTMLTree.parse_from_bytes(page, "utf-8")
    import lxml.html
    return lambda page: lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8"))


def measure(name, path):
    pages = [p for p in pages_of(path) if p.strip()]
    parse, took, failed = parser(name), [], 0
    for _ in range(ROUNDS):
        begin = time.process_time()
        for page in pages:
            try:
                parse(page)
            except ValueError:
                failed += 1
        took.append(time.process_time() - begin)
    size = sum(map(len, pages))
    print("%-11s %7.1f MB/s %8.0f pages/s%s" % (name, size / statistics.median(took) / 1e6, len(pages) / statistics.median(took),
                                               "  %d pages not read" % (failed // ROUNDS) if failed else ""))


def main():
    program, path = sys.argv[1:3]
    if program == "--peer":
        return measure(path, sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "pages.jsonl")
        with open(plain, "w", encoding="utf-8") as f:
            for page in pages_of(path):
                f.write(json.dumps({"html": page.decode()}, ensure_ascii=False) + "\n")
        subprocess.run([program, plain], check=True)
        venv.create(os.path.join(folder, "venv"), with_pip=True)
        python = os.path.join(folder, "venv/bin/python")
        for peer in PEERS:
            if subprocess.run([python, "-m", "pip", "-q", "install", peer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
                print("%-11s could not be installed" % peer)
                continue
            subprocess.run([python, os.path.abspath(__file__), "--peer", peer, plain], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
