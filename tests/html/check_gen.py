#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The generated tables are what their tools make of their lists. check_gen.py ROOT"""
import subprocess
import sys
from pathlib import Path

PAIRS = [("gen_entities.py", "entities.tsv", "gen/entities.h"), ("gen_tags.py", "tags.h", "gen/tags_hash.h")]


def main():
    root, stale = Path(sys.argv[1]), 0
    for tool, source, target in PAIRS:
        made = subprocess.run([sys.executable, root / "tools" / tool, root / "src/html" / source],
                              check=True, capture_output=True, text=True).stdout
        if made != (root / "src/html" / target).read_text(encoding="ascii"):
            print(f"src/html/{target} is not what tools/{tool} makes of src/html/{source}")
            stale = 1
    return stale


sys.exit(main())
