# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""Types at `demarche query` through a pseudo-terminal.  Usage: prompt.py CASE DEMARCHE EDITS, in a scratch folder of
which it takes one named CASE; EDITS is yes where lines can be edited.  Nothing is waited for longer than PATIENCE."""
import os
import pty
import signal
import re
import select
import stat
import subprocess
import sys
import termios
import time

PATIENCE = 120  # seconds
PROMPT = re.compile(rb"(demarche|\.\.\.)> (\x1b\[[0-9;]*[A-Za-z])*$")
DATA = """@prefix dm: <https://w3id.org/demarche/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://a.example/1> a dm:Demand ; skos:prefLabel "eins" .
<http://a.example/2> a dm:Demand ; skos:prefLabel "zwei" .
<http://a.example/3> a dm:Statement ; skos:prefLabel "drei" .
"""
LABELS = "SELECT ?l WHERE { ?s a dm:Demand ; skos:prefLabel ?l } ORDER BY ?l"


class Prompt:
    """A session; what came out after the last thing typed is `seen`."""

    def __init__(self, *arguments, output=None, shell=False, **environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            if shell:
                be_shell()
            os.environ.update({"TERM": "xterm", "XDG_STATE_HOME": os.path.abspath("state"), **environment})
            if output:
                os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            os.execv(program, [program, "query", *arguments])
        self.seen = b""
        self.begin()

    def begin(self):
        self.wait()

    def read(self):
        """Some output; False at its end."""
        ready, _, _ = select.select([self.terminal], [], [], max(0, self.until - time.monotonic()))
        assert ready, "nothing more came: %r" % self.seen
        try:
            some = os.read(self.terminal, 65536)
        except OSError:
            some = b""
        self.seen += some
        return bool(some)

    def wait(self):
        """Until a prompt stands there."""
        self.until = time.monotonic() + PATIENCE
        while not (b"\n" in self.seen and PROMPT.search(self.seen)):
            assert self.read(), "it ended: %r" % self.seen

    def wait_for(self, pattern):
        self.until = time.monotonic() + PATIENCE
        while not re.search(pattern, self.seen, re.DOTALL):
            assert self.read(), "it ended: %r" % self.seen

    def put(self, text):
        self.seen = b""
        os.write(self.terminal, text.encode())

    def interrupt(self):
        """Ctrl-C for the query that runs: when it is no key of the editor any more."""
        self.wait_until(lambda: termios.tcgetattr(self.terminal)[3] & termios.ISIG, "the terminal was not given back")
        time.sleep(0.5)
        os.write(self.terminal, b"\x03")

    def wait_until(self, happened, otherwise):
        until = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < until, "%s: %r" % (otherwise, self.seen)
            time.sleep(0.05)

    def type(self, *lines):
        """Lines, each when the prompt is there for it; gives what came after the last."""
        for line in lines:
            self.put(line + "\n")
            self.wait()
        return self.seen.decode()

    def end(self, key="\x04", code=0):
        self.put(key)
        self.until = time.monotonic() + PATIENCE
        while self.read():
            pass
        ended = []
        self.wait_until(lambda: ended or ended.extend(reap(self.pid)), "it did not end")
        status = ended[0]
        assert os.WIFEXITED(status) and os.WEXITSTATUS(status) == code, "%x %r" % (status, self.seen)


class Failing(Prompt):
    """One that shows no prompt."""

    def begin(self):
        pass


def reap(pid):
    """The status of a process that has ended; nothing before."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    return [status] if ended else []


