# shellcheck shell=bash
# Sourced by deploy/quickstart: a PostgreSQL of its own, on a Unix socket only. Needs STATE, HASH, RUN, POSTGRES_BIN.

# The server refuses to run as root, so for root it runs as 'postgres', or as 'nobody' where that user is missing.
choose_database_user() {
    AS_DATABASE_USER=()
    DATABASE_USER=$(id -un)
    ((EUID == 0)) || return 0
    DATABASE_USER=postgres
    id -u postgres >/dev/null 2>&1 || DATABASE_USER=nobody
    AS_DATABASE_USER=(setpriv --reuid "$(id -u "$DATABASE_USER")" --regid "$(id -g "$DATABASE_USER")" --clear-groups --)
}

as_database_user() { (cd / && exec env LC_ALL=C "${AS_DATABASE_USER[@]}" "$@"); }

# Makes folder $1 the database user's own; fails when that user cannot get there.
hand_over() {
    mkdir -p "$1" && chmod 0700 "$1" || return 1
    ((EUID != 0)) || chown "$DATABASE_USER:" "$1"
    as_database_user test -w "$1" -a -x "$1"
}

# The data stand in the state folder. Where the database user cannot reach that (a state folder of root's below a 0700
# home), they stand in /var/lib. STATE/database says where; a folder outside says whose it is, so that a moved or copied
# state folder never opens another's data.
choose_database_folder() {
    local place owner
    if [[ ! -f $STATE/database ]]; then
        place=postgres
        if ! hand_over "$STATE/$place"; then
            rmdir "$STATE/$place" 2>/dev/null || true
            place=/var/lib/groundswell-quickstart-$HASH
            hand_over "$place" || fail "user $DATABASE_USER reaches neither $STATE nor $place; choose another --state."
            say "  user $DATABASE_USER cannot reach $STATE, so the data stand in $place"
            as_database_user tee "$place/state-folder" <<<"$STATE" >/dev/null
        fi
        printf '%s\n' "$place" >"$STATE/database"
    fi
    place=$(cat "$STATE/database")
    if [[ $place == /* ]]; then
        owner=$(cat "$place/state-folder" 2>/dev/null) || owner=nobody
        [[ $owner == "$STATE" ]] || fail "the database of $STATE would be $place, which belongs to $owner \
(moved or copied?); to begin with an empty one, remove $STATE/database."
    else
        place=$STATE/$place
    fi
    hand_over "$place" || fail "user $DATABASE_USER cannot reach $place any more; make the folders above it passable."
    DATABASE_FOLDER=$place/data
}

# Creates the cluster beside its place and moves it there whole: an interrupted creation leaves nothing half-made.
create_cluster() {
    local partial=$DATABASE_FOLDER.partial
    [[ ! -s $DATABASE_FOLDER/PG_VERSION ]] || return 0
    say "  creating the database in $DATABASE_FOLDER, as user $DATABASE_USER"
    as_database_user rm -rf "$partial"
    as_database_user "$POSTGRES_BIN/initdb" --pgdata "$partial" --username postgres --auth trust --encoding UTF8 \
        --no-locale --data-checksums --no-instructions >"$STATE/log/initdb.log" 2>&1 ||
        fail "initdb failed; its log is $STATE/log/initdb.log"
    as_database_user mv "$partial" "$DATABASE_FOLDER"
}

# A cluster is only served by the server version that made it.
match_version() {
    local version
    [[ -s $DATABASE_FOLDER/PG_VERSION ]] || return 0
    version=$(as_database_user cat "$DATABASE_FOLDER/PG_VERSION")
    find_postgres "$version" ||
        fail "the database in $DATABASE_FOLDER was made by PostgreSQL $version, which is not installed any more. \
Install postgresql-$version, or choose another --state."
}

# Whether the server knows this value of this setting, NAME=VALUE.
server_knows() {
    as_database_user "$POSTGRES_BIN/postgres" -D "$DATABASE_FOLDER" -c "$1" -C "${1%%=*}" >/dev/null 2>&1
}

launch_database() {
    local settings=() line
    while IFS= read -r line; do
        [[ -n $line && $line != \#* ]] || continue
        # A server may have been built without lz4; it compresses all the same, with ten times the work.
        if [[ $line == wal_compression=* ]] && ! server_knows "$line"; then line=wal_compression=on; fi
        settings+=(-c "$line")
    done <"$ROOT/deploy/lib/postgresql.settings"
    launch postgres env LC_ALL=C "${AS_DATABASE_USER[@]}" "$POSTGRES_BIN/postgres" -D "$DATABASE_FOLDER" \
        -c "unix_socket_directories=$RUN/pg" "${settings[@]}"
}

sql() { "$POSTGRES_BIN/psql" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 \
    --dbname "host=$RUN/pg port=5432 dbname=$1 user=postgres connect_timeout=5" --command "$2"; }

# What role $1 connects with.
conninfo() { printf 'host=%s port=5432 dbname=groundswell user=%s' "$RUN/pg" "$1"; }

# Starts the server unless it runs, waits until it answers, creates the database unless it exists. After a crash the
# first try may meet the remains of the old server, which are gone a moment later: hence some tries.
start_database() {
    local tick tries=5
    if ! alive postgres; then
        choose_database_folder
        match_version
        create_cluster
        launch_database
        STARTED+=(postgres)
    fi
    for ((tick = 0; tick < 1200; tick++)); do
        heed_signals
        ! sql postgres 'SELECT 1' >/dev/null 2>&1 || break
        if ! alive postgres; then
            ((--tries)) || fail "PostgreSQL did not start: $(last_words postgres). Its log: $STATE/log/postgres.log"
            sleep 1
            launch_database
        fi
        sleep 0.05
    done
    ((tick < 1200)) || fail "PostgreSQL does not answer; its log: $STATE/log/postgres.log"
    [[ $(sql postgres "SELECT count(*) FROM pg_database WHERE datname = 'groundswell'" 2>&1) != 0 ]] ||
        sql postgres 'CREATE DATABASE groundswell' ||
        fail "could not create the database; see $STATE/log/postgres.log"
}
