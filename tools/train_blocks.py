#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Train packs/all/blocks.model: which lines of a page are the article.  Python 3 and numpy; the same input gives the same bytes.

  train_blocks.py [--check] TOOL OUT PAGES.jsonl.gz...

TOOL is the built tools/block_features, which prints what the program sees of a page.  Rows of PAGES are {"id", "url", "source",
"html" or "html_b64", "gold"}: gold "text" labels each line by the share of its words that an alignment with it finds, "with" and
"without" label the lines that hold those snippets.  Only sets under an open licence go in (SETS); the others are measured only.
Prints figures of 5-fold cross-validation by host: all pages of a host are in one part, each part is judged by a model that has
not seen it.  --check ends there.

Two sums of oblivious trees of depth 4 (gradient boosting on the logistic loss, Friedman 2001; each tree is grown on the pages of some
of the hosts, Friedman 2002), each the mean of three that drew other hosts (bagging, Breiman 1996); the second sees the scores that
models of the other parts gave to a line and its neighbours, and decides alone: what the first was sure of is a feature that it may
overrule.  Two tables of weights, log-odds by host: words in class names, words.

Layout of the file, little-endian (read by src/article/block_model.c): lines of text up to an empty one; u32 hash of the features'
names, u32 slots of the class table, u32 slots of the word table, u32 trees of the first look, u32 of the second, i32 base of
each, u32 0; each table: slots * u16 high half of the hash (0: empty), slots * i8 weight; each tree: 4 * u8 feature, 4 * i16
threshold, 16 * i16 leaf in 1/256 nat."""
import base64
import collections
import difflib
import gzip
import hashlib
import json
import math
import re
import struct
import subprocess
import sys

import numpy as np

SETS = {"scrapinghub", "trafilatura", "wcxb", "fundus"}
HEAD = """#! format 1
#! language all
#! licence Apache-2.0 (the weights; no text)
#! origin tools/train_blocks.py, %s
# Trained on the annotations of: scrapinghub article-extraction-benchmark (MIT), trafilatura evaluation data (Apache-2.0),
# web-content-extraction-benchmark by Murrough Foley (CC BY 4.0), fundus parser tests (MIT).

