"""Talking to the sockets without a load."""

import json
import socket
import time


def connect(path, patience=10):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(patience)
    connection.connect(path)
    return connection


def ask(path, method, parameters=None, patience=10):
    """One question; the result, or what stands in its place."""
    with connect(path, patience) as connection:
        question = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters or {}}
        connection.sendall(json.dumps(question).encode() + b"\n")
        with connection.makefile("rb") as replies:
            line = replies.readline()
    if not line:
        raise OSError("no answer")
    answer = json.loads(line)
    return answer.get("result", answer)


def send(path, data, patience=30, close=True):
    """Sends bytes, half-closes, and gives every reply up to the end."""
    with connect(path, patience) as connection:
        connection.sendall(data)
        if close:
            connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as replies:
            return [json.loads(line) for line in replies]


def sockets_accept(path):
    try:
        connect(path, 2).close()
        return True
    except OSError:
        return False


def read_lines(connection, seconds):
    """What arrives within a time, as lines."""
    buffer = b""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        connection.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            data = connection.recv(1 << 16)
        except TimeoutError:
            break
        except OSError:
            return buffer.split(b"\n"), True
        if not data:
            return buffer.split(b"\n"), True
        buffer += data
    return buffer.split(b"\n"), False
