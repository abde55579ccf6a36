#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Train packs/all/language.model: which language a text is in, by runs of 1 to 5 characters and by words (multinomial naive
Bayes; Cavnar & Trenkle 1994 for the runs).  Python 3 standard library only; the same input gives the same bytes.

  train_language.py [--leave-out K/N] SCRIPTS.TSV OUT LID.JSONL[.gz]...

Rows are {"lang", "text"}.  Only texts under an open licence may go in; they are named in the model's head.  Languages that
SCRIPTS.TSV knows by their script alone are left out.  --leave-out holds back the K-th of N parts for measuring.

Layout of the file, little-endian (read in place by src/language/model.c): lines of text up to an empty one; then, padded to a
multiple of 4, u32 languages, u32 buckets (a power of two), u32 bytes of records; languages * 8 bytes tag; languages * i32 base
(1/1024 nat a run); buckets + 1 * u32 offset of the bucket's first record; records: u16 fingerprint, u8 length, then bytes: one
>= 128 sets the weight of those that follow (the rest, in quarter nats), one < 128 is a language."""
import collections
import gzip
import hashlib
import json
import math
import struct
import sys
import unicodedata

# FLOOR: the share that a run never met in a language is taken to have, the same for large and small sets
ORDER, FLOOR, SPREAD, BUCKETS, BYTES, WORD = 5, 1e-6, 4.0, 1 << 15, 1000000, 24
MASK = (1 << 64) - 1
HEAD = """#! format 1
#! language all
#! licence Apache-2.0 (the weights; counts of runs of characters, no text)
#! origin tools/train_language.py
# Trained on: sentences of the lingua test data (Apache-2.0; Leipzig Corpora Collection, CC BY 4.0), DSL Corpus
# Collection v2.0 (CC0), NusaX (CC BY-SA 4.0), Tatoeba (CC BY 2.0 FR), Universal Declaration of Human Rights (public domain).
"""


def simple_lower(c):
    low = c.lower()
    return low if len(low) == 1 else c


def normal(text):
    out = [" "]
    for c in text:
        if unicodedata.category(c)[0] in "LM":
            out.append(simple_lower(c))
        elif out[-1] != " ":
            out.append(" ")
    if out[-1] != " ":
        out.append(" ")
    return "".join(out)


def runs(s):
    for k in range(1, ORDER + 1):
        for i in range(len(s) - k + 1):
            if k > 1 or s[i] != " ":
                yield s[i:i + k]
    for word in s.split():
        if 3 < len(word) <= WORD:
            yield "#" + word


def mix(h):
    h ^= h >> 31
    h = h * 0xD6E8FEB86659FD93 & MASK
    return h ^ h >> 32


def hash_of(run):
    """Runs are hashed from their end, words from their beginning: that is how the reader meets them."""
    word = len(run) > 1 and run[0] == "#"
    h = 0x9E3779B97F4A7C15 if word else 0xCBF29CE484222325
    for c in (run[1:] if word else reversed(run)):
        h = (h ^ ord(c)) * 0x100000001B3 & MASK
    return mix(h)


def rows_of(paths, part, parts):
    for path in paths:
        yield from rows_of_file(path, part, parts)


def rows_of_file(path, part, parts):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            where = int(hashlib.md5(row["text"].encode()).hexdigest(), 16) % parts if parts else -1
            if where != part or not parts:
                yield row


def count(rows, skip):
    counts = collections.defaultdict(collections.Counter)
    for row in rows:
        if row["lang"] not in skip:
            counts[row["lang"]].update(runs(normal(row["text"])))
    return counts


def choose(counts, langs):
    """The runs that tell most, best first: how far their share by language is from even, times how often they are met."""
    total = [sum(counts[l].values()) for l in langs]
    table = {}
    for i, lang in enumerate(langs):
        for run, c in counts[lang].items():
            table.setdefault(run, []).append((i, c))

    def gain(run):
        pairs = table[run]
        share = sum(c / total[i] for i, c in pairs)
        return sum(c * math.log(c / total[i] * len(langs) / share) for i, c in pairs)

    return sorted(table, key=lambda r: (-round(gain(r), 6), r)), table


def records_of(table, keep, base, total):
    """hash -> record bytes, and the size of all."""
    for run in keep:
        pairs = [(i, math.log((c / total[i] + FLOOR) / FLOOR)) for i, c in table[run]]
        best = max(w + base[i] for i, w in pairs)
        pairs = sorted((-round(w * 4), i) for i, w in pairs if w + base[i] >= best - SPREAD)
        body, level = bytearray(), None
        for weight, i in pairs:
            if -weight != level:
                level = -weight
                body.append(128 + min(level, 127))
            body.append(i)
        yield run, bytes(body)


def build(counts, langs):
    order, table = choose(counts, langs)
    low, high = 1000, len(order)
    while True:  # the largest number of runs that fits
        size_limit = BYTES - 4 * BUCKETS - 12 * len(langs) - 2000
        keep = order[:high]
        total = [0] * len(langs)
        for run in keep:
            for i, c in table[run]:
                total[i] += c
        base = [0.0 for t in total]  # room for a prior
        records = list(records_of(table, keep, base, total))
        size = sum(3 + len(body) for _, body in records)
        if size <= size_limit:
            return base, records
        high = min(high - 100, int(high * size_limit / size))
        if high < low:
            sys.exit("no model fits")


def main():
    args, part, parts = sys.argv[1:], 0, 0
    if args and args[0] == "--leave-out":
        part, parts = (int(x) for x in args[1].split("/"))
        args = args[2:]
    scripts, out, lid = args[0], args[1], args[2:]
    skip = set()
    for line in open(scripts, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            skip.add(line.rstrip("\n").split("\t")[1])
    counts = count(rows_of(lid, part, parts), skip)
    langs = sorted(counts)
    base, records = build(counts, langs)
    buckets = [[] for _ in range(BUCKETS)]
    for run, body in records:
        h = hash_of(run)
        if len(body) < 256:
            buckets[h & BUCKETS - 1].append((h >> 48, body))
    offsets, blob = [], bytearray()
    for bucket in buckets:
        offsets.append(len(blob))
        for mark, body in sorted(bucket):
            blob += struct.pack("<HB", mark, len(body)) + body
    offsets.append(len(blob))
    head = HEAD.encode()
    head += b"#" * (1 + (-len(head) - 3) % 4) + b"\n\n"  # a last comment line fills up to a multiple of 4
    with open(out, "wb") as f:
        f.write(head)
        f.write(struct.pack("<III", len(langs), BUCKETS, len(blob)))
        for lang in langs:
            f.write(lang.encode().ljust(8, b"\0"))
        f.write(struct.pack("<%di" % len(langs), *(round(b * 1024) for b in base)))
        f.write(struct.pack("<%dI" % len(offsets), *offsets))
        f.write(blob)
    print(len(langs), "languages,", len(records), "runs", file=sys.stderr)


main()
