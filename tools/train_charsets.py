#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write src/text/gen/charset_letters.h: how the letters of a language follow one another, and the bytes of East Asian text, for
telling the charset of a page that does not say it (src/text/charset_guess.c).  Python 3 standard library only; the same input
gives the same bytes.

  train_charsets.py LID.JSONL[.gz] LIBREOFFICE-L10N-ZH-TW.DEB > src/text/gen/charset_letters.h

Rows are {"lang", "text"}, texts under an open licence; they are named in the head of what is written, which holds costs (the
negative binary logarithm of a share, in eighths of a bit) and no text. The Debian package is for the traditional characters."""
import collections
import gzip
import json
import math
import sys
import unicodedata

import language_texts

# what is read in a charset of single bytes: languages whose letters are counted together, and the charsets they stand in
SINGLE = (
    ("da nb nn", "windows-1252"), ("sv", "windows-1252"), ("fi et", "windows-1252"), ("de", "windows-1252"),
    ("nl af", "windows-1252"), ("en id ms", "windows-1252"), ("fr", "windows-1252"), ("es ca", "windows-1252"),
    ("pt", "windows-1252"), ("it", "windows-1252"), ("is", "windows-1252"), ("sq", "windows-1252"), ("ga", "windows-1252"),
    ("cs sk", "windows-1250 ISO-8859-2"), ("pl", "windows-1250 ISO-8859-2"), ("hu", "windows-1250 ISO-8859-2"),
    ("bs hr sl", "windows-1250 ISO-8859-2"), ("ro", "windows-1250 ISO-8859-2"),
    ("ru", "windows-1251 KOI8-R"), ("uk", "windows-1251 KOI8-U"), ("be", "windows-1251 KOI8-U"), ("bg", "windows-1251 KOI8-R"),
    ("mk sr", "windows-1251"), ("el", "windows-1253 ISO-8859-7"), ("tr", "windows-1254"), ("he", "windows-1255"),
    ("ar", "windows-1256"), ("fa ur", "windows-1256"), ("th", "windows-874"), ("lt", "windows-1257"), ("lv", "windows-1257"),
    ("et", "windows-1257"))
PAIRS = (("zh", "GBK", "gbk"), ("zh-tw", "Big5", "big5"), ("ja", "EUC-JP", "euc_jp"), ("ja", "Shift_JIS", "cp932"),
         ("ko", "EUC-KR", "cp949"))
MARKS = "\u00a0¡£§©ª«®°´·º»¿‐–—‘’‚“”„•…‹›€№™"
# what comes next, beside the letters themselves
SMALL, CAPITAL, OTHER, MARK, FOREIGN, BAD = range(6)
# the last thing: nothing of a word; an ASCII small or capital letter; another small (or caseless) or capital letter
CONTEXTS = 5
# of a pair's bytes: one that cannot stand there, one that is a character alone
CANNOT, ALONE = 255, 254
# shares kept for what the texts show too little of; costs are cut at MOST bits
SHARE_MARK, SHARE_FOREIGN, SHARE_BAD, UNMET, MOST = 1 / 24, 2.0 ** -13, 2.0 ** -20, 0.1, 31


def cost(share):
    return min(8 * MOST, round(-8 * math.log2(share)))


def is_capital(c):
    return c.lower() != c


def contexts_of(text):
    """(what stood before, what comes), for each character that is not ASCII or stands behind a letter that is not."""
    before = 0
    for c in text:
        if ord(c) < 0x80:
            what, after = (SMALL, 1) if "a" <= c <= "z" else (CAPITAL, 2) if "A" <= c <= "Z" else (OTHER, 0)
        elif c in MARKS or not unicodedata.category(c).startswith(("L", "M")):
            what, after = MARK, 0
        else:
            what, after = c, 4 if is_capital(c) else 3
        if ord(c) >= 0x80 or before > 2:
            yield before, what
        before = after


def letters_of(text, charsets):
    """The letters of a text that its charsets hold, each with its capital or small twin."""
    met = collections.Counter(c for c in text if ord(c) >= 0x80 and unicodedata.category(c).startswith(("L", "M")))
    found = set()
    for c, count in met.items():
        if count * 20000 < sum(met.values()):
            continue
        for twin in {c, c.lower(), c.upper()}:
            if len(twin) == 1 and ord(twin) >= 0x80 and any(holds(name, twin) for name in charsets):
                found.add(twin)
    return sorted(found)


def holds(charset, c):
    try:
        return len(c.encode(charset.lower().replace("windows-", "cp").replace("iso-8859-", "iso8859_"))) == 1
    except UnicodeEncodeError:
        return False


def train_single(text, charsets):
    letters = letters_of(text, charsets)
    seen = [collections.Counter() for _ in range(CONTEXTS)]
    for before, what in contexts_of(text):
        seen[before][what if isinstance(what, int) or what in letters else FOREIGN] += 1
    rows = []
    for context in range(CONTEXTS):
        # behind ASCII only what is not ASCII is counted: the rest is the same whatever the charset
        whats = ([SMALL, CAPITAL, OTHER] if context > 2 else []) + letters
        total = sum(seen[context][w] for w in whats) + UNMET * len(whats)
        free = 1 - SHARE_MARK - SHARE_FOREIGN - SHARE_BAD
        share = {w: free * (seen[context][w] + UNMET) / total for w in whats}
        share.update({MARK: SHARE_MARK, FOREIGN: SHARE_FOREIGN, BAD: SHARE_BAD})
        rows.append([cost(share.get(w, 1)) for w in range(6)] + [cost(share[c]) for c in letters])
    return letters, rows


def encoded(c, codec):
    try:
        return c.encode(codec)
    except UnicodeEncodeError:
        return b""


def train_pairs(text, codec):
    lead, trail = collections.Counter(), collections.Counter()
    for c in text:
        pair = encoded(c, codec)
        if len(pair) == 2 and pair[0] != 0x8E:
            lead[pair[0]] += 1
            trail[pair[1]] += 1
    known = [bytes([a, b]) for a in range(0x81, 0x100) for b in range(0x40, 0x100) if is_pair(bytes([a, b]), codec)]
    leads, trails = sorted({k[0] for k in known}), sorted({k[1] for k in known})
    leads = costs_of(lead, leads, 0x80)
    for b in range(0x80, 0x100):
        if leads[b - 0x80] == CANNOT and is_pair(bytes([b]), codec):
            leads[b - 0x80] = ALONE
    return leads, costs_of(trail, trails, 0x40)


def is_pair(pair, codec):
    try:
        return len(pair.decode(codec)) == 1
    except UnicodeDecodeError:
        return False


def costs_of(seen, known, first):
    total = sum(seen.values()) + UNMET * len(known)
    return [cost((seen[b] + UNMET) / total) if b in known else CANNOT for b in range(first, 0x100)]


def put_numbers(head, numbers, form="%d"):
    print(head + " = {")
    for i in range(0, len(numbers), 20):
        print("\t" + ", ".join(form % n for n in numbers[i:i + 20]) + ",")
    print("};\n")


def main():
    texts = collections.defaultdict(list)
    path, deb = sys.argv[1:]
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        for row in map(json.loads, f):
            texts[row["lang"]].append(unicodedata.normalize("NFC", row["text"]))
    for name, raw in language_texts.members(deb):
        if name.endswith(".mo"):
            texts["zh-tw"] += language_texts.catalogue(raw)
    print("""/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tools/train_charsets.py: do not edit. Counted in sentences of the lingua test data (Apache-2.0; Leipzig Corpora
 * Collection, CC BY 4.0), DSL Corpus Collection v2.0 (CC0), NusaX (CC BY-SA 4.0), Tatoeba (CC BY 2.0 FR) and the Universal
 * Declaration of Human Rights (public domain), for Big5 in a translation of LibreOffice (MPL 2.0); costs only, in eighths of
 * a bit. */
