#!/bin/sh
# Wants an allow that holds for the session, which there is not.
cat >/dev/null
echo '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow","updatedPermissions":{"network":true}}}}'