def be_shell():
    """Returns in a job in the foreground; what has forked it tells when it stops, and lets it go on."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    job = os.fork()
    os.setpgid(job, job or 0)
    os.tcsetpgrp(0, job or os.getpid())
    if job == 0:
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        return
    while True:
        status = os.waitpid(job, os.WUNTRACED)[1]
        if not os.WIFSTOPPED(status):
            os._exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 99)
        os.tcsetpgrp(0, os.getpid())
        os.write(1, b"%s\n" % (b"cooked" if termios.tcgetattr(0)[3] & termios.ICANON else b"raw"))
        os.read(0, 100)
        os.tcsetpgrp(0, job)
        os.kill(job, signal.SIGCONT)


def rows(text):
    return re.findall(r"(?m)^(eins|zwei|drei)\s*$", text)


def case_lines():
    prompt = Prompt("--data", "data.ttl")
    assert rows(prompt.type("SELECT ?l WHERE {", "?s a dm:Demand ;", "", "skos:prefLabel ?l }", "ORDER BY ?l", "")) == ["eins", "zwei"]
    assert rows(prompt.type(LABELS + ";")) == ["eins", "zwei"]
    assert rows(prompt.type("PREFIX skos: <http://nowhere.example/>", LABELS + " ;")) == []
    prompt.type("SELECT ?l WHERE {")
    prompt.put("?s \x03")
    prompt.wait()
    assert prompt.seen.endswith(b"demarche> "), "Ctrl-C drops the lines before as well"
    assert rows(prompt.type(LABELS + ";")) == ["eins", "zwei"]
    assert "true" in prompt.type('ASK { FILTER(STRLEN("žába") = 4) } ;')
    prompt.end()


def case_errors():
    prompt = Prompt("--data", "data.ttl")
    assert ":2: " in prompt.type("SELECT ?l WHERE {", "oops", "}", "")
    assert ":3: " in prompt.type("# a", "SELECT ?l WHERE { ?s skos:prefLabel ?l ;", "oops } ;")
    assert "nope" in prompt.type("ASK { ?s nope:p ?o } ;")
    assert ".nope" in prompt.type(".nope")
    assert rows(prompt.type(LABELS + ";")) == ["eins", "zwei"]
    prompt.end()


def case_commands():
    prompt = Prompt("--data", "data.ttl", "-f", "tsv")
    assert '"eins"' in prompt.type(LABELS + ";")
    shipped = re.findall(r"(?m)^ +(\S+) +\S.*\?\s*$", prompt.type(".list"))
    assert {"statements", "demands", "entities"} <= set(shipped), shipped
    prompt.type(".format csv")
    for name in shipped:
        assert "," in prompt.type(".run " + name), name
    assert "SELECT" in prompt.type(".show demands")
    assert '{"head"' not in prompt.type(".format yaml")
    assert "\r\neins\r" in prompt.type(LABELS + ";")
    prompt.type(".format json ;")
    assert '{"head"' in prompt.type(LABELS + ";")
    with open("own.rq", "w") as file:
        file.write("ASK {\n oops }\n")
    assert "own.rq:2:" in prompt.type(".run own.rq")
    assert "own.rq" not in prompt.type("ASK { oops } ;")
    assert "demarche: " not in prompt.type(".run asks addressee=\"no where\" since=1914-07-01 ;")
    for setting in ("nowhere=1", "since=never", "demands"):
        assert "demarche: " in prompt.type(".run asks " + setting), setting
    with open("set.rq", "w") as file:
        file.write("# Who is called so?\n# set word (text): a label\nSELECT ?s ?word WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?word }\n")
    assert "eins" in prompt.type(".run set.rq")
    assert "eins" not in prompt.type(".run set.rq word=zwei") and "zwei" in prompt.seen.decode().split("\n", 1)[1]
    for command in (".run nowhere", ".run", ".run -", ".show", ".format"):
        assert prompt.type(command).count("\n") == 2, command
    assert "skos:" in prompt.type(".prefixes")
    for command in (".list", ".run", ".format", ".quit"):
        assert command in prompt.type(".help")
    prompt.end(".quit\n")


def case_newest():
    subprocess.run([program, "load", "-s", "store", "--no-link", "data.ttl"], check=True)
    prompt = Prompt("-s", "store")
    assert rows(prompt.type(LABELS + ";")) == ["eins", "zwei"]
    with open("more.ttl", "w") as file:
        file.write(DATA.replace("dm:Statement", "dm:Demand"))
    subprocess.run([program, "load", "-s", "store", "--no-link", "more.ttl"], check=True)
    assert rows(prompt.type(LABELS + ";")) == ["drei", "eins", "zwei"]
    prompt.end()


def case_redirected():
    prompt = Prompt("--data", "data.ttl", "-f", "csv", output="out.csv")
    prompt.type(LABELS + ";", ".list", LABELS + ";")
    prompt.end()
    with open("out.csv", newline="") as file:
        assert file.read() == "l\r\neins\r\nzwei\r\n" * 2


def case_stops():
    prompt = Prompt("--data", "data.ttl")
    pattern = " ".join("?a%d ?b%d ?c%d ." % (i, i, i) for i in range(30))
    for query in (
        "SELECT (COUNT(*) AS ?n) WHERE { %s }" % pattern,
        "SELECT * WHERE { %s } ORDER BY ?a1" % pattern,
        "CONSTRUCT { ?a1 ?b2 ?c3 } WHERE { %s }" % pattern,
        "SELECT * WHERE { { SELECT (COUNT(*) AS ?n) WHERE { %s } } }" % pattern,
        "ASK { %s FILTER(?a1 = ?c2) }" % pattern,
    ):
        prompt.put(query + " ;\n")
        prompt.interrupt()
        prompt.wait()
        if edits:
            assert re.search(rb"demarche: input: .*\r\n", prompt.seen), prompt.seen
        assert rows(prompt.type(LABELS + ";")) == ["eins", "zwei"]
    prompt.end()


def case_stops_answers():
    """Ctrl-C while an answer is written: the terminal is full, so that most of it is still to come."""
    prompt = Prompt("--data", "data.ttl")
    pattern = " ".join("?a%d ?b%d ?c%d ." % (i, i, i) for i in range(6))
    for form, query in (
        ("table", "SELECT * WHERE { %s }"),
        ("csv", "SELECT * WHERE { %s }"),
        ("csv", "SELECT * WHERE { { SELECT * WHERE { %s } } }"),
        ("table", "SELECT (STR(?c1) AS ?d) WHERE { %s }"),
    ):
        prompt.type(".format " + form)
        prompt.put(query % pattern + " ;\n")
        prompt.wait_for(rb"\n.*(eins|Demand)")
        prompt.interrupt()
        prompt.wait()
        assert b"demarche: input: " in prompt.seen[-500:] and prompt.seen.count(b"\n") < 6**6 / 2, prompt.seen[-500:]
        assert "eins" in prompt.type(LABELS + ";")
    prompt.end()


def case_suspends():
    prompt = Prompt("--data", "data.ttl", shell=True)
    prompt.put("SELECT ?l { ?s a dm:Demand ; \x1a")
    prompt.wait_for(rb"cooked|raw")
    assert b"cooked" in prompt.seen, prompt.seen
    prompt.put("\n")
    prompt.wait_for(rb"demarche> .*dm:Demand ;")
    assert rows(prompt.type("skos:prefLabel ?l } ORDER BY ?l ;")) == ["eins", "zwei"], prompt.seen
    prompt.end()


def case_ahead():
    """What is typed before the prompt shows, or while a query runs, is not lost."""
    for _ in range(5):
        prompt = Failing("--data", "data.ttl")
        prompt.put(LABELS + ";\nASK {} ;\n")
        prompt.wait_for(rb"zwei.*true.*demarche> ")
        prompt.end()


def case_ends_early():
    prompt = Prompt("--data", "data.ttl")
    prompt.type("SELECT ?l WHERE {")
    prompt.end()


def case_nowhere():
    Failing("-s", "nowhere").end(key="", code=2)


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def case_history():
    prompt = Prompt("--data", "data.ttl")
    prompt.type(".format csv", "SELECT ?l WHERE {", "?s a dm:Demand ; skos:prefLabel ?l", "} ORDER BY ?l ;")
    prompt.end()
    assert mode("state/demarche/history") == 0o600 and mode("state/demarche") == 0o700
    prompt = Prompt("--data", "data.ttl")
    prompt.put("\x10")
    prompt.wait_for(rb"BY \?l ;")
    assert rows(prompt.type("")) == ["eins", "zwei"], "a query of many lines comes back whole"
    prompt.put("\x10")
    prompt.wait_for(rb"BY \?l ;")
    prompt.put("\x10")
    prompt.wait_for(rb"\.format csv")
    prompt.type("")
    prompt.type(".format csv")
    prompt.end()
    with open("state/demarche/history") as file:
        assert file.read().count("format") == 1 + 1, "what was called up again is not kept twice in a row"
    for folder in ("/dev/null/nowhere", "relative"):
        prompt = Prompt("--data", "data.ttl", XDG_STATE_HOME=folder, HOME="/dev/null")
        assert rows(prompt.type(LABELS + ";")) == ["eins", "zwei"]
        prompt.end()
    assert not os.path.exists("relative")
    home = os.path.abspath("home")
    prompt = Prompt("--data", "data.ttl", XDG_STATE_HOME="", HOME=home)
    prompt.type(".help")
    prompt.end()
    assert mode(home + "/.local/state/demarche/history") == 0o600


def case_completion():
    prompt = Prompt("--data", "data.ttl")
    assert rows(prompt.type("sele\t?l { ?s a dm:Dema\t; skos:prefL\t?l } ORD\tBY ?l ;")) == ["eins", "zwei"]
    prompt.put("ASK { ?s dm:de\t\t")
    prompt.wait_for(rb"dm:demander.*> ASK \{ \?s dm:de")
    prompt.put("\x03")
    prompt.wait()
    assert "SELECT" in prompt.type(".sh\tdema\t")
    assert "demarche: " not in prompt.type(".ru\tasks\taddr\tnowhere")
    prompt.put(".run asks \t")
    prompt.wait_for(rb"demander=\s+since=\s+until=\s.*> .run asks ")
    prompt.put("\x03")
    prompt.wait()
    assert "csv" not in prompt.type(".fo\tcs\t")
    assert "\r\neins\r" in prompt.type(LABELS + ";")
    prompt.end()


case, program, edits = sys.argv[1], os.path.abspath(sys.argv[2]), sys.argv[3] == "yes"
os.mkdir(case)
os.chdir(case)
with open("data.ttl", "w") as data:
    data.write(DATA)
globals()["case_" + case]()
