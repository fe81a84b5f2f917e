#!/usr/bin/env bash
# What action.yml runs: one command of codex-contracts in another repository. Everything comes in as an environment
# variable, so that nothing of a pull request is read as shell.
set -euo pipefail
cd "${CONTRACTS_DIRECTORY:-.}"

run() {
  if [[ -n "${CONTRACTS_BIN:-}" ]]; then node "$CONTRACTS_BIN" "$@"; else npx --yes "codex-contracts@${CONTRACTS_VERSION:-latest}" "$@"; fi
}

case "${CONTRACTS_COMMAND:-check}" in
  check)
    # One path a line.
    paths=()
    while IFS= read -r path; do [[ -n "$path" ]] && paths+=("$path"); done <<<"${CONTRACTS_PATHS:-}"
    run check ${paths[@]+"${paths[@]}"}
    ;;
  diff)
    base="${CONTRACTS_AGAINST:-}"
    if [[ -z "$base" && -n "${GITHUB_BASE_REF:-}" ]]; then
      # A pull request is checked out alone: the branch that it goes into is fetched for the comparison.
      git fetch --quiet --depth=1 origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF"
      base="origin/$GITHUB_BASE_REF"
    fi
    args=(diff "${CONTRACTS_FOLDER:-schemas}" --mode "${CONTRACTS_MODE:-full}" --role "${CONTRACTS_ROLE:-both}")
    [[ -n "$base" ]] && args+=(--against "$base")
    if [[ -n "${GITHUB_STEP_SUMMARY:-}" ]]; then
      run "${args[@]}" --format markdown --fail-on never >>"$GITHUB_STEP_SUMMARY"
    fi
    run "${args[@]}" --format github --fail-on "${CONTRACTS_FAIL_ON:-major}"
    ;;
  *)
    echo "command is \"check\" or \"diff\"" >&2
    exit 2
    ;;
esac
