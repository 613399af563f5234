"""The records a load sends: every line is a function of its stream and its number, so that what is stored can be checked."""

import datetime
import json

BEGIN = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
BEGIN_SECONDS = int(BEGIN.timestamp())
SOURCE = "fault"


def at(number):
    return (BEGIN + datetime.timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_model(stream, number):
    """Whether a line is a model; streams whose name begins with "plain" hold events and observations only."""
    return number % 20 == 7 and not stream.startswith("plain")


def record(stream, number):
    """A line: mostly events and observations, some new models."""
    moment = at(number)
    if is_model(stream, number):
        return f'{{"model":{{"id":"{stream}/M{number}","license":"mit","source":"{SOURCE}","at":"{moment}"}}}}\n'
    if number % 2:
        return (f'{{"event":{{"model":"{stream}/E{number % 50}","kind":"mention","amount":{number},'
                f'"source":"{SOURCE}","at":"{moment}"}}}}\n')
    return (f'{{"observation":{{"model":"{stream}/O{number % 50}","series":"likes","value":{number},'
            f'"source":"{SOURCE}","at":"{moment}"}}}}\n')


def identified(stream, number):
    """A line of a producer without a stream: an event with an id."""
    return (f'{{"event":{{"id":"{stream}:{number}","model":"{stream}/I{number % 50}","kind":"mention",'
            f'"amount":{number},"source":"{SOURCE}","at":"{at(number)}"}}}}\n')


def expected(stream, number, is_identified):
    """What the store must hold for a line: kind of row, model, value, second."""
    second = BEGIN_SECONDS + number
    if is_identified:
        return ("event", f"{stream}/I{number % 50}", number, second)
    if is_model(stream, number):
        return ("model", f"{stream}/M{number}", number, second)
    if number % 2:
        return ("event", f"{stream}/E{number % 50}", number, second)
    return ("observation", f"{stream}/O{number % 50}", number, second)


def header(stream, start):
    return json.dumps({"stream": {"name": stream, "source": SOURCE, "from": start}}) + "\n"
