# shellcheck shell=bash
# Sourced by tests that need a real systemd: a throw-away overlay of this machine, booted in a moment, gone afterwards.
# Needs root and the package systemd-container. Nothing that happens inside reaches the machine outside.

MACHINE_ROOT='' MACHINE_PID='' MACHINE_LEADER='' MACHINE_GROUPS=()

# Whether it can be done here; else says why not and fails.
machine_possible() {
    ((EUID == 0)) || { say "not root: no machine of its own"; return 1; }
    command -v systemd-nspawn >/dev/null || { say "systemd-nspawn is missing here (package systemd-container)"; return 1; }
}

# Boots it, with folder $1 readable at /opt/src.
machine_start() {
    local place step
    MACHINE_ROOT=$(mktemp -d /tmp/gsm-XXXXXX)
    MACHINE_GROUPS=()
    for place in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
        [[ -f $place/cgroup.procs ]] || continue
        mkdir -p "$place/${MACHINE_ROOT##*/}" 2>/dev/null && MACHINE_GROUPS+=("$place/${MACHINE_ROOT##*/}")
        [[ $place != /sys/fs/cgroup ]] || break
    done
    # shellcheck disable=SC2016 # the inner shell expands it
    (
        for place in "${MACHINE_GROUPS[@]}"; do echo "$BASHPID" >"$place/cgroup.procs"; done
        exec setsid unshare --mount --propagation private sh -c 'mount -t tmpfs -o mode=755 t /run/systemd &&
            mount --bind / "$1" && exec systemd-nspawn -q --boot -D "$1" --volatile=overlay -M "${1##*/}" --register=no \
            --keep-unit --private-network --console=pipe --link-journal=no --resolv-conf=off --timezone=off \
            --system-call-filter=bpf --bind-ro="$2":/opt/src -- systemd.mask=apt-daily.timer \
            systemd.mask=apt-daily-upgrade.timer' sh "$MACHINE_ROOT" "$1"
    ) </dev/null >"$MACHINE_ROOT.log" 2>&1 &
    MACHINE_PID=$!
    for ((step = 0; step < 400; step++)); do
        MACHINE_LEADER=$(pgrep -P "$MACHINE_PID" | head -n 1) || true
        if [[ -n $MACHINE_LEADER ]] &&
            nsenter -t "$MACHINE_LEADER" -a test -S /run/dbus/system_bus_socket 2>/dev/null; then
            inside systemctl is-system-running --wait >/dev/null 2>&1 || true
            return 0
        fi
        kill -0 "$MACHINE_PID" 2>/dev/null || break
        sleep 0.05
    done
    cat "$MACHINE_ROOT.log" >&2
    return 1
}

# Runs a command inside.
inside() { nsenter -t "$MACHINE_LEADER" -a env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C "$@" </dev/null; }

machine_stop() {
    [[ -n $MACHINE_PID ]] || return 0
    [[ -z $MACHINE_LEADER ]] || kill -s RTMIN+4 "$MACHINE_LEADER" 2>/dev/null || true
    local step place
    for ((step = 0; step < 300; step++)); do
        kill -0 "$MACHINE_PID" 2>/dev/null || break
        sleep 0.1
    done
    kill -9 "$MACHINE_PID" 2>/dev/null || true
    wait "$MACHINE_PID" 2>/dev/null || true
    for place in "${MACHINE_GROUPS[@]}"; do find "$place" -depth -type d -exec rmdir {} \; 2>/dev/null || true; done
    rmdir "$MACHINE_ROOT" 2>/dev/null || true
    rm -f "$MACHINE_ROOT.log"
    MACHINE_PID=
}
