"""Beside records in: psycopg with orjson and COPY, and DuckDB, each reading the same lines.

Reads one question a line from standard input, writes one answer a line: {"seconds": ..., "value": rows}. The folder
given holds DuckDB's file.
"""

import json
import sys
import time

import duckdb
import orjson
import psycopg

folder = sys.argv[1]
db = duckdb.connect(f"{folder}/records.duckdb")

COLUMNS = (
    "{'event': 'STRUCT(model VARCHAR, kind VARCHAR, amount BIGINT, source VARCHAR, \"at\" TIMESTAMP, "
    "adopter STRUCT(id VARCHAR, country VARCHAR))'}"
)


def with_psycopg(question):
    rows = 0
    with psycopg.connect(question["conninfo"]) as connection, connection.cursor() as cursor:
        copying = "COPY twin.psycopg (model, kind, amount, source, at) FROM STDIN"
        with open(question["file"], "rb") as lines, cursor.copy(copying) as copy:
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


def with_duckdb(question):
    db.execute(
        f"""CREATE OR REPLACE TABLE event AS SELECT event.model, event.kind, event.amount, event.source, event."at"
        FROM read_json('{question["file"]}', format = 'newline_delimited', columns = {COLUMNS})
        WHERE event IS NOT NULL"""
    )
    db.execute("CHECKPOINT")
    return None


for line in sys.stdin:
    question = json.loads(line)
    begin = time.perf_counter()
    rows = {"psycopg": with_psycopg, "duckdb": with_duckdb}[question["run"]](question)
    seconds = time.perf_counter() - begin
    if rows is None:
        rows = db.execute("SELECT count(*) FROM event").fetchone()[0]
    print(json.dumps({"seconds": seconds, "value": rows}), flush=True)
