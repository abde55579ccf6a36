#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Train packs/all/language.model: which language a text is in, by runs of 3 to 5 characters and by words (multinomial naive
Bayes; Cavnar & Trenkle 1994 for the runs), and for near relatives by their words alone (naive Bayes with a Dirichlet prior
that knows the word lists of both).  Python 3 standard library only; the same input gives the same bytes.

  train_language.py [--fold K/N] SCRIPTS.TSV SOURCES.TSV DEBS OUT LID.JSONL[.gz] [ID=MORE.JSONL.gz...]

Rows are {"lang", "text"} and, where known, "src", the kind of text.  Only texts under an open licence may go in; they are named in the model's head.  DEBS is a folder for the
Debian packages of SOURCES.TSV (tools/language_sources.tsv); those it lacks are fetched.  LANG=FILE adds texts of one language to
the words of the relatives.  Languages that SCRIPTS.TSV knows by their script alone are left out.  --fold leaves out every N-th
row, for measuring: those whose MD5 modulo N is K; of NusaX, which is the same sentences in each language, the K-th ones of each.

Layout of the file, little-endian (read in place by src/language/model.c): lines of text up to an empty one; then, padded to a
multiple of 4, u32 languages, u32 buckets (a power of two), u32 bytes of records, u32 pairs, u32 slots of pairs (a power of two);
languages * (7 bytes tag, u8 quarter nats that it is behind from the start); buckets * 16 u32: 13 bits fingerprint, 19 bits offset of the record in units of 4 bytes, 0 empty; records,
runs that say the same share one: u8 count, u8 0, then count * (u8 language, u8 weight in quarter nats), or u8 0, u8 1 and a
weight for each language; each padded to a multiple of 4; pairs * (u16, u16) languages; slots * u32: 24 bits fingerprint, 8 bits signed
weight for the first language in 1/16 nat, 0 empty.  A run and a word stand in one bucket only: a line of cache."""
import collections
import gzip
import hashlib
import json
import math
import os
import struct
import sys
import unicodedata

import language_texts

# FLOOR: the share that a run never met in a language is taken to have; CLIP: nats below the best at which all are the same;
# SHARE: of the Debian translations and of the word lists in what is counted; LEAST: nats that are worth their byte
LEAST_RUN, ORDER, FLOOR, CLIP, LEAST, SHARE = 3, 5, 1e-6, 6.5, 1.0, 0.2
BUCKETS, WAYS, RUNS, WORD = 1 << 13, 16, 95000, 24
TEXT_LETTERS, LIST_WORDS = 100000, 6000
# relatives, told apart by words: PRIOR the weight of what both share beside the counts, UNMET the share of a word that no text
# has, ABSENT what is left of it where the language's list lacks the word, MESSAGES the weight of Debian translations, OFTEN of
# word frequencies, MORE of texts that only one of the two has
PAIRS, PRIOR, UNMET, ABSENT = (("id", "ms"), ("bs", "hr"), ("cs", "sk")), 0.8, 2e-7, 0.1
MESSAGES, OFTEN, MORE, NEW, LEAST_PAIR, SLOTS = 0.1, 0.6, 0.008, 1e-6, 0.125, 1 << 16
# languages that few pages are in, beside those of their relatives: nats that a text must speak more clearly for them
BEHIND = {**dict.fromkeys(("ace", "ban", "bbc", "bjn", "bug", "mad", "min", "nij"), 12), "jv": 4, "su": 4}
MASK = (1 << 64) - 1
HEAD = """#! format 4
#! language all
#! licence Apache-2.0 (the weights; counts of runs of characters and of words, no text)
#! origin tools/train_language.py
# Trained in November 2026 on: sentences of the lingua test data (Apache-2.0; Leipzig Corpora Collection, CC BY 4.0), DSL Corpus
# Collection v2.0 (CC0), NusaX (CC BY-SA 4.0), Tatoeba (CC BY 2.0 FR), Universal Declaration of Human Rights (public domain);
# Indonesian words also on UD Indonesian-GSD and -CSUI (CC BY-SA 4.0), NERGrit (Apache-2.0), idner-news-2k (MIT), IndoNLI
# (CC BY-SA 4.0); translations of LibreOffice and Firefox (MPL 2.0), word lists of Tesseract (Apache-2.0) and of the Indonesian
# Hunspell dictionary (LGPL 3), all as Debian 12 packages them; frequencies of Indonesian and Malay words of wordfreq 3.1.1
# (CC BY-SA 4.0; from OpenSubtitles, Wikipedia and others): tools/language_sources.tsv.
"""


def simple_lower(c):
    low = c.lower()
    return low if len(low) == 1 else c


LETTER = {}


def normal(text):
    out = [" "]
    for c in text:
        low = LETTER.get(c)
        if low is None:
            low = LETTER[c] = simple_lower(c) if unicodedata.category(c)[0] in "LM" else ""
        if low:
            out.append(low)
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


def word_hash(word):
    h = 0x9E3779B97F4A7C15
    for c in word:
        h = (h ^ ord(c)) * 0x100000001B3 & MASK
    return h


def hash_of(run):
    """Runs are hashed from their end, words from their beginning: that is how the reader meets them."""
    if len(run) > 1 and run[0] == "#":
        return mix(word_hash(run[1:]))
    h = 0xCBF29CE484222325
    for c in reversed(run):
        h = (h ^ ord(c)) * 0x100000001B3 & MASK
    return mix(h)


def rows_of(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        for line in f:
            yield json.loads(line)


def digest(text):
    return hashlib.md5(text.encode()).hexdigest()


def shares(texts):
    """Runs with their share of all runs of the texts."""
    count = collections.Counter()
    for text in texts:
        count.update(runs(normal(text)))
    total = sum(count.values())
    return {run: c / total for run, c in count.items()} if total else {}


def some(texts, letters):
    """Texts of more than 25 characters in the order of their digests, up to so many letters: an even sample."""
    out, size = [], 0
    for text in sorted({t for t in texts if len(t) > 25}, key=digest):
        if size >= letters:
            break
        out.append(text)
        size += len(text)
    return [" . ".join(out)]


def is_plain(word):
    return len(word) > 1 and word.isalpha() and word[1:] == word[1:].lower()


def table_of(langs, rows, messages, lists):
    """run -> [(language, share)], the three kinds of text mixed."""
    table = {}
    for i, lang in enumerate(langs):
        parts = [(1.0, shares(rows[lang]))]
        for texts in ([some(messages[lang], TEXT_LETTERS)] if lang in messages else []) + \
                     ([[" ".join(sorted(lists[lang], key=digest)[:LIST_WORDS])]] if lang in lists else []):
            parts = [(w - SHARE if k == 0 else w, s) for k, (w, s) in enumerate(parts)] + [(SHARE, shares(texts))]
        mixed = collections.defaultdict(float)
        for weight, share in parts:
            for run, s in share.items():
                mixed[run] += weight * s
        for run, s in mixed.items():
            if s > FLOOR:
                table.setdefault(run, []).append((i, s))
    return table


def record_of(pairs):
    """What a run says: (language, weight in quarter nats), the heaviest first."""
    weights = [(math.log((s + FLOOR) / FLOOR), i) for i, s in pairs]
    base = max(0.0, max(weights)[0] - CLIP)
    weights = sorted((-round((w - base) * 4), i) for w, i in weights if w - base >= LEAST)
    return tuple((i, min(-w, 255)) for w, i in weights)


def choose(table, langs):
    """The records that tell most for their length: how far a run's share by language is from even, times how often it is met.
    Runs of one and two characters are counted, for they are part of what a share is a share of, but the reader does not look
    them up: they tell little and cost most."""
    rated = []
    for run, pairs in table.items():
        share = sum(s for _, s in pairs)
        gain = sum(s * math.log(s * len(langs) / share) for _, s in pairs)
        record = record_of(pairs)
        if len(run) >= LEAST_RUN and record and gain > 0:
            cost = 3 + len(record) + len({w for _, w in record})
            rated.append((-round(gain * 1e9 / cost ** POWER), run, record))
    rated.sort()
    return [(run, record) for _, run, record in rated[:RUNS]]


POWER = 0.7


def words_of(text):
    return normal(text).split()


def shares_of(domains):
    """word -> share, of the domains' words, each domain given the weight beside it: [(weight, Counter)]."""
    out = collections.defaultdict(float)
    for weight, count in domains:
        size = sum(count.values())
        for word, c in count.items():
            out[word] += weight * c / size
    return out


