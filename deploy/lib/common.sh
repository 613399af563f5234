# shellcheck shell=bash
# shellcheck disable=SC2034,SC2119,SC2120 # variables and arguments are used by the scripts that source this
# Sourced by deploy/quickstart, Tests/run and .ci/run: speaking, and installing what is missing.

# Settings of the caller's own libpq (PGHOST, PGPORT, ...) must not lead anything of ours to another database.
for variable in "${!PG@}"; do unset "$variable"; done
unset variable

say() { printf '%s\n' "$*"; }

# One sentence on standard error, then the end.
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# The newest PostgreSQL server of at least version 15 (or of exactly version $1), its programs' folder in POSTGRES_BIN.
find_postgres() {
    local wanted=${1:-} folder version
    POSTGRES_BIN=
    while read -r folder; do
        [[ -x $folder/initdb && -x $folder/postgres && -x $folder/psql ]] || continue
        version=$("$folder/postgres" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
        [[ $version =~ ^[0-9]+$ ]] || continue
        if [[ -n $wanted ]]; then
            [[ $version == "$wanted" ]] || continue
        elif ((version < 15)); then
            continue
        fi
        POSTGRES_BIN=$folder
        return 0
    done < <(
        printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort -rV
        command -v initdb >/dev/null && dirname "$(readlink -f "$(command -v initdb)")"
        command -v pg_config >/dev/null && pg_config --bindir
    )
    return 1
}

# Runs a command as root: directly, or through sudo where that asks for no password.
as_root() {
    if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

can_be_root() { ((EUID == 0)) || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

# Installs Debian packages, or says in one sentence which are missing and what would install them.
install_packages() {
    local by_hand="apt-get update && apt-get install -y $*"
    command -v apt-get >/dev/null ||
        fail "missing here: $* (Debian's names). Install them with this system's package manager and run this again."
    can_be_root || fail "missing here: $*. Run as root: $by_hand"
    say "Installing $* ..."
    # Debian's server package would create and start a cluster of its own on port 5432 when first installed.
    local switch=/etc/postgresql-common/createcluster.d/groundswell-quickstart.conf switched=
    if [[ " $* " == *" postgresql "* ]]; then
        as_root mkdir -p "${switch%/*}"
        echo "create_main_cluster = false" | as_root tee "$switch" >/dev/null
        switched=yes
    fi
    local output status=0
    output=$(
        {
            as_root apt-get update -q &&
                as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
                    -o DPkg::Lock::Timeout=300 "$@"
        } </dev/null 2>&1
    ) || status=$?
    [[ -z $switched ]] || as_root rm -f "$switch"
    ((status == 0)) || {
        printf '%s\n' "$output" | tail -n 15 >&2
        fail "could not install $*: see the lines above. By hand, as root: $by_hand"
    }
}

# What building and running need: swift, libpq and zlib with their headers, a PostgreSQL server; and the packages of $@.
install_missing() {
    command -v swift >/dev/null ||
        fail "Swift 6.2 or newer is needed and 'swift' is not on PATH; see https://www.swift.org/install"
    local missing=("$@")
    if ! command -v pkg-config >/dev/null || ! pkg-config --exists libpq; then
        missing+=(libpq-dev pkg-config)
    fi
    if ! command -v pkg-config >/dev/null || ! pkg-config --exists zlib; then
        missing+=(zlib1g-dev)
    fi
    find_postgres || missing+=(postgresql)
    ((${#missing[@]})) || return 0
    install_packages "${missing[@]}"
    find_postgres || fail "PostgreSQL 15 or newer is needed; this system's package 'postgresql' is older or incomplete."
}
