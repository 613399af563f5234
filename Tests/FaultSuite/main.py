"""The fault suite: see Tests/faults --help."""

import argparse
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True

from harness import suite as suites  # noqa: E402
import rows  # noqa: E402,F401  (registers every row)


def main():
    parser = argparse.ArgumentParser(prog="faults", description="Breaks real services over a real PostgreSQL, and asks "
                                     "the oracle after every fault: acked is stored, once.")
    parser.add_argument("--full", action="store_true", help="every row, and more tries of each")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="rows whose name holds this")
    parser.add_argument("--list", action="store_true", help="name the rows")
    parser.add_argument("--json", metavar="FILE", help="also write the report as JSON lines")
    parser.add_argument("--keep", action="store_true", help="keep the folder of a row that fails")
    parser.add_argument("--programs", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--postgres", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    chosen = [row for row in suites.ROWS
              if any(word in row.name for word in options.only) or (not options.only and (options.full or row.short))]
    if options.list:
        for row in suites.ROWS:
            print(f"{row.name:<28} {'' if row.short else '(full) '}{row.title}")
        return 0
    if not chosen:
        print(f"faults: no row is named like {', '.join(options.only)}; --list names them", file=sys.stderr)
        return 2
    folder = tempfile.mkdtemp(prefix="gsf-", dir="/tmp")
    os.chmod(folder, 0o755)
    suite = suites.Suite(options.programs, options.postgres, folder, options.full, options.keep)
    try:
        suite.prepare()
        for row in chosen:
            suite.run(row)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print()
    print(suites.table(suite.results))
    if options.json:
        suites.write_json(suite.results, options.json)
    failed = [result["fault"] for result in suite.results if result["result"] == "FAILED"]
    if failed:
        print(f"\nfaults: {len(failed)} of {len(suite.results)} rows failed: {', '.join(failed)}", file=sys.stderr)
        return 1
    print(f"\nThe oracle held through {len(suite.results)} rows.")
    return 0


sys.exit(main())
