#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Time, memory and growth of `runut trace --json` on piles of 1,000, 3,000 and 10,000 pages.

usage: trace.py RUNUT [PAGES...]

The pile is made here, the same each time: chains of words drawn from a made-up vocabulary with a news-like length, one page in five a copy of an earlier
one (whole, with 1, 3 or 10 % of the words replaced, or cut to a third), some with a footer in common. Each size runs
three times; the median counts. The exponent k of time ~ pages^k is printed for each step.
"""
import json
import math
import os
import random
import sys
import tempfile
import time

SYLLABLES = [c + v for c in "b c d g j k l m n p r s t w".split() for v in "aeiou"]
FOOTER = "Ikuti kabar terbaru dari kami melalui saluran pesan dan jangan lupa nyalakan pemberitahuan di gawai Anda."


def make_pile(path, pages):
    pick = random.Random(7)
    words = ["".join(pick.choices(SYLLABLES, k=pick.randint(1, 4))) for _ in range(20000)]
    kept = []
    with open(path, "w", encoding="utf-8") as out:
        for n in range(pages):
            if kept and pick.random() < 0.2:
                text = pick.choice(kept).split(" ")
                kind = pick.choice((0, 0, 0, 1, 3, 10, -1))
                if kind < 0:
                    text = text[:max(30, len(text) // 3)]
                for _ in range(len(text) * max(kind, 0) // 100):
                    text[pick.randrange(len(text))] = pick.choice(words)
                text = " ".join(text)
            else:
                text = ""
                for _ in range(pick.randint(6, 40)):
                    sentence = pick.choices(words, k=pick.randint(6, 20))
                    text += " ".join(sentence).capitalize() + ". "
                if pick.random() < 0.3:
                    text += FOOTER
                if len(kept) < 20000:
                    kept.append(text)
            out.write(json.dumps({"id": "p%06d" % n, "text": text.strip()}) + "\n")
    return os.path.getsize(path)


def run_once(command):
    """(seconds, peak KiB) of one run"""
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit("%s failed" % " ".join(command))
    return time.monotonic() - start, usage.ru_maxrss


def main():
    program = os.path.abspath(sys.argv[1])
    sizes = [int(a) for a in sys.argv[2:]] or [1000, 3000, 10000]
    before = None
    print("%8s %9s %9s %9s %9s %6s" % ("pages", "MB", "seconds", "pages/s", "peak MB", "k"))
    with tempfile.TemporaryDirectory() as folder:
        for pages in sizes:
            path = os.path.join(folder, "pile.jsonl")
            size = make_pile(path, pages)
            runs = sorted(run_once([program, "trace", "--json", "-q", path]) for _ in range(3))
            seconds, peak = runs[1]
            k = math.log(seconds / before[1]) / math.log(pages / before[0]) if before else 0
            print("%8d %9.1f %9.2f %9.0f %9.0f %6s" % (pages, size / 1e6, seconds, pages / seconds, peak / 1024, "%.2f" % k if before else "-"))
            before = (pages, seconds)


if __name__ == "__main__":
    main()
