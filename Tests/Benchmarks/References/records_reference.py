"""Beside records in: psycopg with orjson and COPY, and DuckDB, each reading the same lines.

Reads one question a line from standard input, writes one answer a line: {"seconds": ..., "value": rows}. The folder
given holds DuckDB's file. Several files are read at once: psycopg by a process each, DuckDB by its own threads.
"""

import ctypes
import json
import multiprocessing
import sys
import time

import duckdb
import orjson
import psycopg

folder = sys.argv[1]

COLUMNS = (
    "{'event': 'STRUCT(model VARCHAR, kind VARCHAR, amount BIGINT, source VARCHAR, \"at\" TIMESTAMP, "
    "adopter STRUCT(id VARCHAR, country VARCHAR))'}"
)


def copy_file(conninfo, file):
    rows = 0
    with psycopg.connect(conninfo) as connection, connection.cursor() as cursor:
        copying = "COPY twin.psycopg (model, kind, amount, source, at) FROM STDIN"
        with open(file, "rb") as lines, cursor.copy(copying) as copy:
            for line in lines:
                event = orjson.loads(line).get("event")
                if event is None:
                    continue
                copy.write_row(
                    (event["model"], event["kind"], event.get("amount", 1), event.get("source"), event["at"])
                )
                rows += 1
        connection.commit()
    return rows


def with_psycopg(question):
    return sum(workers.starmap(copy_file, [(question["conninfo"], file) for file in question["files"]], chunksize=1))


def with_duckdb(question):
    db.execute(
        f"""CREATE OR REPLACE TABLE event AS SELECT event.model, event.kind, event.amount, event.source, event."at"
        FROM read_json({question["files"]}, format = 'newline_delimited', columns = {COLUMNS})
        WHERE event IS NOT NULL"""
    )
    db.execute("CHECKPOINT")
    return None


def end_with_parent():
    pr_set_pdeathsig, sigkill = 1, 9
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, sigkill)


# Before DuckDB has threads; started once, as producers that run all day would be.
workers = multiprocessing.get_context("fork").Pool(16, end_with_parent)
db = duckdb.connect(f"{folder}/records.duckdb")

for line in sys.stdin:
    question = json.loads(line)
    begin = time.perf_counter()
    rows = {"psycopg": with_psycopg, "duckdb": with_duckdb}[question["run"]](question)
    seconds = time.perf_counter() - begin
    if rows is None:
        rows = db.execute("SELECT count(*) FROM event").fetchone()[0]
    print(json.dumps({"seconds": seconds, "value": rows}), flush=True)
