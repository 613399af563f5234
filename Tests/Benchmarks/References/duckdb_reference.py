"""DuckDB beside groundswell: the same questions over the same data in DuckDB's own file.

Reads one question a line from standard input, writes one answer a line: {"seconds": ..., "value": ...}. The folder given
holds nodes.csv, edges.csv and events-*.csv.
"""

import json
import sys
import time

import duckdb

try:
    import igraph
except ImportError:
    igraph = None

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

# Models that are of a country, or have an ancestor that is.
REMOVAL = """
WITH RECURSIVE reach(node) AS (
    SELECT id FROM node WHERE country = $of
    UNION SELECT e.child FROM reach r JOIN edge e ON e.parent = r.node)
SELECT count(*) FROM reach JOIN node ON node.id = reach.node WHERE node.listed
"""

# The sum of squared shares of downloads by known country, times 10,000.
CONCENTRATION = """
WITH held AS (
    SELECT country, sum(downloads) AS n FROM node WHERE country <> 'unreviewed' GROUP BY country)
SELECT sum(pow(n / (SELECT sum(n) FROM held), 2)) * 10000 FROM held
"""

graph = None


def load_graph():
    nodes = db.execute("SELECT count(*) FROM node").fetchone()[0]
    edges = db.execute("SELECT parent, child FROM edge").fetchall()
    loaded = igraph.Graph(nodes, edges, directed=True)
    loaded.vs["country"] = [row[0] for row in db.execute("SELECT country FROM node ORDER BY id").fetchall()]
    return loaded, [row[0] for row in db.execute("SELECT listed FROM node ORDER BY id").fetchall()]


def removal_by_igraph(country):
    loaded, listed = graph
    sources = [v.index for v in loaded.vs.select(country_eq=country)]
    start = time.monotonic()
    # One vertex above all of the country's: what it reaches is what hangs on them.
    above = loaded.add_vertex().index
    loaded.add_edges((above, source) for source in sources)
    reached = loaded.subcomponent(above, mode="out")
    took = time.monotonic() - start
    loaded.delete_vertices(above)
    return took, sum(1 for node in reached if node != above and listed[node])


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
    if run == "removal":
        found = db.execute(REMOVAL, {"of": question["of"]}).fetchone()[0]
        return time.monotonic() - start, float(found)
    if run == "concentration":
        found = db.execute(CONCENTRATION).fetchone()[0]
        return time.monotonic() - start, float(found)
    if run == "igraph":
        if igraph is None:
            return 0.0, None
        global graph
        graph = graph or load_graph()
        took, found = removal_by_igraph(question["of"])
        return took, float(found)
    raise ValueError(f"unknown question {run}")


for line in sys.stdin:
    took, value = answer(json.loads(line))
    print(json.dumps({"seconds": took, "value": value}), flush=True)
