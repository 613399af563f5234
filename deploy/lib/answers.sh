# shellcheck shell=bash
# Sourced by deploy/quickstart: the first answers, and what to try next. Needs ROOT, STATE, RUN, TOOL, SAMPLE.

# How to call the quickstart again for this state folder.
command_line() {
    local line="deploy/quickstart $*"
    [[ $STATE == "$ROOT/.groundswell" ]] || line+=" --state $(printf %q "$STATE")"
    printf '%s' "$line"
}

question() {
    say
    say "\$ groundswell $*"
    tool --sockets "$RUN/sockets" "$@" || fail "this question had no answer; the logs are in $STATE/log"
}

first_answers() {
    local call="${TOOL#"$ROOT"/}"
    [[ $STATE == "$ROOT/.groundswell" ]] || call+=" --sockets $RUN/sockets"
    question status
    if [[ -n $SAMPLE ]]; then
        question ask leaderboard --measure derivatives --limit 5
        question ask dependence --of US
        question ask model.get --id deepseek-ai/DeepSeek-R1
    fi
    cat <<END

To try next, in $ROOT:
  $call ask model.search --query llama
  $call ask model.lineage --id Qwen/Qwen2.5-32B --direction descendants
  $call ask dependence --of US --on CN --scope crossOrganization
  $call ask dependence.course --of US --on CN --period year
  $call ask sensitivity --method dependence --params '{"of":"US","on":"CN"}'
  $call ask removal --country CN
  $call ask leadership --series releases --period year --from 2020
  $call openness deepseek-ai/DeepSeek-R1
  $call ask coverage --json
  $call ask rpc.discover --json              every method and its parameters
  $call import huggingface LISTING.ndjson --at 2026-05-01T04:00:00Z

END
}
