#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
"""The benchmark: our store and pipeline, and what others have for the same, in one run and in turns.

bench.py --source DIR --build DIR [--size tiny|small|full] [--runs N] [--report FILE]

Generated inputs, so that anybody gets the same.  Each figure is the median of the runs.  Where node and npm are there,
oxigraph and compromise are installed into the build tree.  Ends with 1 where two stores differ in what they found.
"""
import argparse
import datetime
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SIZES = {  # articles and quads of the graph, articles of the feed, runs
    'tiny': (300, 5000, 12, 1),
    'small': (7000, 100000, 200, 3),
    'full': (72516, 1000000, 1000, 3),
}
QUERIES = ['entities', 'positions', 'statements', 'demands', 'dates']
OPERATIONS = {
    'bound': 'a whole quad',
    'subject': 'all of a subject',
    'object': 'all of a predicate and object',
    'predicate': 'all of a predicate',
    'graph': 'all of a graph',
}
PACKAGES = ['oxigraph@0.5', 'compromise@14']
STAGES = {
    'reading': 'the line to an article with its body',
    'text': 'paragraphs, sentences, tokens',
    'syntax': 'tags, lemmas, noun phrases',
    'signs': 'quotations, dates',
    'names': 'names and their kinds, by rules and model',
    'entities': 'who is who, roles, pronouns',
    'fact': 'statements, demands, responses',
    'graph': 'quads, sorted',
    'wire': 'quads to bytes and back, between worker and parent',
    'write': 'quads into the store, commit',
}
MODELS = {'tagger': 'tags of every word', 'names': 'names and their kinds', 'parser': 'trees of all sentences'}
ABSENT = 'not here'


