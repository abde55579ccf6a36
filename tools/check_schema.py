#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check records against docs/schema/: check_schema.py SCHEMA_DIR RECORD FILE...

RECORD is clean, language, facts, copies, stories, compare or trace; FILE holds one JSON value a line ("-" is standard input).
Strict: a field that the schema does not name is a fault here, though a reader must pass over it. Needs python3-jsonschema;
exits with 77 (skipped) where it is missing.
"""
import json
import os
import sys
import warnings

try:
    warnings.simplefilter("ignore")
    import jsonschema
except ImportError:
    print("skip: python3-jsonschema is not installed")
    sys.exit(77)


def load(folder):
    store = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                store[name] = json.load(f)
            jsonschema.Draft202012Validator.check_schema(store[name])
    return store


def close(schema):
    """Objects that list their fields take no others."""
    if isinstance(schema, dict):
        if "properties" in schema and "additionalProperties" not in schema:
            schema["additionalProperties"] = False
        for value in schema.values():
            close(value)
    elif isinstance(schema, list):
        for value in schema:
            close(value)


def undescribed(schema, path=""):
    """Fields without a word on what they are."""
    found = []
    if isinstance(schema, dict):
        for name, field in (schema.get("properties") or {}).items():
            if isinstance(field, dict) and "$ref" not in field and not field.get("description"):
                found.append(path + "/" + name)
        for name, value in schema.items():
            found += undescribed(value, path + "/" + name)
    elif isinstance(schema, list):
        for value in schema:
            found += undescribed(value, path)
    return found


def main():
    folder, record, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    store = load(folder)
    faults, lines = ["no description: " + name + p for name in store for p in undescribed(store[name])], 0
    for schema in store.values():
        close(schema)
    schema = store[record + ".json"]
    resolver = jsonschema.RefResolver(record + ".json", schema, store=store)
    check = jsonschema.Draft202012Validator(schema, resolver=resolver)
    for name in files:
        with (sys.stdin if name == "-" else open(name, encoding="utf-8", newline="\n")) as f:
            for number, line in enumerate(f, 1):
                if not line.strip():
                    continue
                lines += 1
                for error in check.iter_errors(json.loads(line)):
                    where = "/".join(str(p) for p in error.absolute_path)
                    faults.append("%s:%d: %s: %s" % (name, number, where, error.message[:200]))
    print("\n".join(faults[:50]) if faults else "%s: %d records are as the schema says" % (record, lines))
    sys.exit(1 if faults or not lines else 0)


if __name__ == "__main__":
    main()
