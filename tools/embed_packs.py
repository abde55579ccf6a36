#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Put the language packs into the program: every file of packs/<language>/ becomes bytes in one C file.

  embed_packs.py PACKS TABLES.C OUT.C OUT.D

A table that breaks the format (docs/packs.md) stops the build here, with file and line; what the loader checks beyond that
(duplicates, phrase lengths) it reports itself.  OUT.D names every file and folder read, so that a new file is seen."""
import os
import re
import sys

packs, tables_c, out_c, out_d = sys.argv[1:]
tables = {}
for row in re.findall(r'^\s*\{"(\w+)", RU_TABLE_\w+, \{([^}]*)\}\}', open(tables_c, encoding="utf-8").read(), re.M):
    tables[row[0]] = len(re.findall(r'"[^"]*"', row[1]))


def fail(path, line, message):
    sys.exit("%s:%d: %s" % (path, line, message))


def check(path, tag, name, raw):
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as e:
        fail(path, raw[:e.start].count(b"\n") + 1, "not UTF-8")
    if name[:-4] not in tables:
        fail(path, 1, "unknown table: add a row to src/pack/tables.c")
    head, seen = {}, set()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#!"):
            part = line[2:].split(None, 1)
            head[part[0] if part else ""] = part[1].strip() if len(part) > 1 else ""
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        if len(cells) > tables[name[:-4]]:
            fail(path, number, "%d columns, the table has %d" % (len(cells), tables[name[:-4]]))
        same = line.rstrip("\t").lower()
        if same in seen:
            fail(path, number, "the same line stands above")
        seen.add(same)
        if not cells[0].strip():
            fail(path, number, "empty phrase")
        if re.search(r"\\([^tn\\]|$)", re.sub(r"\\\\", "", line)):
            fail(path, number, "unknown escape")
        if line.endswith("\r"):
            fail(path, number, "carriage return")
    for key, value in (("format", "1"), ("language", tag), ("licence", None), ("origin", None)):
        if key not in head or (value is not None and head[key] != value):
            fail(path, 1, "header '#! %s %s' missing" % (key, value or "..."))


PLAIN = {}
for b in range(256):
    c = chr(b)
    PLAIN[b] = c if 32 <= b < 127 and c not in '"\\?' else "\\%03o" % b

read, rows, body = [tables_c, packs], [], []
for tag in sorted(os.listdir(packs)):
    folder = os.path.join(packs, tag)
    if not os.path.isdir(folder):
        continue
    read.append(folder)
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.startswith(".") or name == "examples.tsv" or not os.path.isfile(path):
            continue  # examples are for `runut pack check`
        read.append(path)
        with open(path, "rb") as f:
            raw = f.read()
        if name.endswith(".tsv"):
            check(path, tag, name, raw)
        body.append("static _Alignas(64) const char file_%d[] =" % len(rows))  # a model's buckets are lines of cache
        for i in range(0, max(len(raw), 1), 96):
            body.append('"' + "".join(PLAIN[b] for b in raw[i:i + 96]) + '"')
        body[-1] += ";"
        rows.append('\t{"%s", "%s", {file_%d, %d}},' % (tag, name, len(rows), len(raw)))

with open(out_c, "w", encoding="ascii") as f:
    f.write("/* Made by tools/embed_packs.py: do not edit. */\n#include \"pack/embedded.h\"\n\n")
    f.write("#if defined(__GNUC__)\n#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n#endif\n\n")
    f.write("\n".join(body) + "\n\nconst struct ru_pack_file ru_pack_files[] = {\n" + "\n".join(rows) + "\n};\n")
    f.write("const size_t ru_pack_file_count = %d;\n" % len(rows))
    f.write("const char ru_pack_image[] = \"\";\nconst size_t ru_pack_image_len = 0;\n")
with open(out_d, "w", encoding="utf-8") as f:
    f.write(out_c + ": " + " ".join(p.replace(" ", "\\ ") for p in read) + "\n")