class Run:
    """What one process took: seconds by the clock, seconds of processors, kilobytes at its peak."""

    def __init__(self, command, environment=None, heard=True):
        environment = {**os.environ, **(environment or {})}
        with tempfile.TemporaryFile() as out:
            begun = time.monotonic()
            process = subprocess.Popen(command, stdout=out if heard else subprocess.DEVNULL, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.wall = time.monotonic() - begun
            out.seek(0)
            self.out = out.read().decode()
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss
        if process.returncode != 0:
            sys.exit(f'bench: {command[0]} ended with {process.returncode}: {" ".join(command)}')

    def lines(self):
        """Lines of `NAME KEY VALUE KEY VALUE...` by name; `query` with its name."""
        found = {}
        for words in map(str.split, self.out.splitlines()):
            at = 2 if words[0] == 'query' else 1
            found[' '.join(words[:at])] = {k: float(v) for k, v in zip(words[at::2], words[at + 1::2])}
        return found


def median(values):
    return statistics.median(list(values))


def middle(runs, what):
    return median(getattr(run, what) for run in runs)


def folder_size(path):
    return sum(os.path.getsize(os.path.join(path, name)) for name in os.listdir(path))


def figure(number):
    """Three digits that count."""
    if number >= 100:
        return f'{number:,.0f}'
    return f'{number:.2f}' if number < 10 else f'{number:.1f}'


def table(head, rows):
    lines = ['| ' + ' | '.join(head) + ' |', '| ' + ' | '.join('---' for _ in head) + ' |']
    return '\n'.join(lines + ['| ' + ' | '.join(map(str, row)) + ' |' for row in rows])


class Bench:
    def __init__(self, options):
        self.options = options
        articles, quads, feed, runs = SIZES[options.size]
        self.articles, self.quads, self.feed_articles = articles, quads, feed
        self.runs = options.runs or runs
        self.folder = tempfile.mkdtemp(prefix='bench-', dir=options.build)
        self.demarche = os.path.join(options.build, 'demarche')
        self.npm = None
        self.wrong = []
        self.parts = {}

    def path(self, name):
        return os.path.join(self.folder, name)

    def tool(self, name):
        return os.path.join(self.options.build, 'tests', 'bench', name)

    def source(self, *names):
        return os.path.join(self.options.source, *names)

    def fresh(self, name):
        shutil.rmtree(self.path(name), ignore_errors=True)
        return self.path(name)

    def same(self, what, ours, theirs):
        if ours != theirs:
            self.wrong.append(f'{what}: {ours} here, {theirs} there')

    # Inputs.

    def make_inputs(self):
        with open(self.path('graph.nq'), 'wb') as out:
            command = [self.tool('graph'), f'--articles={self.articles}', f'--quads={self.quads}']
            subprocess.run(command, stdout=out, check=True)
        with open(self.path('graph.nq'), 'rb') as quads, open(self.path('probes.nq'), 'wb') as probes:
            step = max(1, self.quads // 20000)
            lines = [line for i, line in enumerate(quads) if i % step == 0]
            random.Random(1).shuffle(lines)  # those who do not come to the end do the same kinds
            probes.writelines(lines)
        with open(self.path('feed.jsonl'), 'wb') as out:
            command = [self.tool('feed'), f'--articles={self.feed_articles}', self.source('tests', 'bench', 'feed.tsv')]
            subprocess.run(command, stdout=out, check=True)
        with open(self.path('feed.jsonl'), encoding='utf-8') as feed:
            self.words = sum(len(json.loads(line)['text'].split()) for line in feed)

    def install_packages(self):
        folder = os.path.join(self.options.build, 'build-npm')
        if not shutil.which('node') or not shutil.which('npm'):
            return
        os.makedirs(folder, exist_ok=True)
        wanted = [os.path.join(folder, 'node_modules', name.split('@')[0]) for name in PACKAGES]
        if not all(map(os.path.isdir, wanted)):
            if self.options.offline:
                return
            command = ['npm', 'install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, *PACKAGES]
            if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
                return
        self.npm = folder

    def version(self, package):
        with open(os.path.join(self.npm, 'node_modules', package, 'package.json'), encoding='utf-8') as file:
            return json.load(file)['version']

    def node(self, script, *arguments):
        return Run(['node', '--max-old-space-size=8192', self.source('tests', 'bench', script), self.npm, *arguments])

    # The store.

    def load_all(self):
        quads = self.path('graph.nq')
        ours, linked, theirs, oxigraph = [], [], [], []
        for _ in range(self.runs):
            ours.append(Run([self.demarche, 'load', '-s', self.fresh('store'), '--no-link', quads]))
            os.makedirs(self.fresh('librdf'))
            theirs.append(self.rival('load', quads))
            linked.append(Run([self.demarche, 'load', '-s', self.fresh('linked'), quads]))
            if self.npm:
                oxigraph.append(self.node('oxigraph.mjs', quads))
        for runs in theirs, oxigraph:
            for run in runs:
                self.same('quads loaded', self.quads, run.lines()['load']['quads'])
        stats = json.loads(Run([self.demarche, 'stats', '-f', 'json', '-s', self.path('store')]).out)
        self.same('quads in the store', self.quads, stats['quads'])
        self.report_load(ours, linked, theirs, oxigraph)

    def report_load(self, ours, linked, theirs, oxigraph):
        best, best_cpu = middle(ours, 'wall'), middle(ours, 'cpu')
        sizes = {'ours': folder_size(self.path('store')), 'theirs': folder_size(self.path('librdf'))}
        rows = []

        def add(name, runs, size):
            wall = middle(runs, 'wall')
            cpu = middle(runs, 'cpu')
            rows.append([name, figure(wall), figure(wall / best), figure(cpu), figure(cpu / best_cpu),
                         figure(self.quads / wall), figure(size / self.quads) if size else 'in memory',
                         figure(size / sizes['ours']) if size else '', figure(middle(runs, 'memory') / 1024)])
        add('`demarche load --no-link`', ours, sizes['ours'])
        add('`demarche load` (who is who computed too)', linked, folder_size(self.path('linked')))
        add('librdf hashes/bdb, contexts on', theirs, sizes['theirs'])
        if oxigraph:
            add(f'oxigraph {self.version("oxigraph")} (node)', oxigraph, None)
        else:
            rows.append(['oxigraph (node)'] + [ABSENT] * 8)
        self.load_ratio = middle(theirs, 'wall') / best
        self.cpu_ratio = middle(theirs, 'cpu') / best_cpu
        self.size_ratio = sizes['theirs'] / sizes['ours']
        self.parts['LOAD'] = table(['store', 's', 'times ours', 'processor s', 'times ours', 'quads a second',
                                    'bytes a quad', 'times ours', 'peak MB'], rows)

    def rival(self, what, file):
        # leaks of librdf's are not looked for, nor that it compares as many bytes as the longer of two keys has
        return Run([self.tool('rival'), what, self.path('librdf'), file], {'ASAN_OPTIONS': 'detect_leaks=0:strict_memcmp=0'})

    def probe_all(self):
        probes = self.path('probes.nq')
        queries = [self.source('queries', name + '.rq') for name in QUERIES]
        ours, theirs, oxigraph, asked = [], [], [], {name: [] for name in QUERIES}
        for _ in range(self.runs):
            ours.append(Run([self.tool('probe'), self.path('store'), probes]).lines())
            theirs.append(self.rival('probe', probes).lines())
            for name in QUERIES:
                command = [self.demarche, 'query', '-s', self.path('store'), '-f', 'tsv', name]
                asked[name].append(Run(command))
            if self.npm:
                oxigraph.append(self.node('oxigraph.mjs', self.path('graph.nq'), probes, *queries).lines())
        self.report_probes(ours, theirs, oxigraph)
        self.report_queries(asked, oxigraph)

    def compare(self, name, ours, others):
        for other in others:
            # the slow do not come to the end: the first few are done by all
            self.same(f'rows of {name}, first probes', ours['first'], other[name]['first'])
            if other[name]['operations'] == ours['operations']:
                self.same(f'rows of {name}', ours['rows'], other[name]['rows'])

    def report_probes(self, ours, theirs, oxigraph):
        rows = []
        for name, words in OPERATIONS.items():
            self.compare(name, ours[0][name], theirs + oxigraph)

            def speed(runs, what):
                return median(run[name][what] / run[name]['seconds'] for run in runs)
            row = [words]
            for what in ('operations', 'rows'):
                row.append(figure(speed(ours, what)))
                for runs in theirs, oxigraph:
                    row.append(f'{figure(speed(runs, what))} (1 : {figure(speed(ours, what) / speed(runs, what))})'
                               if runs else ABSENT)
            rows.append(row)
        self.parts['PROBES'] = table(['pattern', 'ours a second', 'librdf', 'oxigraph', 'ours, quads a second', 'librdf',
                                      'oxigraph'], rows)

    def report_queries(self, asked, oxigraph):
        rows = []
        for name in QUERIES:
            count = len(asked[name][0].out.splitlines()) - 1
            ours = middle(asked[name], 'wall')
            row = [f'`{name}`', f'{count:,}', figure(ours), figure(middle(asked[name], 'memory') / 1024)]
            if oxigraph:
                theirs = [run[f'query {name}'] for run in oxigraph]
                self.same(f'rows of query {name}', count, theirs[0]['rows'])
                seconds = median(run['seconds'] for run in theirs)
                row += [figure(seconds), figure(seconds / ours)]
            else:
                row += [ABSENT, ABSENT]
            rows.append(row)
        self.parts['QUERIES'] = table(['query', 'rows', 'ours, s', 'peak MB', 'oxigraph, s', 'times ours'], rows)

    # The pipeline.

    def read_all(self):
        feed = self.path('feed.jsonl')
        extract = [self.demarche, 'extract', '-f', 'jsonl', feed]
        rows = {'extract': [], 'extract2': [], 'build': [], 'build2': [], 'linking': [], 'compromise': []}
        for _ in range(self.runs):
            rows['extract'].append(Run(extract + ['-j1'], heard=False))
            rows['build'].append(self.build(1))
            if self.npm:
                rows['compromise'].append(self.node('compromise.mjs', feed))
            rows['build2'].append(self.build(2))
            rows['extract2'].append(Run(extract + ['-j2'], heard=False))
            rows['linking'].append(Run([self.demarche, 'link', '-s', self.path('built')]))
        self.report_pipeline(rows)
        self.built = json.loads(Run([self.demarche, 'stats', '-f', 'json', '-s', self.path('built')]).out)
        export = Run([self.demarche, 'export', '-s', self.path('built'), '-f', 'nquads'], heard=False)
        self.parts['BUILT'] = (
            f'The store of {self.feed_articles:,} articles has {self.built["quads"]:,} quads in '
            f'{figure(self.built["bytes"] / self.built["quads"])} bytes each, the articles\' text with them; '
            f'`demarche link` takes {figure(middle(rows["linking"], "wall"))} s, '
            f'`demarche export -f nquads`, sorted, {figure(export.wall)} s and {figure(export.memory / 1024)} MB.')

    def build(self, jobs):
        return Run([self.demarche, 'build', '--no-link', f'-j{jobs}', '-s', self.fresh('built'), self.path('feed.jsonl')])

    def report_pipeline(self, runs):
        rows = []
        best = middle(runs['extract'], 'wall')
        self.compromise = middle(runs['compromise'], 'wall') if runs['compromise'] else None
        names = {'extract': '`demarche extract -j1 -f jsonl`', 'extract2': '`demarche extract -j2 -f jsonl`',
                 'build': '`demarche build -j1 --no-link`', 'build2': '`demarche build -j2 --no-link`',
                 'compromise': 'compromise'}
        for key, name in names.items():
            if not runs[key]:
                rows.append([name] + [ABSENT] * 7)
                continue
            wall = middle(runs[key], 'wall')
            rows.append([name + (f' {self.version("compromise")} (node)' if key == 'compromise' else ''), figure(wall),
                         figure(middle(runs[key], 'cpu')), figure(self.feed_articles / wall), figure(self.words / wall),
                         figure(wall / best), self.times_compromise(wall), figure(middle(runs[key], 'memory') / 1024)])
        self.parts['PIPELINE'] = table(['what', 's', 'processor s', 'articles a second', 'words a second',
                                        'times `extract -j1`', 'compromise takes', 'peak MB'], rows)

    def read_stages(self):
        command = [self.tool('stages'), None, self.path('feed.jsonl')]
        runs = []
        for _ in range(self.runs):
            command[1] = self.fresh('stages')
            runs.append(Run(command, {'DEMARCHE_MODELS': self.source('models')}).lines())
        took = {name: median(run[name]['seconds'] for run in runs) for name in runs[0]}
        whole = sum(took[name] for name in STAGES)
        self.parts['STAGES'] = table(['stage', 'what', 'ms an article', 'share'], [
            [name, what, f'{1000 * took[name] / self.feed_articles:.3f}', f'{100 * took[name] / whole:.0f} %']
            for name, what in STAGES.items()])
        self.parts['MODELS'] = table(['model', 'what', 's', 'words a second', 'times compromise'], [
            [name, what, figure(took[name]), figure(self.words / took[name]), self.times_compromise(took[name])]
            for name, what in MODELS.items()])
        self.parts['LOADING'] = figure(1000 * took['loading'])
        models = [self.source('models', name) for name in ('names', 'parser', 'tagger', 'words')]
        self.parts['MODELSIZE'] = figure(sum(map(os.path.getsize, models)) / 1e6)

    def times_compromise(self, seconds):
        return figure(self.compromise / seconds) if self.compromise else ABSENT

    # The report.

    def machine(self):
        def first(path, key, other):
            try:
                with open(path, encoding='utf-8') as file:
                    return next(line.split(key, 1)[1].strip(' \t\n:="') for line in file if line.startswith(key))
            except (OSError, StopIteration):
                return other
        cpu = first('/proc/cpuinfo', 'model name', platform.machine())
        memory = int(first('/proc/meminfo', 'MemTotal:', '0 kB').split()[0]) / 1024 / 1024
        system = first('/etc/os-release', 'PRETTY_NAME', platform.system())
        compiler = subprocess.run([*self.options.compiler.split(), '--version'], capture_output=True, text=True)
        return (f'{os.cpu_count()} cores ({cpu}), {memory:.0f} GB of memory, {system}, Linux {platform.release()}, '
                f'{(compiler.stdout.splitlines() or ["?"])[0]}')

    def fill(self, template, load):
        values = {
            **self.parts, 'DATE': datetime.date.today().isoformat(), 'MACHINE': self.machine(),
            'LOADAVERAGE': f'{load[0]:.1f} before and {os.getloadavg()[0]:.1f} after', 'RUNS': f'{self.runs} run' + ('s' if self.runs > 1 else ''),
            'SIZE': self.options.size, 'ARTICLES': f'{self.articles:,}', 'QUADS': f'{self.quads:,}',
            'FEED': f'{self.feed_articles:,}', 'WORDS': f'{self.words:,}',
            'LOADRATIO': figure(self.load_ratio), 'CPURATIO': figure(self.cpu_ratio), 'SIZERATIO': figure(self.size_ratio),
        }
        for name, value in values.items():
            template = template.replace(f'@{name}@', value)
        return template

    def run(self):
        load = os.getloadavg()
        self.make_inputs()
        self.install_packages()
        for step in self.load_all, self.probe_all, self.read_all, self.read_stages:
            print(f'bench: {step.__name__}', file=sys.stderr)
            step()
        with open(self.source('tests', 'bench', 'PERFORMANCE.md.in'), encoding='utf-8') as file:
            report = self.fill(file.read(), load)
        if self.options.report:
            with open(self.options.report, 'w', encoding='utf-8') as file:
                file.write(report)
        else:
            print(report)
        print(f'bench: librdf took {figure(self.load_ratio)} times our time to load '
              f'({figure(self.cpu_ratio)} of the processor), {figure(self.size_ratio)} times our room', file=sys.stderr)
        for words in self.wrong:
            print(f'bench: DIFFERENT: {words}', file=sys.stderr)
        return 1 if self.wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--source', required=True)
    parser.add_argument('--build', required=True)
    parser.add_argument('--size', choices=SIZES, default='full')
    parser.add_argument('--runs', type=int)
    parser.add_argument('--report', help='where the report goes; standard output otherwise')
    parser.add_argument('--offline', action='store_true', help='install nothing')
    parser.add_argument('--compiler', default='cc')
    bench = Bench(parser.parse_args())
    try:
        return bench.run()
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
