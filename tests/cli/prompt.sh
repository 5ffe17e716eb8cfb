#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# The prompt of query, at a terminal of its own.  Needs python3.
. "${srcdir:-.}/tests/cli/harness.sh"

command -v python3 >/dev/null || { echo "no python3 here: skipped"; exit 77; }
cat >data.ttl <<'END'
@prefix dm: <https://w3id.org/demarche/ns#> .
<http://a.example/one> a dm:Demand ; dm:demands "first; {second" .
<http://a.example/two> a dm:Demand ; dm:demands "third" .
END
check "load" demarche load -s store --no-link data.ttl
cat >session.py <<'END'
import os, pty, select, sys, time

def read_until(handle, wanted, out):
    """Reads until `wanted` stands in what was not seen before, for at most 20 seconds."""
    end = time.time() + 20
    while wanted not in out[read_until.seen:]:
        ready, _, _ = select.select([handle], [], [], 0.1)
        if ready:
            try:
                data = os.read(handle, 65536)
            except OSError:
                return
            if not data:
                return
            out.extend(data)
        elif time.time() > end:
            raise SystemExit("waited in vain for %r in %r" % (wanted, bytes(out)))
    read_until.seen = len(out)

read_until.seen = 0
child, handle = pty.fork()
if child == 0:
    os.environ.update(TERM="dumb", XDG_STATE_HOME=os.path.abspath("state"))
    os.execv(sys.argv[1], sys.argv[1:])
out = bytearray()
read_until(handle, b"demarche> ", out)
for line in open("typed", encoding="utf-8"):
    keys, wanted = line.rstrip("\n").split("\t")
    os.write(handle, keys.encode().decode("unicode_escape").encode("latin-1"))
    read_until(handle, wanted.encode().decode("unicode_escape").encode("latin-1"), out)
os.write(handle, b"\x04")
try:
    while os.read(handle, 65536):
        pass
except OSError:
    pass
_, status = os.waitpid(child, 0)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 99)
END
# What is typed, and what is waited for.
cat >typed <<'END'
.format tsv\n	demarche> 
SELECT ?s {\n	...> 
  ?s a dm:Demand ;\n	...> 
  dm:demands "first; {second"\n	...> 
};\n	<http://a.example/one>\r\n
SELECT nothing\n\n	demarche: 
ASK { ?s a\n	...> 
\x03	demarche> 
ASK { ?s a dm:Demand }\n\n	true\r\n
.run demands\n	?article\t?demand
.run entities article=nowhere\n	?article\t?entity\t?type\t?label\t?alias\r\n
.run entities nowhere=1\n	demarche: 
.run nowhere\n	demarche: 
.nowhere\n	demarche: 
.list\n	said-about 
.prefixes\n	skos: <
.help\n	.quit
SELECT (COUNT(?s) AS ?n) { ?s a dm:Demand };\n	"2"^^<http
END
check "a session, left by Ctrl-D" python3 session.py "$DEMARCHE" query -s store
if [ -e state/demarche/history ]; then
  check_output "the history is private" "-rw-------" sh -c "ls -l state/demarche/history | cut -c1-10"
  check "it has what was typed" grep -q prefixes state/demarche/history
  printf '.quit\\n\t\n' >typed
  check "it is no error that it cannot be kept" sh -c "rm -r state && touch state && python3 session.py '$DEMARCHE' query -s store"
fi
printf '.quit\\n\t\n' >typed
check "left by .quit" python3 session.py "$DEMARCHE" query -s store
check_fails "no store" python3 session.py "$DEMARCHE" query -s nowhere
check_exit 2 "no terminal, no query" sh -c "echo 'ASK {}' | '$DEMARCHE' query -s store"
finish
