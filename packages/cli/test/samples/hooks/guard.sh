#!/bin/sh
# Refuses forced pushes.
case $(cat) in
*'"command":"git push --force'*)
  echo 'no forced pushes: push a new commit' >&2
  exit 2
  ;;
esac