"""
DATE = "November 2026"
FOLDS, DEPTH, BINS, STEP, MOST = 5, 4, 32, 32, 48
# trees of each look, what each adds, what holds its leaves back, the share of the features and of the hosts that it is shown
TREES, RATE, LAMBDA, SHARE, HOSTS = (140, 110), 0.1, 4.0, 0.3, 0.6
# models of which the mean is taken: each was shown other hosts and other features
BAGS = 3
NO_TERM, LEVELS, SURE, CERTAIN, CODE, COMMENTS = 99, 6, 175, 500, 5, 14
# src/article/choice.c: words of a line that counts, words of a text that is an article, lines that are comments
LONG_LINE, ENOUGH_WORDS, SOME_COMMENTS = 8, 40, 3
# src/article/stretches.c: most that a line says, what it costs to go on after a pause, for each line of it, at most
LINE_MOST, AGAIN, PAUSE_LINE, PAUSE_MOST = 500, 80, 20, 600
WORD = re.compile(r"\w+")


def load(paths):
    out = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as f:
            rows = [json.loads(line) for line in f]
        out += [r for r in rows if "text" in r["gold"] or "with" in r["gold"]]
    return out


def raw(row):
    return base64.b64decode(row["html_b64"]) if "html_b64" in row else row["html"].encode("utf-8")


def host(row):
    """the site without its sub-domain: "news.kabar.example" and "kabar.example" are in one part"""
    m = re.match(r"https?://([^/:]+)", row.get("url") or "")
    part = (m.group(1) if m else row.get("domain") or row["id"]).lower().split(".")
    keep = 3 if len(part) > 2 and len(part[-2]) <= 3 else 2
    return ".".join(part[-keep:])


def part_of(name):
    return hashlib.sha256(name.encode()).digest()[0] % FOLDS


class Page:
    pass


def read(tool, rows):
    feed = b"".join(b"%d\n" % len(b) + b for b in map(raw, rows))
    out = subprocess.run([tool], input=feed, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "replace").split("\n")
    names, pages = out[0].split("\t"), []
    for line in out[1:]:
        cell = line.split("\t")
        if cell[0] == "P":
            page = Page()
            page.node, page.path, page.rows, page.terms, page.group, page.text, page.kind = {}, [], [], [], [], [], []
            pages.append(page)
        elif cell[0] == "N":
            page.node[int(cell[1])] = [int(t) for t in cell[2].split()]
        elif cell[0] == "L":
            page.kind.append(cell[1])
            page.path.append([int(n) for n in cell[2].split()])
            page.rows.append([int(v) for v in cell[3:3 + len(names)]])
            page.terms.append([int(t) for t in cell[-3].split()])
            page.group.append(int(cell[-2]))
            page.text.append(cell[-1])
    assert len(pages) == len(rows)
    for page, row in zip(pages, rows):
        page.id, page.host, page.source, page.gold = row["id"], host(row), row["source"], row["gold"]
        page.part = part_of(page.host)
    return names, pages


def align(lines, gold):
    words, owner = [], []
    for i, line in enumerate(lines):
        for w in WORD.findall(line):
            words.append(w)
            owner.append(i)
    total = collections.Counter(owner)
    found = collections.Counter()
    for i, _, n in difflib.SequenceMatcher(None, words, WORD.findall(gold), autojunk=False).get_matching_blocks():
        found.update(owner[i:i + n])
    return [found[i] / total[i] if total[i] else -1.0 for i in range(len(lines))]


def squeeze(s):
    return " ".join(s.split())


def by_snippets(lines, gold):
    good = [squeeze(s) for s in gold.get("with", []) if s.strip()]
    bad = [squeeze(s) for s in gold.get("without", []) if s.strip()]
    out = []
    for line in lines:
        t = squeeze(line)
        if any(s in t for s in good):
            out.append(1.0)
        elif any(s in t or (len(t) > 15 and t in s) for s in bad):
            out.append(0.0)
        else:
            out.append(1.0 if len(t) > 25 and any(t in s for s in good) else -1.0)
    return out


def label(page):
    """1 in the text, 0 not, -1 not known; the alignment finds small words everywhere"""
    if "text" in page.gold:
        return [1 if s >= 0.6 else 0 if 0 <= s <= 0.3 else -1 for s in align(page.text, page.gold["text"])]
    return [int(s) for s in by_snippets(page.text, page.gold)]


class Table:
    """log-odds of terms, by host, without the hosts of one part"""

    def __init__(self, least, prior):
        self.least, self.prior = least, prior
        self.stat = collections.defaultdict(lambda: collections.defaultdict(lambda: [0.0, 0.0]))

    def add(self, name, counts):
        for term, (a, b) in counts.items():
            s = self.stat[term][name]
            s[0] += a / (a + b)
            s[1] += b / (a + b)

    def weights(self, without):
        out = {}
        for term, hosts in self.stat.items():
            share = [a / (a + b) for name, (a, b) in sorted(hosts.items()) if part_of(name) != without]
            if len(share) >= self.least:
                good = sum(share)
                odds = (good + 0.3 * self.prior) / (len(share) - good + 0.7 * self.prior)
                out[term] = max(-98, min(98, round(16 * math.log(odds))))
        return out


def chain(page, i, main_up):
    return [page.node[n] for n in page.path[i][:min(page.rows[i][main_up], LEVELS)] if n in page.node]


def mean(values):
    return (sum(values) + 128 * len(values)) // len(values) - 128


def fill_terms(page, col, classes, words):
    """the features that src/article/terms.c fills in"""
    for i, row in enumerate(page.rows):
        known = [[classes[t] for t in node if t in classes] for node in chain(page, i, col["main_up"])]
        known = [k for k in known if k]
        row[col["class_own"]] = mean(known[0]) if known else NO_TERM
        row[col["class_low"]] = min(map(min, known)) if known else NO_TERM
        row[col["class_high"]] = max(map(max, known)) if known else NO_TERM
        said = [words[t] for t in page.terms[i] if t in words] if row[col["linked"]] < 90 else []
        row[col["term_mean"]] = mean(said) if said else NO_TERM
        row[col["term_low"]] = min(said) if said else NO_TERM
        row[col["term_high"]] = max(said) if said else NO_TERM


def tables(pages, col):
    classes, words = Table(3, 2.0), Table(5, 2.0)
    for page in pages:
        if page.source not in SETS:
            continue
        c, w = collections.defaultdict(lambda: [0.0, 0.0]), collections.defaultdict(lambda: [0.0, 0.0])
        for i, row in enumerate(page.rows):
            if page.label[i] < 0:
                continue
            for t in set().union(*chain(page, i, col["main_up"])):
                c[t][1 - page.label[i]] += math.isqrt(16 * row[col["words"]])
            if row[col["linked"]] < 90:
                for t in set(page.terms[i]):
                    w[t][1 - page.label[i]] += 1
        classes.add(page.host, {t: v for t, v in c.items() if sum(v) > 0})
        words.add(page.host, w)
    return classes, words


def second_look(page, X, col, score):
    """the features that src/article/scores.c fills in"""
    n = len(score)
    if n == 0:
        return
    small = (np.clip(score, -MOST * STEP, MOST * STEP) + MOST * STEP) // STEP - MOST
    words = X[:, col["words"]].astype(np.int64)
    mass = np.where(small > 0, words, 0)
    total = int(mass.sum())
    pad = np.concatenate([np.full(5, -MOST), small, np.full(5, -MOST)])
    for name, off in (("score", 0), ("score_a1", -1), ("score_z1", 1), ("score_a2", -2), ("score_z2", 2), ("score_a3", -3), ("score_z3", 3)):
        X[:, col[name]] = pad[5 + off:5 + off + n]
    run = np.concatenate([[0], np.cumsum(pad + MOST)])
    X[:, col["score_near"]] = (run[11:11 + n] - run[:n]) // 11 - MOST
    weight = 2 + np.minimum(words, 60)

    def pools(key, score_name, mass_name):
        _, inv = np.unique(np.array(key), return_inverse=True)
        s = np.bincount(inv, weights=(small + MOST) * weight).astype(np.int64)
        w = np.bincount(inv, weights=weight).astype(np.int64)
        m = np.bincount(inv, weights=mass).astype(np.int64)
        X[:, col[score_name]] = (s // w - MOST)[inv]
        if mass_name:
            X[:, col[mass_name]] = (m * 100 // total)[inv] if total else 0
    pools([p[1] if len(p) > 1 else 0 for p in page.path], "score_parent", "mass_parent")
    pools([p[2] if len(p) > 2 else 0 for p in page.path], "score_grand", "mass_grand")
    pools(page.group, "score_group", None)
    held = collections.Counter()
    for i, p in enumerate(page.path):
        held[p[1] if len(p) > 1 else 0] += int(mass[i])
    most = max(held.values())
    main = next(p for p in page.path if most and held[p[1] if len(p) > 1 else 0] == most)[1:] if most else []
    above = {n: k for k, n in enumerate(main + [0])}
    for i, p in enumerate(page.path):
        up = next((k for k, n in enumerate(p) if n in above), len(p))
        down = above[p[up]] if up < len(p) else len(main)
        X[i, col["mass_up"]], X[i, col["mass_down"]] = min(up, 30), min(down, 30)
    inside = collections.Counter()
    for i, p in enumerate(page.path):
        for node in p if mass[i] else ():
            inside[node] += int(mass[i])
    sure = (small > 8) & (words >= 8)
    head = next((i for i in range(n) if X[i, col["from_headline"]] == 0), None)
    for name, anchor in (("mass_head", head), ("mass_lead", int(sure.argmax()) if sure.any() else None)):
        X[:, col[name]] = X[:, col[name + "_words"]] = -1
        if anchor is None:
            continue
        chain = page.path[anchor]
        above = {node: k for k, node in enumerate(chain + [0])}
        for i, p in enumerate(page.path):
            down = min(30, next((above[node] for node in p if node in above), len(chain)))
            nearer = inside[chain[down - 1]] if down else 0
            X[i, col[name]] = nearer * 100 // total if total else 0
            X[i, col[name + "_words"]] = min(nearer, 1000)
    before = np.cumsum(mass) - mass
    X[:, col["mass_before"]] = before * 100 // total if total else 0
    X[:, col["mass_after"]] = (total - before - mass) * 100 // total if total else 0
    X[:, col["mass_all"]] = min(3000, total)
    for name, order in (("sure_from", range(n)), ("sure_to", range(n - 1, -1, -1))):
        far = 60
        for i in order:
            X[i, col[name]] = far
            far = 1 if sure[i] else min(60, far + 1)


class Boost:
    """oblivious trees; leaves are in 1/256 nat"""

    def __init__(self, X, y, w, host, use, trees, bag):
        self.base = round(256 * math.log(max(1e-9, (w * y).sum()) / max(1e-9, (w * (1 - y)).sum())))
        self.tree = []
        cuts = [self.cuts(X[:, f]) for f in use]
        B = [np.searchsorted(c, X[:, f], side="left").astype(np.int64) for f, c in zip(use, cuts)]
        score = np.full(len(y), float(self.base))
        rng = np.random.default_rng(7 + bag)
        live = [k for k in range(len(use)) if len(cuts[k])]
        hosts = np.unique(host)
        for _ in range(trees):
            p = 1 / (1 + np.exp(-score / 256))
            g, h = w * (y - p), w * p * (1 - p)
            ask = sorted(rng.choice(live, size=max(8, int(len(live) * SHARE)), replace=False))
            shown = np.isin(host, rng.choice(hosts, size=int(len(hosts) * HOSTS), replace=False))
            g, h, part = g[shown], h[shown], {k: B[k][shown] for k in ask}
            leaf, at = np.zeros(len(g), dtype=np.int64), np.zeros(len(y), dtype=np.int64)
            tree = []
            for level in range(DEPTH):
                k, b = self.best(part, cuts, ask, leaf, g, h, 1 << level)
                tree.append((use[k], int(cuts[k][b])))
                leaf |= (part[k] > b).astype(np.int64) << level
                at |= (B[k] > b).astype(np.int64) << level
            G, H = np.bincount(leaf, g, 1 << DEPTH), np.bincount(leaf, h, 1 << DEPTH)
            value = np.round(256 * RATE * G / (H + LAMBDA)).astype(int)
            self.tree.append((tree, [int(v) for v in np.round(value / BAGS)]))
            score += value[at]

    @staticmethod
    def cuts(v):
        """thresholds: the answer is yes above them"""
        q = np.unique(v)
        if len(q) > BINS:
            q = np.unique(np.quantile(v, np.linspace(0, 1, BINS + 1)[1:-1], method="lower"))
            return q
        return q[:-1]

    @staticmethod
    def best(B, cuts, ask, leaf, g, h, leaves):
        top = (-1.0, 0, 0)
        for k in ask:
            n = len(cuts[k]) + 1
            at = leaf * n + B[k]
            G = np.bincount(at, g, leaves * n).reshape(leaves, n)
            H = np.bincount(at, h, leaves * n).reshape(leaves, n)
            gl, hl = np.cumsum(G, axis=1)[:, :-1], np.cumsum(H, axis=1)[:, :-1]
            gr, hr = G.sum(axis=1, keepdims=True) - gl, H.sum(axis=1, keepdims=True) - hl
            gain = np.round((gl * gl / (hl + LAMBDA) + gr * gr / (hr + LAMBDA)).sum(axis=0), 6)
            b = int(gain.argmax())
            if gain[b] > top[0]:
                top = (float(gain[b]), k, b)
        return top[1], top[2]


class Bag:
    """the mean of some models: one sum of their trees"""

    def __init__(self, X, y, w, host, use, trees):
        models = [Boost(X, y, w, host, use, trees, bag) for bag in range(BAGS)]
        self.base = models[0].base
        self.tree = [tree for model in models for tree in model.tree]

    def score(self, X):
        out = np.full(len(X), self.base, dtype=np.int64)
        for tree, value in self.tree:
            leaf = np.zeros(len(X), dtype=np.int64)
            for level, (f, cut) in enumerate(tree):
                leaf |= (X[:, f] > cut).astype(np.int64) << level
            out += np.array(value)[leaf]
        return out


def shingles(text):
    t = WORD.findall(text)
    return collections.Counter(tuple(t[i:i + 4]) for i in range(max(1, len(t) - 3)) if t[i:i + 4])


def judge(pages, keep):
    """F1 of mean precision and recall over 4-word runs, share of pages with the very words; F1 of snippets"""
    rows = collections.defaultdict(list)
    hit = collections.defaultdict(lambda: [0, 0, 0])
    for page, k in zip(pages, keep):
        text = "\n\n".join(t for t, yes in zip(page.text, k) if yes)
        if "text" in page.gold:
            a, b = shingles(page.gold["text"]), shingles(text)
            both = sum((a & b).values())
            rows[page.source].append((both / max(1, sum(b.values())), both / max(1, sum(a.values())),
                                      WORD.findall(page.gold["text"]) == WORD.findall(text)))
        elif "with" in page.gold:
            t = squeeze(text)
            h = hit[page.source]
            h[0] += sum(squeeze(s) in t for s in page.gold["with"])
            h[1] += sum(squeeze(s) in t for s in page.gold.get("without", []))
            h[2] += len(page.gold["with"])
    out = []
    for source in sorted(rows):
        p, r, same = (sum(v) / len(v) for v in zip(*rows[source]))
        out.append("%s F1 %.4f P %.4f R %.4f exact %.3f" % (source, 2 * p * r / (p + r), p, r, same))
    for source, (good, bad, all_good) in sorted(hit.items()):
        out.append("%s F1 %.4f P %.4f R %.4f" % (source, 2 * good / (good + bad + all_good), good / (good + bad), good / all_good))
    return " | ".join(out)


def weights(pages, col):
    out = []
    for page in pages:
        w = np.array([math.isqrt(16 * (row[col["words"]] + 3)) for row in page.rows], dtype=float)
        w[np.array(page.label) < 0] = 0
        full = "text" in page.gold
        out.append(w * (500 / max(1.0, w.sum())) if full else w * 3 / 4)
    return np.concatenate(out)


def stretches(score, below, start):
    """what src/article/stretches.c makes of the scores: the best way through before, inside, pause, long pause, behind"""
    out = np.zeros(len(score), dtype=bool)
    value = score.tolist()
    for a, b in zip(start, start[1:]):
        best, step = [0, -10 ** 9, -10 ** 9, -10 ** 9, -10 ** 9], []
        for i in range(a, b):
            ways = (((best[0], 0),), ((best[0], 0), (best[1], 1), (best[2] - AGAIN, 2), (best[3] - AGAIN, 3)),
                    ((best[1] - PAUSE_LINE, 1), (best[2] - PAUSE_LINE, 2)), ((best[1] - PAUSE_MOST, 1), (best[3], 3)),
                    ((best[1], 1), (best[4], 4)))
            top = [max(w) for w in ways]
            step.append([s for _, s in top])
            best = [v for v, _ in top]
            best[1] += value[i]
        state = max((best[0], 0), (best[1], -1), (best[4], -4))[1]
        for i in range(b - 1, a - 1, -1):
            out[i] = (abs(state) == 1 or (state == 0 and below[i])) and value[i] > 0
            state = step[i - a][abs(state)]
    return out


def with_code(text, code, start):
    """a block of code is in where the text goes on around it"""
    out = text.copy()
    for a, b in zip(start, start[1:]):
        i = a
        while i < b:
            end = i + 1
            while code[i] and end < b and code[end]:
                end += 1
            if code[i]:
                above, below = i > a and text[i - 1], end < b and text[end]
                last, first = (text[end:b] & ~code[end:b]).any(), (text[a:i] & ~code[a:i]).any()
                out[i:end] = (above and last) or (below and first)
            i = end
    return out


class Data:
    def __init__(self, tool, paths):
        self.names, self.pages = read(tool, load(paths))
        self.col = {n: i for i, n in enumerate(self.names)}
        for page in self.pages:
            page.label = label(page)
        self.classes, self.words = tables(self.pages, self.col)
        for part in range(FOLDS):
            c, w = self.classes.weights(part), self.words.weights(part)
            for page in self.pages:
                if page.part == part:
                    fill_terms(page, self.col, c, w)
        self.start = np.concatenate([[0], np.cumsum([len(p.rows) for p in self.pages])])
        self.X = np.array([r for p in self.pages for r in p.rows], dtype=np.int64)
        self.y = np.maximum(0, np.array([v for p in self.pages for v in p.label]))
        self.w = weights(self.pages, self.col)
        hosts = {name: i for i, name in enumerate(sorted({p.host for p in self.pages}))}
        self.host = np.repeat([hosts[p.host] for p in self.pages], [len(p.rows) for p in self.pages])
        self.part = np.repeat([p.part for p in self.pages], [len(p.rows) for p in self.pages])
        may = np.repeat([p.source in SETS for p in self.pages], [len(p.rows) for p in self.pages])
        # most lines are links that nobody would take: one in four of them is enough
        easy = (self.X[:, self.col["linked"]] >= 90) & (self.X[:, self.col["kind"]] > 8) & (self.y == 0)
        self.w[easy] *= 4
        self.rows = may & (self.w > 0) & ~(easy & (np.arange(len(self.y)) % 4 != 0))
        second = [n for n in self.names if n.startswith(("score", "mass_", "sure_"))]
        self.use = ([self.col[n] for n in self.names if n not in second], list(range(len(self.names))))

    def fit(self, look, rows):
        return Bag(self.X[rows], self.y[rows], self.w[rows], self.host[rows], self.use[look], TREES[look])

    def apart(self, look):
        """each part scored by a model that has not seen it"""
        out = np.zeros(len(self.y), dtype=np.int64)
        for part in range(FOLDS):
            model = self.fit(look, self.rows & (self.part != part))
            out[self.part == part] = model.score(self.X[self.part == part])
        return out

    def look_again(self, score):
        for page, a, b in zip(self.pages, self.start, self.start[1:]):
            second_look(page, self.X[a:b], self.col, score[a:b])

    def comments(self, score, never):
        """what several readers write behind a text that is long enough, in elements that the markup calls comments"""
        out = np.zeros(len(score), dtype=bool)
        kind, words = self.X[:, self.col["kind"]] == COMMENTS, self.X[:, self.col["words"]]
        theirs = kind & (self.X[:, self.col["context"]] == COMMENTS)
        good = np.where(~kind & ~never & (score > 0) & (words >= LONG_LINE), words, 0)
        for a, b in zip(self.start, self.start[1:]):
            if (theirs[a:b] & (words[a:b] >= LONG_LINE)).sum() >= SOME_COMMENTS:
                out[a:b] = theirs[a:b] & (np.cumsum(good[a:b]) >= ENOUGH_WORDS)
        return out

    def keep(self, score):
        """what src/article/choice.c makes of the scores"""
        x = lambda name: self.X[:, self.col[name]]
        inside = (x("kind") > 0) & (x("kind") < 9)
        never = (np.isin(x("kind"), (0, 15, 16, 17, 19, 20)) | (np.isin(x("kind"), (11, 14)) & ((score <= SURE) | (x("label") == x("kind")))) | ((x("kind") == 11) & (x("prose") == 0)) |
                ((x("kind") == 10) & (x("linked") >= 90) & (x("shape") == 0) & (x("words") >= 8)) |
                ((x("label") < 22) & ~np.isin(x("position"), (2, 4))) | ((x("hidden") == 1) & (x("prose") == 0)) |
                ((x("said") >= 80) & (x("words") >= np.where(x("group_main") == 0, 20, np.where(score > CERTAIN, 70, 40)))))
        near = ((x("from_first") < 0) & (x("from_headline") >= -2) & (x("from_headline") <= 3) & (x("shape") == 0) &
                (x("words") <= 5) & (x("ends") == 0))
        announced = ~inside & (x("prose") == 0) & ((x("small") == 1) | (x("own_kind") == 25) | near |
                                                   ((x("from_headline") < 0) & (x("shape") == 0)))
        never |= announced & (score > 0)
        never |= self.comments(score, never)
        text = stretches(np.where(never, -10 ** 6, np.clip(score, -LINE_MOST, LINE_MOST)), x("from_headline") > 0, self.start)
        return with_code(text, x("shape") == CODE, self.start)

    def judge(self, keep):
        return judge(self.pages, [keep[a:b] for a, b in zip(self.start, self.start[1:])])


def table_bytes(weight):
    slots = 1
    while 3 * slots < 4 * len(weight):
        slots *= 2
    prints, values = [0] * slots, [0] * slots
    for term in sorted(weight):
        at = term & (slots - 1)
        while prints[at]:
            at = (at + 1) & (slots - 1)
        prints[at], values[at] = term >> 16 or 1, weight[term]
    return slots, struct.pack("<%dH" % slots, *prints) + struct.pack("<%db" % slots, *values)


def names_hash(names):
    h = 2166136261
    for byte in "".join(n + "\n" for n in names).encode():
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


def write(path, data, first, second):
    classes, words = table_bytes(data.classes.weights(-1)), table_bytes(data.words.weights(-1))
    out = struct.pack("<5I2iI", names_hash(data.names), classes[0], words[0], len(first.tree), len(second.tree), first.base, second.base, 0)
    out += classes[1] + words[1]
    for tree, value in first.tree + second.tree:
        out += struct.pack("<4B4h16h", *[f for f, _ in tree], *[c for _, c in tree], *value)
    with open(path, "wb") as f:
        f.write((HEAD % DATE).encode() + out)
    print("%s: %d bytes" % (path, len(out)))


def main():
    args = [a for a in sys.argv[1:] if a != "--check"]
    if len(args) < 3:
        sys.exit(__doc__)
    data = Data(args[0], args[2:])
    print("pages %d, lines %d, of these %d to train on" % (len(data.pages), len(data.y), data.rows.sum()))
    print("rules      ", data.judge((data.X[:, data.col["kind"]] < 9) & (data.X[:, data.col["kind"]] > 0)))
    score = data.apart(0)
    print("first look ", data.judge(data.keep(score)))
    data.look_again(score)
    score = data.apart(1)
    print("second look", data.judge(data.keep(score)))
    if "--check" not in sys.argv:
        second = data.fit(1, data.rows)
        write(args[1], data, data.fit(0, data.rows), second)


if __name__ == "__main__":
    main()
