"""Answers "gerrit query --format=JSON …" from the files of a scripted Gerrit, as Gerrit 3.2 to 3.13 were seen to answer.

The folder's file "index" has a line "number lastUpdated" for each thing that happened, written last: what it names is
acknowledged. "changes/N" holds all that happened on change N, one JSON object a line. A line without its end is not there yet.
"""
import calendar
import json
import re
import shlex
import sys
import time

SERVER_LIMIT = 500  # Gerrit's default capability "Query Limit"
FLAGS = {"--format=JSON", "--comments", "--patch-sets", "--all-approvals", "--current-patch-set", "--submit-records", "--files", "--no-limit"}
TERM = re.compile(r'\s*(\w+):(?:\{([^}]*)\}|"([^"]*)"|(\S+))')
DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(?:\.\d+)?)?(?: ([+-])(\d\d)(\d\d))?$")


class Refused(Exception):
    """What Gerrit tells in an error line."""


def whole_lines(path):
    with open(path, encoding="utf-8") as file:
        return [line for line in file if line.endswith("\n")]


def seconds(text):
    date = DATE.match(text)
    if not date:
        raise Refused("Invalid date format: " + text)
    try:
        at = calendar.timegm(time.strptime(f"{date[1]} {date[2] or '00:00:00'}", "%Y-%m-%d %H:%M:%S"))
    except ValueError:
        raise Refused("Invalid date format: " + text) from None
    zone = (int(date[4]) * 60 + int(date[5])) * 60 if date[3] else 0
    return at + zone if date[3] == "-" else at - zone


def asked(command):
    """The range, the page's size and how many are skipped."""
    words = shlex.split(command)[2:]
    start, terms = 0, []
    while words:
        word = words.pop(0)
        if word in ("--start", "-S"):
            start = int(words.pop(0))
        elif word.startswith("--start="):
            start = int(word[len("--start="):])
        elif word in ("--format", "-f"):
            words.pop(0)
        elif word == "--":
            continue
        elif word.startswith("--"):
            if word not in FLAGS:
                raise Refused(f'"{word}" is not a valid option')
        else:
            terms.append(word)
    after, before, limit, rest = 0, 1 << 62, SERVER_LIMIT, " ".join(terms)
    if not rest.strip():
        raise Refused("query is empty")
    while rest.strip():
        term = TERM.match(rest)
        if not term:
            raise Refused("line 1: no viable alternative at input: " + rest.strip())
        operator, value = term[1], next(v for v in term.groups()[1:] if v is not None)
        if operator in ("after", "since"):
            after = max(after, seconds(value))
        elif operator in ("before", "until"):
            before = min(before, seconds(value))
        elif operator == "limit":
            if not value.isdigit() or value == "0":
                raise Refused("limit must be positive")
            limit = min(limit, int(value))
        else:
            raise Refused(f"Unsupported operator {operator}:{value}")
        rest = rest[term.end():]
    return after, before, limit, start


def change(number):
    """The change as its file tells it, folded into one object."""
    told = {"comments": [], "patchSets": []}
    for line in whole_lines(f"changes/{number}"):
        entry = json.loads(line)
        told = {**told, **entry.get("change", {})}
        told["lastUpdated"] = max(told.get("lastUpdated", 0), entry["at"])
        told["comments"] += [entry["comment"]] if "comment" in entry else []
        told["patchSets"] += [entry["patchSet"]] if "patchSet" in entry else []
        if "approval" in entry:
            vote = entry["approval"]
            voted_on = vote.pop("patchSet")
            on = next(p for p in told["patchSets"] if p["number"] == voted_on)
            others = [a for a in on.get("approvals", []) if (a["type"], a["by"]) != (vote["type"], vote["by"])]
            on["approvals"] = others + ([vote] if vote["value"] != "0" else [])
    return told


def main(command):
    began = time.monotonic()
    try:
        after, before, limit, start = asked(command)
    except Refused as refused:
        print(json.dumps({"type": "error", "message": str(refused)}))
        return
    updated = {}
    for line in whole_lines("index"):
        number, at = map(int, line.split())
        updated[number] = max(updated.get(number, 0), at)
    found = sorted((n for n, at in updated.items() if after <= at <= before), key=lambda n: (-updated[n], -n))[start:]
    # Built whole before the first line is printed, as Gerrit does.
    page = [json.dumps(change(n), ensure_ascii=False, separators=(",", ":")) for n in found[:limit]]
    stats = {
        "type": "stats",
        "rowCount": len(page),
        "runTimeMilliseconds": int((time.monotonic() - began) * 1000),
        "moreChanges": len(found) > limit,
    }
    sys.stdout.buffer.write("".join(line + "\n" for line in [*page, json.dumps(stats, separators=(",", ":"))]).encode())


main(sys.argv[1])
