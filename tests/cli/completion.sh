#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Completions, asked as a shell asks them: bash, zsh and fish where they are.
build=$PWD
. "${srcdir:-.}/tests/cli/harness.sh"
completion=$build/src/cli/completion
mkdir bin folder
ln -s "$DEMARCHE" bin/demarche
PATH=$PWD/bin:$PATH
export PATH
mkdir newer
cat >newer/demarche <<'END'
#!/bin/sh
[ "$*" = "query --list" ] || exit 2
echo '  elections          Who was elected?'
echo '                       year=number       only of this year'
echo '  envoys             Who was sent where?'
END
chmod +x newer/demarche
touch article.txt folder/inner.nq 'two words.txt'
shells=0

has() { # WHAT WORD: what was offered (in `offered`) has this line
  check "$shell: $1 offers $2" grep -qxF -e "$2" offered
}
has_not() { check_fails "$shell: $1 does not offer $2" grep -qxF -e "$2" offered; }

# What every shell shall offer.  `ask LINE` gives what is offered at the end of it, a line each.
common() {
  shells=$((shells + 1))
  ask 'demarche ' >offered
  for command in $commands; do has "a command" "$command"; done
  ask 'demarche b' >offered
  has "b" build
  has_not "b" query
  ask 'demarche query -f ' >offered
  has "query -f" csv
  has_not "query -f" trig
  ask 'demarche export --format t' >offered
  has "export --format t" turtle
  has "export --format t" trig
  has_not "export --format t" ntriples
  ask 'demarche build --no' >offered
  has "build --no" --no-link
  has_not "build --no" --no-inferred
  ask 'demarche query e' >offered
  has "query e" entities
  PATH=$PWD/newer:$PATH ask 'demarche query e' >offered
  has "query e of a newer program" elections
  has_not "query e of a newer program" entities
  ask 'demarche query -s ' >offered
  has "query -s" folder/
  has_not "query -s" article.txt
  ask 'demarche build a' >offered
  has "build a" article.txt
  ask 'demarche help w' >offered
  has "help w" why
}
commands=$(demarche --help | sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p')

if command -v bash >/dev/null; then
  shell=bash
  cat >ask.bash <<'END'
source "$1"
# As readline cuts it: at spaces, and equals signs and colons are words.
line=${2//=/ = }
line=${line//:/ : }
read -ra COMP_WORDS <<<"$line"
[[ $line == *' ' ]] && COMP_WORDS+=("")
[[ $2 == *= ]] && COMP_WORDS=("${COMP_WORDS[@]::${#COMP_WORDS[@]}-1}")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_demarche
for word in "${COMPREPLY[@]}"; do
  [[ -d $word ]] && word=$word/ # readline adds it
  printf '%s\n' "$word"
done
END
  ask() { bash ask.bash "$completion/demarche" "$1"; }
  common
  ask 'demarche query --format=' >offered
  has "query --format=" json
  ask 'demarche query --format=j' >offered
  has "query --format=j" json
  has_not "query --format=j" csv
  ask 'demarche query --named http://a.example/g=fol' >offered
  has "--named IRI=fol" folder/
  ask 'demarche build two' >offered
  has "build two" 'two words.txt'
  ask 'demarche ' >offered
  has "at first" --version
fi

if command -v fish >/dev/null; then
  shell=fish
  HOME=$PWD
  export HOME
  ask() { fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$completion/demarche.fish" "$1" 2>fish.err | cut -f 1; }
  common
  ask 'demarche query --named http://a.example/g=fol' >offered
  has "--named IRI=fol" http://a.example/g=folder/
  check "fish has nothing to say" test ! -s fish.err
fi

if command -v zsh >/dev/null && zsh -fc 'zmodload zsh/zpty' 2>/dev/null; then
  shell=zsh
  # A shell in a terminal of its own: what compadd is given that fits is what is offered.
  cat >ask.zsh <<'END'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1= PROMPT_SP=; unsetopt zle_bracketed_paste; fpath=(${(q)1} \$fpath); autoload -U compinit; compinit -D -u
zstyle ':completion:*' insert-unambiguous false
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd \"\$@\"; return; fi
  typeset -a __hits; local __hit
  builtin compadd -A __hits \"\$@\"
  for __hit in \$__hits; do [[ -d \$__hit ]] && __hit=\$__hit/; print -r -- \"HIT:\$__hit:\" >>hits; done
  builtin compadd \"\$@\"
}
ask_now() { zle complete-word; : >over; }
zle -N ask_now
bindkey '^I' ask_now
zle-line-init() { : >ready; }
zle -N zle-line-init"
for i in {1..600}; do [[ -e ready ]] && break; sleep 0.05; done
zpty -w -n z "$2"$'\t'
for i in {1..600}; do [[ -e over ]] && break; sleep 0.05; zpty -r -t z discard; done
zpty -d z
[[ -e hits ]] && sed -n 's/^HIT:\(.*\):$/\1/p' hits | sed 's/ *$//'
rm -f hits ready over
END
  ask() { zsh -f ask.zsh "$completion" "$1"; }
  common
fi
[ "$shells" -gt 0 ] || { echo "no bash, zsh or fish here: skipped"; exit 77; }
finish
