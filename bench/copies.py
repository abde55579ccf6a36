#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`runut copies -M` beside MinHash from PyPI, in one run over one pile of made-up pages, one after the other.

  copies.py RUNUT [--pages 100000] [--peer-pages 100000] [--memory 512M] [--venv DIR]

Peers: datasketch (MinHash 128, LSH at 0.5) and rensa (RMinHash 128, LSH at 0.5), word 5-grams; they are installed into --venv (a fresh
folder without one), and one that does not install is left out. Prints pages a second of processor time, peak memory, and which share of
the true copies was found. The peers give pairs of pages, runut verified passages. --peer-pages: the peers' time grows with the pages; fewer save time.
"""
import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile

KINDS = ["same", "same", "edit1", "edit3", "edit10", "cut"]


def make(path, pages):
    """a pile whose words have the lengths of news; one page in five is a copy; gives the true pairs by kind"""
    draw = random.Random(1)
    syllables = [a + b for a in "bdghjklmnprst" for b in "aeiou"]
    words = ["".join(draw.choice(syllables) for _ in range(draw.choice([1, 2, 2, 3, 3, 4]))) for _ in range(60000)]
    kept, gold = [], []
    with open(path, "w", encoding="utf-8") as f:
        for n in range(pages):
            if n > 100 and draw.random() < 0.2:
                source, text = draw.choice(kept)
                kind, row = draw.choice(KINDS), text.split(" ")
                if kind.startswith("edit"):
                    for _ in range(max(1, len(row) * int(kind[4:]) // 100)):
                        row[draw.randrange(len(row))] = draw.choice(words)
                elif kind == "cut":
                    row = row[: max(30, len(row) // 3)]
                gold.append((source, n, kind))
                text = " ".join(row)
            else:
                text = " ".join(draw.choices(words, k=draw.randint(80, 600)))
                kept.append((n, text))
                if len(kept) > 20000:
                    kept[draw.randrange(20000)] = kept.pop()
            f.write(json.dumps({"id": "%07d" % n, "text": text}) + "\n")
    return gold


PEER = r'''
import json, sys
name, path, most, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
if name == "datasketch":
    from datasketch import MinHash, MinHashLSH
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
else:
    from rensa import RMinHash, RMinHashLSH
    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
with open(path) as f, open(out, "w") as g:
    for n, line in zip(range(most), f):
        row = json.loads(line)["text"].lower().split()
        grams = {" ".join(row[i:i + 5]) for i in range(max(1, len(row) - 4))}
        if name == "datasketch":
            m = MinHash(num_perm=128)
            m.update_batch([x.encode() for x in grams])
            near = lsh.query(m)
            lsh.insert(n, m)
        else:
            m = RMinHash(num_perm=128, seed=1)
            m.update(list(grams))
            near = lsh.query(m)
            lsh.insert(n, m)
        for k in near:
            g.write("%d\t%d\n" % (min(n, k), max(n, k)))
'''


def measure(args, **more):
    """processor seconds and peak memory in MB of a child"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(args, **more)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    del before
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, child.returncode


def tell(name, pages, seconds, memory, found, gold):
    rows = [g for g in gold if g[1] < pages]
    by = {k: [0, 0] for k in sorted(set(KINDS))}
    for a, b, kind in rows:
        by[kind][1] += 1
        by[kind][0] += (a, b) in found
    recall = "  ".join("%s %.3f" % (k, x / max(1, y)) for k, (x, y) in by.items())
    print("%-12s %8d pages %9.0f pages/s of processor time  %6.0f MB   recall  %s" % (name, pages, pages / seconds, memory, recall), flush=True)
    return pages / seconds


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("runut")
    ap.add_argument("--pages", type=int, default=100000)
    ap.add_argument("--peer-pages", type=int, default=100000)
    ap.add_argument("--memory", default="512M")
    ap.add_argument("--venv")
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pile, out = os.path.join(folder, "pile.jsonl"), os.path.join(folder, "out")
        gold = make(pile, a.pages)
        with open(out, "wb") as f:
            seconds, memory, code = measure([a.runut, "copies", "--quiet", "-M", a.memory, pile], stdout=f)
        if code != 0:
            sys.exit("runut ended with %d" % code)
        with open(out, encoding="utf-8") as f:
            pairs = {(int(r["a"]), int(r["b"])) for r in map(json.loads, f) if r["kind"] != "furniture"}
        own = tell("runut", a.pages, seconds, memory, pairs, gold)
        venv = a.venv or os.path.join(folder, "venv")
        python = os.path.join(venv, "bin", "python")
        if not os.path.exists(python):
            subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        for name in ("rensa", "datasketch"):
            if subprocess.run([python, "-c", "import " + name], stderr=subprocess.DEVNULL).returncode != 0:
                if subprocess.run([python, "-m", "pip", "install", "-q", name]).returncode != 0:
                    print("%-12s does not install here" % name)
                    continue
            most = min(a.pages, a.peer_pages)
            seconds, memory, code = measure([python, "-c", PEER, name, pile, str(most), out])
            if code != 0:
                print("%-12s ended with %d" % (name, code))
                continue
            with open(out, encoding="utf-8") as f:
                pairs = {tuple(map(int, line.split())) for line in f}
            print("%12s runut is %.0f times as fast" % ("", own / tell(name, most, seconds, memory, pairs, gold)), flush=True)


main()