def pair_shares(pair, domains, messages, often, more):
    """For each of the pair, word -> share. Texts of a kind that both have weigh the same in both, whatever their number, so that
    no word speaks for a language because it is one of news or of conversation; what only one has adds a little."""
    count = {lang: {d: collections.Counter(w for t in texts for w in words_of(t)) for d, texts in domains[lang].items()} for lang in pair}
    size = {d: min(sum(count[lang][d].values()) for lang in pair) for d in set(count[pair[0]]) & set(count[pair[1]])}
    total, out = sum(size.values()), []
    for lang in pair:
        parts = [(size[d] / total, count[lang][d]) for d in sorted(size)]
        if all(messages.get(of) for of in pair):
            said = collections.Counter(w for t in messages[lang] for w in words_of(t))
            parts = [(weight * (1 - MESSAGES), c) for weight, c in parts] + [(MESSAGES, said)]
        if all(often.get(of) for of in pair):
            parts = [(weight * (1 - OFTEN), c) for weight, c in parts] + [(OFTEN, often[lang])]
        alone = sum((c for d, c in sorted(count[lang].items()) if d not in size), collections.Counter()) + more.get(lang, collections.Counter())
        out.append(shares_of(parts + [(MORE, alone)]))
    return out


def pair_weights(pair, domains, messages, often, lists, more):
    """word -> (nats for the first of the pair, how often it is met). A word that a language's list lacks is taken to be rarer in
    it; one that no text has is met as often as NEW."""
    share = pair_shares(pair, domains, messages, often, more)
    known = [{w.lower() for w in lists.get(lang, ())} for lang in pair]
    out = {}
    for word in set(share[0]) | set(share[1]) | known[0] ^ known[1]:
        pool, nats = (share[0].get(word, 0) + share[1].get(word, 0)) / 2, []
        for of, list_of in zip(share, known):
            prior = (pool + UNMET) * (1 if not list_of or word in list_of else ABSENT)
            nats.append(math.log((of.get(word, 0) + PRIOR * prior) / (1 + PRIOR)))
        if len(word) <= WORD:
            out[word] = nats[0] - nats[1], pool + NEW
    return out


