#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`runut clean` beside the extractors that Python users reach for. usage: clean_peers.py RUNUT PAGES.jsonl[.gz] [--source NAME] [--repeat N]

Takes the HTML pages of a JSON Lines file (those of one `source`, where a name is given), each `repeat` times for runut so that
starting the program counts little, and prints pages and bytes of HTML a second of processor time: runut on one thread, runut on
two (by the clock), trafilatura and resiliparse's extraction as far as they can be installed from the package index.
"""
import argparse
import base64
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv

# name and what pip installs for it
PEERS = {"trafilatura": ("trafilatura", "lxml_html_clean"), "resiliparse": ("resiliparse",)}
ROUNDS = 3


def pages_of(path, source):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as f:
        for line in f:
            row = json.loads(line)
            if source and row.get("source") != source:
                continue
            html = row["html"] if row.get("html") else base64.b64decode(row["html_b64"]).decode("utf-8", "replace")
            yield {"id": row["id"], "url": row.get("url") or "", "html": html}


def extractor(name):
    if name == "trafilatura":
        import trafilatura
        return lambda page: trafilatura.bare_extraction(page["html"], url=page["url"] or None, with_metadata=True)
    from resiliparse.extract.html2text import extract_plain_text
    return lambda page: extract_plain_text(page["html"], main_content=True)


def tell(name, size, pages, seconds, clock="of processor time"):
    print("%-16s %9.2f MB/s %9.1f pages/s %s" % (name, size / seconds / 1e6, pages / seconds, clock))


def measure_peer(name, path):
    pages, extract, took = list(pages_of(path, None)), extractor(name), []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for page in pages:
            extract(page)
        took.append(time.process_time() - begin)
    tell(name, sum(len(p["html"].encode()) for p in pages), len(pages), statistics.median(took))


def measure_own(program, path, size, pages):
    for threads in (1, 2):
        clock, cpu = [], []
        for _ in range(ROUNDS):
            before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            subprocess.run([program, "clean", "-q", "-j", str(threads), path], stdout=subprocess.DEVNULL, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            clock.append(time.monotonic() - begin)
            cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if threads == 1:
            tell("runut", size, pages, statistics.median(cpu))
        tell("runut -j %d" % threads, size, pages, statistics.median(clock), "by the clock")
    print("%-16s %9d MB at most" % ("runut", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("runut")
    parse.add_argument("pages")
    parse.add_argument("--source")
    parse.add_argument("--repeat", type=int, default=20)
    args = parse.parse_args()
    if args.runut == "peer":
        return measure_peer(args.source, args.pages)
    with tempfile.TemporaryDirectory() as folder:
        few, many = os.path.join(folder, "few.jsonl"), os.path.join(folder, "many.jsonl")
        pages = list(pages_of(args.pages, args.source))
        size = sum(len(p["html"].encode()) for p in pages)
        with open(few, "w", encoding="utf-8") as f, open(many, "w", encoding="utf-8") as g:
            for page in pages:
                f.write(json.dumps(page, ensure_ascii=False) + "\n")
            for n in range(args.repeat):
                for page in pages:
                    g.write(json.dumps({**page, "id": "%s-%d" % (page["id"], n)}, ensure_ascii=False) + "\n")
        measure_own(os.path.abspath(args.runut), many, size * args.repeat, len(pages) * args.repeat)
        venv.create(os.path.join(folder, "venv"), with_pip=True)
        python = os.path.join(folder, "venv/bin/python")
        for peer, packages in PEERS.items():
            if subprocess.run([python, "-m", "pip", "-q", "install", *packages], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
                print("%-16s could not be installed" % peer)
                continue
            subprocess.run([python, os.path.abspath(__file__), "peer", few, "--source", peer], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
