#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# The sessions of README.md and of the manual pages give what they show; DM_UPDATE=1 writes their output anew.
. "${srcdir:-.}/tests/cli/harness.sh"

mkdir bin
printf '#!/bin/sh\nexec "%s" "$@"\n' "$DEMARCHE" >bin/demarche
chmod +x bin/demarche
PATH=$PWD/bin:$PATH
export PATH

# session FILE: in a folder of its own, as from the top of the project
session() {
  folder=$scratch/$(basename "$1").run
  mkdir "$folder"
  for name in examples queries schema; do ln -s "$top/$name" "$folder/$name"; done
  cp bin/demarche "$folder/demarche"
  (cd "$folder" && sh "$top/tests/cli/session.sh" "$1")
}
for file in "$top/README.md" "$top"/doc/man/*.examples; do
  check "the sessions of $(basename "$file")" session "$file"
done

# The one that runs them sees what differs, what is left out, and writes anew.
DM_UPDATE=
cat >right.md <<'END'
Text, and a session:

    $ printf 'one\ntwo\n\nthree\nfour\n'
    one
    …
    four

    $ echo 'a
      b' && echo long line
    a
      b
    long …

```
$ cat <<E
> here
> E
here
```

<!-- not run -->

    $ false
END
cp right.md kept.md
check "a session as it should be" session "$PWD/right.md"
sed 's/^    one$/    uno/' kept.md >wrong.md
check_fails "another first line" session "$PWD/wrong.md"
sed 's/^    four$/    cinque/' kept.md >last.md
check_fails "another last line" session "$PWD/last.md"
sed 's/^here$//' kept.md >less.md
check_fails "a line too many" session "$PWD/less.md"
sed 's/^here$/here\nthere/' kept.md >more.md
check_fails "a line too few" session "$PWD/more.md"
printf '    $ false\n' >exit.md
check_fails "an error" session "$PWD/exit.md"
printf 'No session.\n' >none.md
check_exit 2 "nothing to run" session "$PWD/none.md"
DM_UPDATE=1
export DM_UPDATE
cp wrong.md anew.md
check "written anew" session "$PWD/anew.md"
check "is as it should be" cmp anew.md kept.md
finish
