#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write src/html/gen/entities.h from src/html/entities.tsv.

The list has one reference a line: the name without "&" and ";", the code points in hexadecimal, and "bare" where the name
also counts without its semicolon. Run it after changing the list:

    python3 tools/gen_entities.py src/html/entities.tsv > src/html/gen/entities.h
"""
import sys


def main():
    rows = []
    for line in open(sys.argv[1], encoding="ascii"):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.rstrip("\n").split("\t")
        points = [int(p, 16) for p in cells[1].split()]
        rows.append((cells[0], points[0], points[1] if len(points) > 1 else 0, len(cells) > 2 and cells[2] == "bare"))
    rows.sort()
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Made by tools/gen_entities.py from src/html/entities.tsv: do not edit. */")
    print("/* clang-format off */")
    print("static const char reference_names[] = {")
    offset, offsets = 0, []
    for name, _, _, _ in rows:
        offsets.append(offset)
        offset += len(name)
    text = "".join(row[0] for row in rows)
    for i in range(0, len(text), 24):
        print("\t" + " ".join("'%s'," % c for c in text[i:i + 24]))
    print("};")
    print("static const struct reference references[] = {")
    for (name, first, second, bare), at in zip(rows, offsets):
        print("\t{%d, %d, %d, 0x%X, 0x%X}," % (at, len(name), bare, first, second))
    print("};")
    print("/* References whose name begins with the letter: upper case first. */")
    print("static const uint16_t reference_first[53] = {")
    letters = [chr(c) for c in range(65, 91)] + [chr(c) for c in range(97, 123)]
    starts = [sum(1 for row in rows if row[0][0] < letter) for letter in letters] + [len(rows)]
    print("\t" + ", ".join(str(s) for s in starts))
    print("};")
    print("/* clang-format on */")


main()