def table_slots(items, buckets, shift):
    """The slots of a table where an item, (hash, bits below `shift`), stands in one bucket under the top 32 - shift bits of its
    hash. What finds its bucket full is left out: it is what tells least of those there (a few in a thousand)."""
    table = [[] for _ in range(buckets)]
    for h, value in items:
        bucket = table[h & buckets - 1]
        if len(bucket) < WAYS and all(slot >> shift != h >> 32 + shift for slot in bucket):
            bucket.append(h >> 32 + shift << shift | value)
    return [slot for bucket in table for slot in bucket + [0] * (WAYS - len(bucket))]


def pair_table(pairs, weights):
    """The words that tell most for how often they are met first, as many as fill 4 of 5 slots."""
    rated = sorted((-round(abs(w) * met * 1e9), k, word, w) for k, of in enumerate(weights) for word, (w, met) in of.items()
                   if abs(w) >= LEAST_PAIR)
    return table_slots([(mix(word_hash(word) ^ (k + 1)), max(-127, min(127, round(w * 16))) & 255)
                        for _, k, word, w in rated[:SLOTS * 4 // 5]], SLOTS // WAYS, 8)


def lay_records(records, languages):
    """The bytes of all records, the most telling runs' first, and the offset of each distinct one in units of 4 bytes."""
    blob, place = bytearray(4), {}
    for _, record in records:
        if record in place:
            continue
        place[record] = len(blob) // 4
        if len(record) * 2 < languages:
            blob += bytes((len(record), 0)) + bytes(b for pair in record for b in pair)
        else:
            weight = dict(record)
            blob += bytes((0, 1)) + bytes(weight.get(i, 0) for i in range(languages)) 
        blob += bytes(-len(blob) % 4)
    assert len(blob) // 4 < 1 << 19
    return blob, place


def write(out, langs, records, pairs, slots):
    blob, place = lay_records(records, len(langs))
    laid = table_slots([(hash_of(run), place[record]) for run, record in records], BUCKETS, 19)
    head = HEAD.encode()
    fill = -(len(head) + 3 + 20 + 8 * len(langs)) % 64  # the buckets begin at a multiple of 64
    head += b"#" * (1 + fill) + b"\n\n"
    with open(out, "wb") as f:
        f.write(head)
        f.write(struct.pack("<5I", len(langs), BUCKETS, len(blob), len(pairs), SLOTS))
        for lang in langs:
            f.write(struct.pack("<7sB", lang.encode(), 4 * BEHIND.get(lang, 0)))
        f.write(struct.pack("<%dI" % len(laid), *laid))
        f.write(blob)
        for a, b in pairs:
            f.write(struct.pack("<2H", langs.index(a), langs.index(b)))
        f.write(struct.pack("<%dI" % SLOTS, *slots))


def main():
    args, part, parts = sys.argv[1:], -1, 1
    if args and args[0] == "--fold":
        part, parts = (int(x) for x in args[1].split("/"))
        args = args[2:]
    scripts, list_of_sources, debs, out, lid = args[:5]
    with open(scripts, encoding="utf-8") as f:
        skip = {line.rstrip("\n").split("\t")[1] for line in f if line.strip() and not line.startswith("#")}
    packages = language_texts.sources(list_of_sources)
    os.makedirs(debs, exist_ok=True)
    language_texts.fetch(debs, packages)
    messages, lists, often = collections.defaultdict(set), collections.defaultdict(set), {}
    for package, version, kind, lang in packages:
        if kind == "freq":
            often[lang] = language_texts.frequencies(debs, package, version, lang)
            continue
        found = language_texts.read(debs, package, version, kind)
        if kind in ("mo", "ftl"):
            messages[lang].update(found)
        elif lang not in skip:
            lists[lang].update(w for w in found if is_plain(w))
    domains, seen = collections.defaultdict(lambda: collections.defaultdict(list)), collections.Counter()
    for row in rows_of(lid):
        same = row.get("src") == "NusaX"
        fold = seen[row["lang"]] if same else int(digest(row["text"]), 16)
        seen[row["lang"]] += same
        if row["lang"] not in skip and fold % parts != part:
            domains[row["lang"]][row.get("src", "")].append(row["text"])
    more = collections.defaultdict(collections.Counter)
    for item in args[5:]:
        lang, path = item.split("=", 1)
        for row in rows_of(path):
            for key in ("text", "a", "b", "premise", "hypothesis"):
                more[lang].update(words_of(row.get(key) or ""))
    langs = sorted(domains)
    rows = {lang: [text for texts in of.values() for text in texts] for lang, of in domains.items()}
    lower = {lang: {w.lower() for w in words} for lang, words in lists.items()}
    records = choose(table_of(langs, rows, messages, lower), langs)
    weights = [pair_weights(pair, domains, messages, often, lists, more) for pair in PAIRS if set(pair) <= set(langs)]
    pairs = [pair for pair in PAIRS if set(pair) <= set(langs)]
    write(out, langs, records, pairs, pair_table(pairs, weights))
    print(len(langs), "languages,", len(records), "runs,", sum(len(w) for w in weights), "words of pairs,", os.path.getsize(out),
          "bytes", file=sys.stderr)


main()
