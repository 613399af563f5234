"""DuckDB beside groundswell: the same questions over the same data in DuckDB's own file.

Reads one question a line from standard input, writes one answer a line: {"seconds": ..., "value": ...}. The folder given
holds nodes.csv, edges.csv and events-*.csv.
"""

import json
import sys
import time

import duckdb

folder = sys.argv[1]
db = duckdb.connect(f"{folder}/reference.duckdb")

LOAD = f"""
CREATE TABLE node AS SELECT * FROM read_csv('{folder}/nodes.csv');
CREATE TABLE edge AS SELECT child, parent, relation FROM read_csv('{folder}/edges.csv') WHERE child <> parent;
CREATE TABLE event AS
    SELECT n.id AS node, e.kind, e.amount, e."at"
    FROM read_csv('{folder}/events-*.csv', header = false, columns =
        {{'model': 'VARCHAR', 'kind': 'VARCHAR', 'amount': 'INTEGER', 'source': 'VARCHAR', 'at': 'TIMESTAMP'}}) e
    JOIN node n ON n.name = e.model;
CHECKPOINT;
"""

# One statement a measure; each leaves a table of all models, as scoring does.
MEASURES = [
    "CREATE OR REPLACE TEMP TABLE direct AS SELECT parent AS node, count(*) AS n FROM edge GROUP BY parent",
    """CREATE OR REPLACE TEMP TABLE descendants AS
    WITH RECURSIVE reach(ancestor, node) AS (
        SELECT parent, child FROM edge
        UNION SELECT r.ancestor, e.child FROM reach r JOIN edge e ON e.parent = r.node)
    SELECT ancestor AS node, count(*) AS n FROM reach GROUP BY ancestor""",
    """CREATE OR REPLACE TEMP TABLE matrix AS
    SELECT c.country AS child, p.country AS parent, count(*) AS n
    FROM edge e JOIN node c ON c.id = e.child JOIN node p ON p.id = e.parent GROUP BY ALL""",
    """CREATE OR REPLACE TEMP TABLE adoption AS
    WITH today AS (SELECT max("at")::DATE AS day FROM event),
    daily AS (SELECT node, "at"::DATE AS day, sum(amount) AS n FROM event WHERE kind = 'like' GROUP BY ALL)
    SELECT node, sum(n) AS net_likes,
        sum(n) FILTER (daily.day > today.day - 7) AS gain_7d,
        sum(n) FILTER (daily.day > today.day - 30) AS gain_30d,
        sum(n * pow(2, -(today.day - daily.day) / 30.0)) AS decayed
    FROM daily, today GROUP BY node""",
]

DEPENDENCE = """
WITH RECURSIVE degree AS (SELECT child, count(*) AS n FROM edge GROUP BY child),
walk(child, node, share) AS (
    SELECT e.child, e.parent, 1.0::DOUBLE / d.n
    FROM edge e JOIN degree d ON d.child = e.child JOIN node c ON c.id = e.child
    WHERE c.country = $of AND c.downloads > 0
    UNION ALL
    SELECT w.child, e.parent, w.share / d.n
    FROM walk w JOIN edge e ON e.child = w.node JOIN degree d ON d.child = w.node)
SELECT r.country, sum(w.share * c.downloads)
FROM walk w JOIN node c ON c.id = w.child JOIN node r ON r.id = w.node
WHERE c.author <> r.author AND NOT EXISTS (SELECT 1 FROM degree d WHERE d.child = w.node)
GROUP BY r.country
"""


def top(table, column):
    rows = db.execute(
        f"SELECT name, {column} FROM {table} t JOIN node ON node.id = t.node ORDER BY 2 DESC, 1 LIMIT 10"
    ).fetchall()
    return [[name, float(value)] for name, value in rows]


def answer(question):
    run = question["run"]
    start = time.monotonic()
    if run == "load":
        db.execute(LOAD)
        return time.monotonic() - start, None
    if run == "measures":
        for statement in MEASURES:
            db.execute(statement)
        took = time.monotonic() - start
        return took, {
            "derivatives": top("direct", "n"),
            "descendants": top("descendants", "n"),
            "netLikes": top("adoption", "net_likes"),
            "decayedAdoption": top("adoption", "decayed"),
            "matrix": db.execute("SELECT child, parent, n FROM matrix").fetchall(),
        }
    if run == "dependence":
        rows = db.execute(DEPENDENCE, {"of": question["of"]}).fetchall()
        return time.monotonic() - start, dict(rows)
    raise ValueError(f"unknown question {run}")


for line in sys.stdin:
    took, value = answer(json.loads(line))
    print(json.dumps({"seconds": took, "value": value}), flush=True)
