# shellcheck shell=bash
# Sourced by deploy/quickstart: processes it started, each known by its id, its start time and the boot it belongs to,
# so that nothing else is ever ended, whatever became of an id in the meantime. Needs STATE.

# Identifies the living process $1; fails when there is none (a zombie has ended).
identity() {
    local stat fields
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -r -a fields <<<"${stat##*) }"
    [[ -n ${fields[19]:-} && ${fields[0]} != Z && ${fields[0]} != X ]] || return 1
    printf '%s %s %s\n' "$1" "${fields[19]}" "$(cat /proc/sys/kernel/random/boot_id)"
}

remember() { identity "$2" >"$STATE/run/$1.pid" || rm -f "$STATE/run/$1.pid"; }

forget() { rm -f "$STATE/run/$1.pid"; }

# Prints the id of the process remembered as $1 if it still is that process.
process_of() {
    local line pid
    { read -r line <"$STATE/run/$1.pid"; } 2>/dev/null || return 1
    pid=${line%% *}
    [[ $pid =~ ^[0-9]+$ && $(identity "$pid") == "$line" ]] || return 1
    printf '%s\n' "$pid"
}

alive() { process_of "$1" >/dev/null; }

# Starts command $2... under the name $1, away from the terminal, its output in the log of that name.
launch() {
    local name=$1 log=$STATE/log/$1.log
    shift
    if [[ -f $log && $(stat -c %s "$log") -gt 10000000 ]]; then mv "$log" "$log.1"; fi
    # Descriptor 9 is the lock of the starting quickstart, not theirs. setsid keeps the id: it execs.
    (cd / && exec setsid -- "$@") </dev/null >>"$log" 2>&1 9>&- &
    remember "$name" "$!"
    disown "$!"
}

# Ends the process remembered as $1: signal $2, and after $3 seconds each further signal of $4...
end() {
    local name=$1 signal=$2 patience=$3 pid step
    shift 3
    pid=$(process_of "$name") || {
        forget "$name"
        return 0
    }
    for signal in "$signal" "$@"; do
        kill -s "$signal" "$pid" 2>/dev/null || true
        for ((step = 0; step < patience * 20; step++)); do
            alive "$name" || break 2
            sleep 0.05
        done
        say "  $name (process $pid) did not end within $patience s of SIG$signal"
    done
    forget "$name"
}

# Whether something accepts connections on the Unix socket $1 (perl-base is on every Debian).
accepts() {
    [[ -S $1 ]] && perl -MSocket -e '
        my $s; socket($s, PF_UNIX, SOCK_STREAM, 0) && connect($s, pack_sockaddr_un($ARGV[0])) or exit 1' "$1"
}

# What $1 logged last, for a sentence about its end: of PostgreSQL its last FATAL line, which hints follow.
last_words() {
    local words
    words=$(tail -n 20 "$STATE/log/$1.log" 2>/dev/null | grep -E ' (FATAL|PANIC): ' | tail -n 1) ||
        words=$(tail -n 1 "$STATE/log/$1.log" 2>/dev/null) || true
    printf '%s' "${words:-nothing}"
}