/* clang-format off */""")
    alphabet, costs, models = [], [], []
    for languages, charsets in SINGLE:
        letters, rows = train_single("\n".join(t for lang in languages.split() for t in texts[lang]), charsets.split())
        for charset in charsets.split():
            models.append((charset, len(alphabet), len(letters), len(costs)))
        alphabet += [ord(c) | (0x8000 if is_capital(c) else 0) for c in letters]
        for row in rows:
            costs += row
    put_numbers("static const uint16_t charset_marks[]", [ord(c) for c in MARKS], "0x%04X")
    print("/* the letters of a model, capitals with the highest bit */")
    put_numbers("static const uint16_t charset_alphabet[]", alphabet, "0x%04X")
    print("/* for each of five contexts: ASCII small, capital, other, mark, foreign, bad, then each letter */")
    put_numbers("static const uint8_t charset_costs[]", costs)
    print("static const struct letter_model { const char *charset; uint16_t alphabet, letters, costs; } letter_models[] = {")
    for model in models:
        print('\t{"%s", %d, %d, %d},' % model)
    print("};\n")
    print("/* the first byte of a pair from 0x80 on, the second from 0x40 on; 255 cannot stand there, 254 is a character alone */")
    print("static const struct pair_model { const char *charset; uint8_t lead[128], trail[192]; } pair_models[] = {")
    for language, charset, codec in PAIRS:
        lead, trail = train_pairs("".join(texts[language]), codec)
        print('\t{"%s",\n\t {%s},\n\t {%s}},' % (charset, ", ".join(map(str, lead)), ", ".join(map(str, trail))))
    print("};")


main()
