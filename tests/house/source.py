# SPDX-License-Identifier: Apache-2.0
"""Reading C source for the tests of the house: files, string literals, functions. Standard library only."""
import os
import re

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def c_files(root, folders=("src", "include"), gen=False):
    for top in folders:
        for folder, _, names in sorted(os.walk(os.path.join(root, top))):
            if not gen and os.sep + "gen" in folder:
                continue
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.join(folder, name)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def literals(text):
    """(line, content) of each string literal outside comments"""
    for hit in TOKEN.finditer(text):
        if hit.group().startswith('"'):
            yield text.count("\n", 0, hit.start()) + 1, hit.group()[1:-1]


def bare(text):
    """the source with comments and literals blanked, line for line"""
    return TOKEN.sub(lambda hit: re.sub(r"[^\n]", " ", hit.group()), text)


def functions(text):
    """(name, first line, last line) of each function body: a "{" in column 0 opens it, as the format has it"""
    lines = bare(text).split("\n")
    for number, line in enumerate(lines):
        if line != "{":
            continue
        head = number
        while head > 0 and lines[head - 1].strip() and not lines[head - 1].rstrip().endswith((";", "}")) and not lines[head - 1].startswith("#"):
            head -= 1
        name = re.search(r"(\w+)\s*\(", " ".join(lines[head:number]))
        end = next((i for i in range(number, len(lines)) if lines[i] == "}"), len(lines) - 1)
        if name:
            yield name.group(1), head + 1, end + 1
