# SPDX-License-Identifier: Apache-2.0
"""Texts and word lists of Debian packages, and word frequencies of a package of PyPI, for tools/train_language.py. Python 3
standard library only.

The packages and their versions stand in tools/language_sources.tsv; fetch() gets those that a folder lacks with apt-get download
and pip download."""
import gzip
import io
import math
import os
import re
import struct
import subprocess
import sys
import tarfile
import urllib.parse
import zipfile


def sources(path):
    """(package, version, kind, language) of every line."""
    with open(path, encoding="utf-8") as f:
        return [tuple(line.rstrip("\n").split("\t")[:4]) for line in f if line.strip() and not line.startswith("#")]


def deb_of(folder, package, version):
    for name in sorted(os.listdir(folder)):
        part = urllib.parse.unquote(name).split("_")
        if name.endswith(".deb") and part[0] == package and part[1] == version:
            return os.path.join(folder, name)
    return None


def wheel_of(folder, package, version):
    return os.path.join(folder, "%s-%s-py3-none-any.whl" % (package, version))


def fetch(folder, rows):
    for package, version in sorted({(p, v) for p, v, kind, _ in rows if kind == "freq"}):
        if not os.path.exists(wheel_of(folder, package, version)):
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, package + "==" + version], check=True)
    want = ["%s=%s" % (p, v) for p, v, kind, _ in rows if kind != "freq" and deb_of(folder, p, v) is None]
    if want:
        subprocess.run(["apt-get", "download"] + want, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def members(deb):
    data = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if member.isfile():
                yield member.name, tar.extractfile(member).read()


def catalogue(raw):
    """Translations of a GNU message catalogue that differ from their originals."""
    _, _, count, ids, texts = struct.unpack("<5I", raw[:20])
    for i in range(count):
        size, at = struct.unpack("<2I", raw[ids + 8 * i:ids + 8 * i + 8])
        key = raw[at:at + size].decode("utf-8", "replace").split("\4")[-1].split("\0")[0]
        size, at = struct.unpack("<2I", raw[texts + 8 * i:texts + 8 * i + 8])
        for text in raw[at:at + size].decode("utf-8", "replace").split("\0"):
            if key and text != key:
                yield re.sub(r"<[^>]*>|[%$]\w+|[_~&]", "", text)


def fluent(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as box:
        for name in sorted(n for n in box.namelist() if n.endswith(".ftl")):
            for line in box.read(name).decode("utf-8", "replace").split("\n"):
                if line.strip() and not line.startswith("#"):
                    yield re.sub(r"^\s*\.?[\w-]+\s*=|\{[^}]*\}|<[^>]*>|^\s*\*?\[\w+\]|^\s*[}\]].*", "", line).strip()


def dawg(raw):
    """Words of the word graph (lstm-word-dawg) in a Tesseract model; edges are bits letter, flags (marker, direction, end of
    word), next node."""
    count = struct.unpack("<i", raw[:4])[0]
    offset = struct.unpack("<%dq" % count, raw[4:4 + 8 * count])

    def part(i):
        behind = [o for o in offset if o > offset[i]]
        return raw[offset[i]:min(behind) if behind else len(raw)]

    lines = part(21).decode("utf-8").split("\n")
    letters = [line.split(" ")[0] for line in lines[1:1 + int(lines[0])]]
    graph = part(19)
    _, size, edges = struct.unpack("<hii", graph[:10])
    edge = struct.unpack("<%dQ" % edges, graph[10:10 + 8 * edges])
    flags = math.ceil(math.log2(size + 1))
    words, stack = [], [(0, "")]
    while stack:
        node, begin = stack.pop()
        while node < edges and len(begin) < 24:
            e = edge[node]
            letter, flag, behind = e & (1 << flags) - 1, e >> flags & 7, e >> flags + 3
            if not flag & 2 and letter < len(letters):
                word = begin + letters[letter]
                if flag & 4:
                    words.append(word)
                if 0 < behind < edges:
                    stack.append((behind, word))
            if flag & 1:
                break
            node += 1
    return words


def unpack(raw, at=0):
    """One value of MessagePack and where it ends: those that word lists are made of (maps, arrays, strings, small numbers)."""
    head, at = raw[at], at + 1
    if head < 0x80:
        return head, at
    if head in (0xCC, 0xCD):
        size = head - 0xCB
        return int.from_bytes(raw[at:at + size], "big"), at + size
    if head & 0xE0 == 0xA0 or head in (0xD9, 0xDA):
        wide = 0 if head < 0xC0 else head - 0xD8
        size = int.from_bytes(raw[at:at + wide], "big") if wide else head & 31
        return raw[at + wide:at + wide + size].decode("utf-8"), at + wide + size
    if head & 0xE0 == 0x80:
        wide, size = 0, head & 15
    elif head in (0xDC, 0xDD):
        wide = 2 if head == 0xDC else 4
        size = int.from_bytes(raw[at:at + wide], "big")
    else:
        raise ValueError("MessagePack: type %02x" % head)
    out, at = [], at + wide
    for _ in range(size * (2 if head & 0xF0 == 0x80 else 1)):
        value, at = unpack(raw, at)
        out.append(value)
    return (dict(zip(out[::2], out[1::2])) if head & 0xF0 == 0x80 else out), at


def frequencies(folder, package, version, lang):
    """word -> share of a running text, of a list whose n-th row has the words n hundredths of a factor of ten below 1."""
    with zipfile.ZipFile(wheel_of(folder, package, version)) as box:
        rows, _ = unpack(gzip.decompress(box.read("%s/data/small_%s.msgpack.gz" % (package, lang))))
    assert rows[0]["format"] == "cB"
    return {word: 10 ** (-n / 100) for n, words in enumerate(rows[1:]) for word in words}


def read(folder, package, version, kind):
    """Texts (mo, ftl) or words (dawg, dic) of one package."""
    out = []
    for name, raw in members(deb_of(folder, package, version)):
        if kind == "mo" and name.endswith(".mo"):
            out += catalogue(raw)
        elif kind == "ftl" and name.endswith(".xpi"):
            out += fluent(raw)
        elif kind == "dawg" and name.endswith(".traineddata"):
            out += dawg(raw)
        elif kind == "dic" and name.endswith(".dic") and "hyph" not in name:
            out += [line.split("/")[0] for line in raw.decode("utf-8", "replace").split("\n")[1:]]
    return out
