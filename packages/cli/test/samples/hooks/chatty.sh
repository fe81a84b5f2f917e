#!/bin/sh
# Writes a log line before its answer.
cat >/dev/null
echo 'checking the command'
echo '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}'
