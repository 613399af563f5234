"""Beside answers: FastAPI with asyncpg, one process of uvicorn on a Unix socket, answering a model's row as JSON.

Arguments: the socket, the connection string. Every answer ends with the byte 0x1e, which the load client counts.
"""

import json
import sys
from contextlib import asynccontextmanager

import asyncpg
import uvicorn
from fastapi import FastAPI, Response

path, conninfo = sys.argv[1:]

MODEL = """
SELECT s.name, s.country, s.access, s.released::text, s.parameters, s.net_likes, s.gain_7d, s.gain_30d,
    s.decayed_adoption, s.downloads_30d, s.derivatives, s.descendants, s.license, s.task, s.library
FROM groundswell.model m JOIN score.benchmark_model s USING (id)
WHERE hashtextextended(m.key, 0) = hashtextextended($1, 0) AND m.key = $1 AND m.id < 4000000
"""


@asynccontextmanager
async def lifespan(application):
    words = dict(word.split("=", 1) for word in conninfo.split())
    application.state.pool = await asyncpg.create_pool(
        host=words["host"], port=int(words.get("port", 5432)), user=words["user"], database=words["dbname"],
        min_size=4, max_size=16)
    yield
    await application.state.pool.close()


app = FastAPI(lifespan=lifespan)


@app.get("/model")
async def model(key: str):
    row = await app.state.pool.fetchrow(MODEL, key)
    if row is None:
        return Response("\x1e", status_code=404)
    return Response(json.dumps(dict(row)) + "\x1e", media_type="application/json")


uvicorn.run(app, uds=path, log_level="warning", access_log=False)
