#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Train packs/<language>/names.model: which words are persons, organisations and places.  A linear-chain conditional random
field (Lafferty, McCallum and Pereira 2001) over the labels BILOU, fitted by L-BFGS (Liu and Nocedal 1989) in numpy; the
features come from the program itself (tests/facts/name_features.c), so that there is one implementation.

  train_names.py TOOL LANGUAGE OUT SET.JSONL[.gz]...           write the model
  train_names.py --cross K TOOL LANGUAGE SET.JSONL[.gz]...     K-fold by blocks of neighbouring sentences: figures only

A set's rows are {"id", "text", "entities": [[begin, end, label]]}, code points of text.  The same input gives the same bytes
on the same numpy.  Sets under an open licence only; the head of the file names them.

Layout, little-endian, read in place by src/facts/names/tagger.c: lines of text up to an empty one; then, padded to a multiple
of 4, u32 lines (a power of two), u32 labels (13); labels * i16 bias; labels * labels * i16 transition from, to; padding to a
multiple of 4; lines * 4 slots * (u8[3] check, i8[13] weights).  A feature of 38 bits stands in the line of its low bits and is
known by the 24 bits above them; 0 is an empty slot.  Weights are in units of 1/SCALE nat, bias and transitions too."""
import gzip
import json
import re
import struct
import subprocess
import sys

import numpy as np

TYPES = {"PERSON": 0, "PER": 0, "ORGANISATION": 1, "ORG": 1, "PLACE": 2, "LOC": 2}
LABELS, SCALE, LINES, SLOTS = 13, 24, 1 << 14, 4
ROUNDS, LEAST, SIGMA2 = 70, 2, 2.0
HEAD = """#! format 1
#! language %s
#! licence Apache-2.0 AND MIT
#! origin tools/train_names.py
"""
CREDITS = {"id": """# Trained 2026-11-21 on two sets of labelled sentences; the file holds weights of hashed features, no text.
# NERGrit, as in IndoNLU (IndoNLP; Apache-2.0): (C) 2019 NERGRIT developers, PT Gria Inovasi Teknologi: Riyanti Kusumawati, Yudi
# Wibisono, Husni Fahmi, Muhamad Jumadil Akbar, Irvan Rahadhian, Irfan Fadil, Ridwan Dwiki Ardiansyah, Irfan Fakri Ardian, Panca Agung
# Kusuma, Hanif Razin, Isnadi, Listia Apritami, Suwito, Antonius Rony Hidajat, Hermawan Suheri, Taqiyuddin Fahmi, Nur Afdal, Ihsan Nur
# Kholis, Aldi Alpian, Nur Rokhman, Shyta Ramadhanty.
# idner-news-2k (MIT): Siti Oryza Khairunnisa, Aizhan Imankulova, Mamoru Komachi, "Towards a Standardized Dataset on Indonesian
# Named Entity Recognition", AACL-SRW 2020.
"""}


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as f:
        return [json.loads(line) for line in f if line.strip()]


def features(tool, language, texts):
    """for each text its stretches: lists of (begin, end, rule, features) in bytes"""
    text = "".join(t.replace("\n", " ") + "\n" for t in texts)
    raw = subprocess.run([tool, language], input=text.encode("utf-8"), stdout=subprocess.PIPE, check=True).stdout
    at, out = 0, []
    for _ in texts:
        (count,), at = struct.unpack_from("<I", raw, at), at + 4
        stretches = []
        for _ in range(count):
            (words,), at = struct.unpack_from("<I", raw, at), at + 4
            stretch = []
            for _ in range(words):
                begin, end, rule, n = struct.unpack_from("<IIBB", raw, at)
                stretch.append((begin, end, rule, np.frombuffer(raw, "<u8", n, at + 10)))
                at += 10 + 8 * n
            stretches.append(stretch)
        out.append(stretches)
    return out


def parted(text, begin, end):
    """a name and its short form in brackets are two names: "Komisi Perairan Nasional (KPN)" """
    m = re.fullmatch(r"(\S.*?\S) ?\( ?([^()]+?) ?\)|\( ?([^()]+?) ?\)", text[begin:end])
    if not m:
        return [(begin, end)]
    return [(begin + m.start(k), begin + m.end(k)) for k in (1, 2, 3) if m.group(k)]


def byte_entities(row, part=True):
    offsets, at = [], 0
    for c in row["text"]:
        offsets.append(at)
        at += len(c.encode("utf-8"))
    offsets.append(at)
    return [(offsets[b], offsets[e], TYPES[label]) for begin, end, label in row["entities"] if label in TYPES
            for b, e in (parted(row["text"], begin, end) if part else [(begin, end)])]


def gold_labels(stretch, entities):
    labels = [0] * len(stretch)
    for begin, end, kind in entities:
        inside = [i for i, w in enumerate(stretch) if begin <= w[0] and w[1] <= end]
        if not inside:
            continue
        base = 1 + 4 * kind
        if len(inside) == 1:
            labels[inside[0]] = base + 3
        else:
            for i in inside:
                labels[i] = base + 1
            labels[inside[0]], labels[inside[-1]] = base, base + 2
    return labels


def spans(stretch, labels):
    out, begin = [], None
    for i, label in enumerate(labels):
        if label == 0:
            begin = None
            continue
        part, kind = (label - 1) % 4, (label - 1) // 4
        if part in (0, 3):
            begin = i
        if part in (2, 3) and begin is not None:
            out.append((stretch[begin][0], stretch[i][1], kind))
    return out


def allowed():
    """which label may follow which; a stretch begins and ends as if O stood there"""
    ok = np.zeros((LABELS, LABELS), bool)
    for a in range(LABELS):
        for b in range(LABELS):
            opens = a > 0 and (a - 1) % 4 in (0, 1)
            goes_on = b > 0 and (b - 1) % 4 in (1, 2)
            ok[a, b] = (goes_on and (a - 1) // 4 == (b - 1) // 4) if opens else not goes_on
    return ok


OK = allowed()


class Sequences:
    """stretches as padded batches of one length each, and their features as one sparse matrix; keys are the features kept"""

    def __init__(self, stretches, keys):
        order = sorted(range(len(stretches)), key=lambda i: len(stretches[i]))
        lengths = np.array([len(stretches[i]) for i in order])
        self.order, self.rows = order, int(lengths.sum())
        edges = np.flatnonzero(np.diff(lengths, prepend=-1, append=-1))
        starts = np.concatenate([[0], np.cumsum(lengths)])
        self.batches = [(int(starts[a]), int(b - a), int(lengths[a])) for a, b in zip(edges[:-1], edges[1:])]
        words = [w[3] for i in order for w in stretches[i]]
        flat = np.concatenate(words)
        row_of = np.repeat(np.arange(self.rows, dtype=np.int32), [len(w) for w in words])
        at = np.minimum(np.searchsorted(keys, flat), len(keys) - 1)
        known = keys[at] == flat
        self.idx, self.row_of = at[known].astype(np.int32), row_of[known]
        self.ptr = np.searchsorted(self.row_of, np.arange(self.rows + 1))
        by_col = np.argsort(self.idx, kind="stable")
        self.cols, self.col_ptr = np.unique(self.idx[by_col], return_index=True)
        self.row_by_col = self.row_of[by_col]

    def emissions(self, weights):
        out = np.zeros((self.rows, LABELS), np.float64)
        weights = weights.astype(np.float32)
        step = 4000
        for a in range(0, self.rows, step):
            b = min(a + step, self.rows)
            lo, hi = self.ptr[a], self.ptr[b]
            if hi > lo:
                part = weights[self.idx[lo:hi]]
                starts = self.ptr[a:b] - lo
                full = np.diff(self.ptr[a:b + 1]) > 0
                out[a:b][full] = np.add.reduceat(part, starts[full], axis=0)
        return out

    def gradient(self, by_row, columns):
        out = np.zeros((columns, LABELS), np.float64)
        by_row = by_row.astype(np.float32)
        step = 200000
        ends = np.append(self.col_ptr[1:], len(self.row_by_col))
        a = 0
        while a < len(self.cols):
            b = int(np.searchsorted(self.col_ptr, self.col_ptr[a] + step, side="left"))
            b = max(b, a + 1)
            lo, hi = self.col_ptr[a], ends[b - 1]
            out[self.cols[a:b]] = np.add.reduceat(by_row[self.row_by_col[lo:hi]], self.col_ptr[a:b] - lo, axis=0)
            a = b
        return out


def log_sum(x, axis):
    top = x.max(axis=axis, keepdims=True)
    return np.squeeze(top, axis) + np.log(np.exp(x - top).sum(axis=axis))


def loss_and_gradient(seq, gold, weights, bias, trans):
    emit = seq.emissions(weights) + bias
    step = np.where(OK, trans, -1e4)
    by_row, by_trans, loss = np.zeros_like(emit), np.zeros((LABELS, LABELS)), 0.0
    for start, count, length in seq.batches:
        e = emit[start:start + count * length].reshape(count, length, LABELS)
        y = gold[start:start + count * length].reshape(count, length)
        alpha = np.empty_like(e)
        alpha[:, 0] = e[:, 0] + step[0]
        for t in range(1, length):
            alpha[:, t] = e[:, t] + log_sum(alpha[:, t - 1][:, :, None] + step[None], 1)
        beta = np.empty_like(e)
        beta[:, -1] = step[:, 0]
        for t in range(length - 2, -1, -1):
            beta[:, t] = log_sum(step[None] + (e[:, t + 1] + beta[:, t + 1])[:, None, :], 2)
        z = log_sum(alpha[:, -1] + step[:, 0], 1)
        loss += z.sum()
        p = np.exp(alpha + beta - z[:, None, None])
        k = np.arange(count)
        by_trans[0] += p[:, 0].sum(0)
        by_trans[:, 0] += p[:, -1].sum(0)
        for t in range(1, length):
            m = np.exp(alpha[:, t - 1][:, :, None] + step[None] + (e[:, t] + beta[:, t])[:, None, :] - z[:, None, None])
            by_trans += m.sum(0)
        for t in range(length):
            loss -= e[k, t, y[:, t]].sum()
            p[k, t, y[:, t]] -= 1
            before = y[:, t - 1] if t else np.zeros(count, int)
            loss -= step[before, y[:, t]].sum()
            np.add.at(by_trans, (before, y[:, t]), -1)
        loss -= step[y[:, -1], 0].sum()
        np.add.at(by_trans, (y[:, -1], np.zeros(count, int)), -1)
        by_row[start:start + count * length] = p.reshape(-1, LABELS)
    return loss, seq.gradient(by_row, len(weights)), by_row.sum(0), np.where(OK, by_trans, 0)


def fit(seq, gold, columns, rounds, sigma2):
    """L-BFGS with a memory of 8 and a backtracking line search"""
    size = columns * LABELS

    def f(x):
        w = x[:size].reshape(columns, LABELS)
        b, t = x[size:size + LABELS], x[size + LABELS:].reshape(LABELS, LABELS)
        loss, gw, gb, gt = loss_and_gradient(seq, gold, w, b, t)
        g = np.concatenate([gw.ravel(), gb, gt.ravel()])
        return loss + (x @ x) / (2 * sigma2), g + x / sigma2

    x = np.zeros(size + LABELS + LABELS * LABELS)
    value, g = f(x)
    memory, step = [], 1.0 / np.abs(g).sum()
    for _ in range(rounds):
        d, stack = -g, []
        for s, y, rho in reversed(memory):
            a = rho * (s @ d)
            stack.append(a)
            d = d - a * y
        if memory:
            s, y, rho = memory[-1]
            d = d * ((s @ y) / (y @ y))
        for (s, y, rho), a in zip(memory, reversed(stack)):
            d = d + (a - rho * (y @ d)) * s
        slope, t = g @ d, step if not memory else 1.0
        while True:
            x2 = x + t * d
            value2, g2 = f(x2)
            if value2 <= value + 1e-4 * t * slope or t < 1e-10:
                break
            t *= 0.4
        s, y = x2 - x, g2 - g
        if s @ y > 1e-10:
            memory = (memory + [(s, y, 1.0 / (s @ y))])[-8:]
        done = value - value2 < 1e-4 * value
        x, value, g = x2, value2, g2
        if done:
            break
    return x[:size].reshape(columns, LABELS), x[size:size + LABELS], x[size + LABELS:].reshape(LABELS, LABELS)


def viterbi(emit, step):
    best, back = emit[0] + step[0], []
    for e in emit[1:]:
        all_ways = best[:, None] + step
        back.append(all_ways.argmax(0))
        best = all_ways.max(0) + e
    label = int((best + step[:, 0]).argmax())
    out = [label]
    for b in reversed(back):
        label = int(b[label])
        out.append(label)
    return out[::-1]


def train(stretches, labels, rounds=None, least=None, sigma2=None):
    """the features kept, in order, and their weights, bias and transitions"""
    keys, count = np.unique(np.concatenate([w[3] for s in stretches for w in s]), return_counts=True)
    keep = count >= (least or LEAST)
    keys, count = keys[keep], count[keep]
    for turn in range(2):
        seq = Sequences(stretches, keys)
        gold = np.array([y for o in seq.order for y in labels[o]], int)
        n = rounds or ROUNDS
        weights, bias, trans = fit(seq, gold, len(keys), n if turn else n // 2, sigma2 or SIGMA2)
        if turn == 0:
            keys, count = select(keys, weights, count)
    return keys, weights, bias, trans


def select(keys, weights, count):
    """the features that the file has room for: the strongest of each line"""
    strength = np.abs(weights).max(1) * np.log1p(count)
    room, kept = np.zeros(LINES, int), []
    for i in np.argsort(-strength, kind="stable").tolist():
        line = int(keys[i]) & (LINES - 1)
        if room[line] < SLOTS and strength[i] > 0.02 and int(keys[i]) >> 14 & 0xFFFFFF:
            room[line] += 1
            kept.append(i)
    kept.sort()
    return keys[kept], count[kept]


def whole(x, top):
    return np.clip(np.rint(x * SCALE), -top, top).astype(np.int64)


def rounded(weights, bias, trans):
    return whole(weights, 127), whole(bias, 30000), np.where(OK, whole(trans, 8000), -30000)


def head_bytes(language):
    """the lines before the numbers, an empty one behind them, padded so that the numbers are aligned"""
    head = (HEAD % language + CREDITS.get(language, "")).encode("utf-8")
    return head + b"#" * ((2 - len(head)) % 4) + b"\n\n"


def write(path, language, keys, weights, bias, trans):
    w, b, t = rounded(weights, bias, trans)
    head = head_bytes(language)
    slot, used = bytearray(LINES * SLOTS * 16), [0] * LINES
    for i, x in enumerate(keys.tolist()):
        line, check = x & (LINES - 1), x >> 14 & 0xFFFFFF
        if not w[i].any():
            continue
        at = (line * SLOTS + used[line]) * 16
        used[line] += 1
        slot[at:at + 3] = check.to_bytes(3, "little")
        slot[at + 3:at + 16] = w[i].astype(np.int8).tobytes()
    body = struct.pack("<II", LINES, LABELS) + b.astype("<i2").tobytes() + t.astype("<i2").tobytes()
    body += b"\0" * (-len(body) % 4)
    with open(path, "wb") as f:
        f.write(head + body + bytes(slot))


def tag(stretches, keys, weights, bias, trans):
    w, b, t = rounded(weights, bias, trans)
    for stretch in stretches:
        emit = []
        for word in stretch:
            at = np.minimum(np.searchsorted(keys, word[3]), len(keys) - 1)
            emit.append(b + w[at[keys[at] == word[3]]].sum(0))
        yield viterbi(emit, t)


def load(tool, language, paths):
    out = []
    for path in paths:
        set_rows = rows(path)
        out.append((set_rows, features(tool, language, [r["text"] for r in set_rows])))
    return out


def cross(tool, language, paths, folds, only=None):
    sets = load(tool, language, paths)
    tally = np.zeros((len(sets), 3), int)
    by_type = np.zeros((len(sets), 3, 3), int)
    for fold in range(only or folds):
        stretches, labels = [], []
        for set_rows, found in sets:
            for i, row in enumerate(set_rows):
                if i * folds // len(set_rows) != fold:
                    entities = byte_entities(row)
                    for s in found[i]:
                        stretches.append(s)
                        labels.append(gold_labels(s, entities))
        model = train(stretches, labels)
        for k, (set_rows, found) in enumerate(sets):
            for i, row in enumerate(set_rows):
                if i * folds // len(set_rows) != fold:
                    continue
                said = {e for s, y in zip(found[i], tag(found[i], *model)) for e in spans(s, y)}
                gold = set(byte_entities(row, False))
                tally[k] += len(said & gold), len(said), len(gold)
                for e in said & gold:
                    by_type[k, e[2], 0] += 1
                for e in said:
                    by_type[k, e[2], 1] += 1
                for e in gold:
                    by_type[k, e[2], 2] += 1
        for k, path in enumerate(paths):
            t, p, g = tally[k]
            print("fold %d %s P %.4f R %.4f F1 %.4f  by type %s" % (
                fold, path.rsplit("/", 1)[-1], t / max(p, 1), t / max(g, 1), 2 * t / max(p + g, 1),
                " ".join("%.3f" % (2 * a / max(b + c, 1)) for a, b, c in by_type[k].tolist())), flush=True)


def main(args):
    if args[0] == "--cross":
        cross(args[2], args[3], args[4:], int(args[1]))
        return
    tool, language, out, paths = args[0], args[1], args[2], args[3:]
    stretches, labels = [], []
    for set_rows, found in load(tool, language, paths):
        for row, row_stretches in zip(set_rows, found):
            entities = byte_entities(row)
            for s in row_stretches:
                stretches.append(s)
                labels.append(gold_labels(s, entities))
    write(out, language, *train(stretches, labels))


if __name__ == "__main__":
    main(sys.argv[1:])
