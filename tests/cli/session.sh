#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# session.sh FILE: run the shell sessions of a text in this folder and compare what comes with what the text shows.
#
# A session is indented by four spaces or stands between fences; `$ ` begins a command, which goes on for as long as its
# quotes are open or `> ` begins the line; what follows is its output, standard error included.  A line `...` or `…`
# stands for lines left out, `…` at the end of a line for the rest of it.  Commands end with 0.  After a line
# `<!-- not run -->` sessions are passed over up to the next text.
# DM_UPDATE=1 rewrites the output shown where it differs.  Exit: 0 all as shown, 1 something differs, 2 nothing was run.
set -u
file=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/text"
newline='
'
fence= skip= command= lines= blanks= number=0 at=0 ran=0 differ=0
: >"$work/shown"

emit() { printf '%s\n' "$1" >>"$work/text"; }

# Does $work/got match $work/shown?
matches() {
  awk '
  function strip(s) { sub(/[ \t\r]+$/, "", s); return s }
  function left_out(s) { sub(/^[ \t]+/, "", s); return s == "..." || s == "…" }
  function same(e, g,   n) {
    if (e == g) return 1
    if (e !~ /…$/) return 0
    n = length(e) - length("…")
    return substr(e, 1, n) == substr(g, 1, n)
  }
  # lines from..to of what is shown stand at `at` of what came
  function stand(from, to, at,   i) {
    if (at + to - from > got) return 0
    for (i = from; i <= to; i++) if (!same(e[i], g[at + i - from])) return 0
    return 1
  }
  FNR == NR && FILENAME == ARGV[1] { e[++shown] = strip($0); next }
  { g[++got] = strip($0) }
  END {
    while (got && g[got] == "") got--
    at = 1; from = 1; loose = 0
    for (i = 1; i <= shown + 1; i++) {
      if (i <= shown && !left_out(e[i])) continue
      to = i - 1; size = to - from + 1
      if (i == shown + 1 && loose) { if (got - size + 1 < at) exit 1; at = got - size + 1 }
      else if (loose) while (at <= got && !stand(from, to, at)) at++
      if (!stand(from, to, at)) exit 1
      at += size; from = i + 1; loose = 1
    }
    exit i == shown + 2 && !(at == got + 1) ? 1 : 0
  }' "$work/shown" "$work/got"
}

# What came, as it is to be shown: with lines left out where they were.
shorten() {
  awk '
  function left_out(s) { sub(/^[ \t]+/, "", s); return s == "..." || s == "…" }
  FNR == NR && FILENAME == ARGV[1] { n++; if (left_out($0)) { if (!cut) { cut = n; mark = $0 } last = n } next }
  { g[++got] = $0 }
  END {
    while (got && g[got] == "") got--
    head = cut - 1; tail = n - last
    for (i = 1; i <= got; i++) {
      if (!cut || head + tail >= got || i <= head || i > got - tail) print g[i]
      else if (i == head + 1) print mark
    }
  }' "$work/shown" "$work/got"
}

# Run the command that has been read, and write it and its output.
end_command() {
  [ -n "$lines" ] || return 0
  printf '%s' "$lines" >>"$work/text"
  if [ -z "$skip" ]; then
    ran=$((ran + 1))
    sh -c "$command" >"$work/raw" 2>&1 </dev/null
    code=$?
    tr -d '\r' <"$work/raw" >"$work/got" # CSV's lines end with both
    [ $code -eq 0 ] || { echo "$file:$at: exit $code: $command"; cat "$work/got"; differ=1; }
    if ! matches; then
      if [ -n "${DM_UPDATE:-}" ] && [ $code -eq 0 ]; then
        shorten >"$work/new" && mv "$work/new" "$work/shown"
      else
        differ=1
        echo "$file:$at: something else comes of: $command"
        diff "$work/shown" "$work/got"
      fi
    fi
  fi
  indent='    '
  [ -z "$fence" ] || indent=
  sed "s/^\(.\)/$indent\1/" "$work/shown" >>"$work/text"
  printf '%s' "$blanks" >>"$work/text"
  : >"$work/shown"
  lines= command= blanks=
}

# More of the command: its quotes are open, it ends with a backslash, or the line has the prompt for that.
goes_on() {
  [ -n "$lines" ] && [ ! -s "$work/shown" ] && [ -z "$blanks" ] || return 1
  case $body in '> '* | '>') return 0 ;; esac
  case $command in *\\) return 0 ;; esac
  ! sh -n -c "$command" 2>/dev/null
}

take_body() {
  case $body in
  '$ '*)
    end_command
    at=$number
    command=${body#'$ '} lines=$line$newline
    return
    ;;
  esac
  if goes_on; then
    more=${body#'>'}
    [ "$more" = "$body" ] || more=${more#' '}
    command=$command$newline$more lines=$lines$line$newline
  elif [ -n "$lines" ]; then
    printf '%s%s\n' "$blanks" "$body" >>"$work/shown"
    blanks=
  else
    emit "$line"
  fi
}

while IFS= read -r line || [ -n "$line" ]; do
  number=$((number + 1))
  case $line in
  '```'*)
    end_command
    [ -n "$fence" ] && skip=
    if [ -n "$fence" ]; then fence=; else fence=1; fi
    emit "$line"
    ;;
  '    '*)
    body=${line#'    '}
    [ -z "$fence" ] || body=$line
    take_body
    ;;
  '')
    if [ -n "$lines" ]; then blanks=$blanks$newline; else emit ''; fi
    ;;
  *)
    if [ -n "$fence" ]; then
      body=$line
      take_body
    else
      end_command
      skip=
      [ "$line" = '<!-- not run -->' ] && skip=1
      emit "$line"
    fi
    ;;
  esac
done <"$file"
end_command
if [ -n "${DM_UPDATE:-}" ] && ! cmp -s "$work/text" "$file"; then
  cat "$work/text" >"$file"
fi
[ "$ran" -gt 0 ] || { echo "$file: no session"; exit 2; }
exit $differ
