#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`runut copies -M` beside MinHash from PyPI, in one run over one pile of made-up pages, one after the other, as a table.

  copies.py RUNUT [--pages 100000] [--peer-pages 100000] [--memory 512M] [--venv DIR] [--limits BENCH_LIMITS]

Peers: datasketch (MinHash 128, LSH at 0.5), rensa (RMinHash 128, LSH at 0.5) and datatrove (its signatures, 14 buckets of 8; words cut at blanks, as
its tokenizer wants further packages), all over word 5-grams; they are installed into --venv (a fresh folder without one), and one that does not
install is left out. The table has pages a second of processor time, peak memory, and which share of the true copies was found. The peers give
pairs of pages, runut verified passages with their direction. --peer-pages: the peers' time grows with the pages; fewer save time. --limits: the program
bench_limits, whose lines (reading memory, XXH3, a bare loop over word 5-grams) are set beside runut's megabytes a second.
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


def rows():
    with open(path) as f:
        for n, line in zip(range(most), f):
            yield n, json.loads(line)["text"].lower()


def grams(text):
    row = text.split()
    return {" ".join(row[i:i + 5]) for i in range(max(1, len(row) - 4))}


def datasketch():
    from datasketch import MinHash, MinHashLSH
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    for n, text in rows():
        m = MinHash(num_perm=128)
        m.update_batch([x.encode() for x in grams(text)])
        yield n, lsh.query(m)
        lsh.insert(n, m)


def rensa():
    from rensa import RMinHash, RMinHashLSH
    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    for n, text in rows():
        m = RMinHash(num_perm=128, seed=1)
        m.update(list(grams(text)))
        yield n, lsh.query(m)
        lsh.insert(n, m)


def datatrove():
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature

    class Blanks:
        def word_tokenize(self, text):
            return text.split()

    step = MinhashDedupSignature.__new__(MinhashDedupSignature)
    step.config, step._parameters, step.word_tokenizer = MinhashConfig(), None, Blanks()
    step.num_hashes = step.config.num_buckets * step.config.hashes_per_bucket
    from datatrove.utils.hashing import create_hash_func
    step._hash_func = create_hash_func(step.config.hash_config)
    seen = [{} for _ in range(step.config.num_buckets)]
    for n, text in rows():
        near = set()
        for bucket, part in zip(seen, step.get_signature(step.get_shingles(text))):
            others = bucket.setdefault(tuple(part), [])
            near.update(others)
            others.append(n)
        yield n, near


if most == 0:
    __import__(name)
    if name == "datatrove":
        import datatrove.pipeline.dedup.minhash, xxhash
        xxhash.xxh64_intdigest("x")  # it wants one that takes strings
    sys.exit()
with open(out, "w") as g:
    for n, near in {"datasketch": datasketch, "rensa": rensa, "datatrove": datatrove}[name]():
        for k in near:
            g.write("%d\t%d\n" % (min(n, k), max(n, k)))
'''
PACKAGES = {"rensa": ["rensa"], "datasketch": ["datasketch"], "datatrove": ["datatrove", "tokenizers", "xxhash<3.7", "regex"]}


def measure(args, **more):
    """processor seconds and peak memory in MB of a child"""
    child = subprocess.Popen(args, **more)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, child.returncode


def tell(name, pages, seconds, memory, found, gold, own=None):
    """one row of the table; gives pages a second"""
    by = {k: [0, 0] for k in sorted(set(KINDS))}
    for a, b, kind in (g for g in gold if g[1] < pages):
        by[kind][1] += 1
        by[kind][0] += (a, b) in found
    speed = pages / seconds
    print("%-12s %9d %9.0f %8s %7.0f  %s" % (name, pages, speed, "1.0" if own is None else "%.1f" % (own / speed), memory,
                                             " ".join("%7.3f" % (x / max(1, y)) for x, y in by.values())), flush=True)
    return speed


def install(venv, name):
    """the interpreter of venv, where the peer can be loaded; else None"""
    python = os.path.join(venv, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    check = [python, "-c", PEER, name, "", "0", ""]
    if subprocess.run(check, stderr=subprocess.DEVNULL).returncode != 0:
        subprocess.run([python, "-m", "pip", "install", "-q"] + PACKAGES[name], check=False)
        if subprocess.run(check, stderr=subprocess.DEVNULL).returncode != 0:
            return None
    return python


def limits(program, own):
    """what the machine can do with the same kind of bytes, beside runut's megabytes a second"""
    print("\n%-42s %9s %9s" % ("on one thread", "MB/s", "runut's"))
    print("%-42s %9.0f" % ("runut copies -M", own))
    for line in subprocess.run([program, "32"], capture_output=True, text=True, check=True).stdout.splitlines():
        what, _, rest = line.partition("   ")
        speed = float(rest.split("MB/s")[0])
        print("%-42s %9.0f %8.2f%%" % (what, speed, own / speed * 100))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("runut")
    ap.add_argument("--pages", type=int, default=100000)
    ap.add_argument("--peer-pages", type=int, default=100000)
    ap.add_argument("--memory", default="512M")
    ap.add_argument("--venv")
    ap.add_argument("--limits")
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pile, out = os.path.join(folder, "pile.jsonl"), os.path.join(folder, "out")
        gold = make(pile, a.pages)
        print("%-12s %9s %9s %8s %7s  recall" % ("", "pages", "a CPU s", "slower", "MB"))
        print("%-12s %9s %9s %8s %7s  %s" % ("", "", "", "", "", " ".join("%7s" % k for k in sorted(set(KINDS)))))
        with open(out, "wb") as f:
            seconds, memory, code = measure([a.runut, "copies", "--quiet", "-M", a.memory, pile], stdout=f)
        if code != 0:
            sys.exit("runut ended with %d" % code)
        with open(out, encoding="utf-8") as f:
            pairs = {(int(r["a"]), int(r["b"])) for r in map(json.loads, f) if r["kind"] != "furniture"}
        own = tell("runut", a.pages, seconds, memory, pairs, gold)
        most = min(a.pages, a.peer_pages)
        for name in PACKAGES:
            python = install(a.venv or os.path.join(folder, "venv"), name)
            if python is None:
                print("%-12s does not install here" % name)
                continue
            used, memory, code = measure([python, "-c", PEER, name, pile, str(most), out])
            if code != 0:
                print("%-12s ended with %d" % (name, code))
                continue
            with open(out, encoding="utf-8") as f:
                pairs = {tuple(map(int, line.split())) for line in f}
            tell(name, most, used, memory, pairs, gold, own)
        if a.limits:
            limits(a.limits, os.path.getsize(pile) / 1e6 / seconds)


main()
