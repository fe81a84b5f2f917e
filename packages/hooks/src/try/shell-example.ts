import { shlexJoin } from "../host/shlex.js";
import { hooksJsonText } from "./hooks-json-text.js";
import type { ExampleFile } from "./init-hook.js";

/** A hook in POSIX shell, with a test in POSIX shell. */
export function shellExample(folder: string): readonly ExampleFile[] {
  const hook = `${folder}/approve.sh`;
  return [
    { path: "approve.sh", text: approve, executable: true },
    { path: "approve.test.sh", text: test, executable: true },
    { path: "hooks.json", text: hooksJsonText(shlexJoin(["sh", hook])), executable: false },
  ];
}

const approve = `#!/bin/sh
# A PermissionRequest hook: allows \`git fetch\`, refuses forced pushes, leaves the rest to the user.
# It reads all of the request: a hook that does not may fail with "Broken pipe".
request=$(cat)

# The request is one line of compact JSON. Quotes inside its texts are escaped, so that a pattern with bare quotes
# fits the structure only, never a text that looks like it.
case $request in
*'"tool_input":{"command":"git fetch"}}' | *'"tool_input":{"command":"git fetch","description":'*)
  printf '%s' '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}'
  ;;
*'"tool_input":{"command":"git push --force'*)
  # Exit code 2 denies; what is on stderr is the message that the model reads.
  echo 'no forced pushes: push a new commit' >&2
  exit 2
  ;;
esac
# Nothing on stdout and exit code 0: the hook says nothing, and Codex asks as it always does.
`;

const test = `#!/bin/sh
# Runs the hook on requests and compares what it answers.
cd "$(dirname "$0")" || exit 1
failed=0

request() {
  printf '%s' '{"session_id":"s","turn_id":"t","transcript_path":null,"cwd":"/","hook_event_name":"PermissionRequest","model":"m","permission_mode":"default","tool_name":"Bash","tool_input":{"command":"'"$1"'"}}'
}

# expect COMMAND EXIT-CODE STDOUT
expect() {
  stdout=$(request "$1" | sh ./approve.sh 2>/dev/null)
  code=$?
  if [ "$code" = "$2" ] && [ "$stdout" = "$3" ]; then
    echo "ok: $1"
  else
    echo "not ok: $1 gave exit code $code and: $stdout"
    failed=1
  fi
}

expect 'git fetch' 0 '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}'
expect 'git push --force origin main' 2 ''
expect 'rm -rf /' 0 ''
expect 'echo \\"tool_input\\":{\\"command\\":\\"git fetch\\"}}' 0 ''
exit $failed
`;
