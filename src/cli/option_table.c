// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/option_table.h"

#include "cli/options.h"
#include "graph/graph.h"

#include <stdio.h>
#include <string.h>

/* Options. */

#define FLAG        DM_OPTION_FLAG
#define TEXT        DM_OPTION_TEXT
#define NUMBER      DM_OPTION_NUMBER
#define LIST        DM_OPTION_LIST
#define FIELD(name) offsetof(struct dm_options, name)

// To add an option: a field in struct dm_options, and a row here; DM_ARGUMENT_OTHER and NULL where there is no more to say.
const struct dm_option_row dm_option_rows[] = {
    {" build export link load query retract stats why ", 's', "store", TEXT, FIELD(store), "STORE",
     "the store, a folder (default: " DM_STORE_DEFAULT ")", DM_ARGUMENT_FOLDER, NULL},
    {" extract export query stats text ", 'f', "format", TEXT, FIELD(format), "FORMAT", "how the output is written",
     DM_ARGUMENT_FORMAT, NULL},
    {" build extract text ", 0, "date", TEXT, FIELD(date), "YYYY-MM-DD", "day of reporting of articles that give none",
     DM_ARGUMENT_OTHER,
     "Days of the week and words like yesterday are resolved against it.  Without a day of reporting such dates stay "
     "underspecified rather than wrong."},
    {" build extract text ", 0, "not-after", TEXT, FIELD(not_after), "YYYY-MM-DD",
     "no article without a day of reporting was written after this", DM_ARGUMENT_OTHER,
     "Where weekdays and dates of the text agree in several years, the latest before this day is taken.  The default "
     "is a "
     "day fixed at each release, never today."},
    {" build export extract link load query retract ", 0, "base", TEXT, FIELD(base), "IRI",
     "begins every IRI made (default: " DM_BASE_DEFAULT ")", DM_ARGUMENT_OTHER,
     "Use the same base for all commands on one store."},
    {" build extract ", 'j', "jobs", NUMBER, FIELD(jobs), "N", "worker processes (default: one a processor)",
     DM_ARGUMENT_OTHER, "The output does not depend on it."},
    {" build export extract query text ", 0, "schema", TEXT, FIELD(schema), "DIR",
     "files there shadow the built-in rules and lexicons", DM_ARGUMENT_FOLDER,
     "A file counts if it has the path and name that the built-in one has below `schema/`, as in "
     "_DIR_`/lexicon/statement-verbs.tsv`.  A line that is wrong is reported with its number."},
    {" build extract text ", 0, "models", TEXT, FIELD(models), "DIR", "the folder of the trained models",
     DM_ARGUMENT_FOLDER,
     "Without it they are taken from the folder that the environment variable `DEMARCHE_MODELS` names, from `models` "
     "beside the program, or from where they were installed."},
    {" build export extract link load retract text ", 0, "progress", FLAG, FIELD(progress), NULL,
     "say how far it has come, also where no terminal is", DM_ARGUMENT_OTHER,
     "On a terminal a line that is rewritten in place tells it without being asked.  Elsewhere, as in a log, this "
     "option "
     "makes it a line of its own every ten seconds, and one at the end."},
    {" build export extract link load retract text ", 0, "no-progress", FLAG, FIELD(no_progress), NULL,
     "do not say how far it has come", DM_ARGUMENT_OTHER, NULL},
    {" build extract text ", 0, "conllu", FLAG, FIELD(conllu), NULL,
     "the inputs are CoNLL-U: take words and sentences as given", DM_ARGUMENT_OTHER,
     "Each document, which a comment `newdoc` begins, is an article.  Tags, lemmas and trees are not read but found "
     "anew: "
     "`text --conllu -f conllu` gives what any scorer for CoNLL-U can compare with the file that was read."},
    {" extract ", 0, "trace", FLAG, FIELD(trace), NULL, "tell which rules matched, and what each match became",
     DM_ARGUMENT_OTHER,
     "In the place of facts: a line a match of a rule for statements, demands or answers with the article, the "
     "characters, the rule, what came of it (statement, demand, response, or - for nothing), and the words.  For those "
     "who write rules."},
    {" build ", 0, "commit-every", NUMBER, FIELD(commit_every), "N", "articles a commit (default: 512)",
     DM_ARGUMENT_OTHER, "A crash loses what has not been committed; fewer articles a commit take longer."},
    {" build load retract ", 0, "no-link", FLAG, FIELD(no_link), NULL, "leave the link graph as it is",
     DM_ARGUMENT_OTHER, "For shards and series of changes, with one `demarche link` at the end."},
    {" stats ", 0, "verify", FLAG, FIELD(verify), NULL, "read the whole store, see whether its tables agree",
     DM_ARGUMENT_OTHER, "The exit status is 1 if they do not."},
    {" query ", 'e', "expression", TEXT, FIELD(expression), "SPARQL", "the query itself", DM_ARGUMENT_OTHER, NULL},
    {" query ", 0, "data", LIST, FIELD(data), "FILE", "query RDF files, no store (repeatable)", DM_ARGUMENT_FILE,
     "What is in no named graph of the files is the default graph."},
    {" query ", 0, "named", LIST, FIELD(named), "IRI=FILE", "an RDF file as a named graph (repeatable)",
     DM_ARGUMENT_NAMED_FILE, NULL},
    {" query ", 0, "set", LIST, FIELD(set), "NAME=VALUE", "give a variable of the query a value (repeatable)",
     DM_ARGUMENT_OTHER,
     "A value is text, a number or a day as the query declares the variable, or a term as SPARQL writes it.  Names of "
     "persons, organizations and countries find whoever has them, in any of their forms."},
    {" query ", 0, "list", FLAG, FIELD(list), NULL, "tell the shipped queries and what can be set in them",
     DM_ARGUMENT_OTHER, NULL},
    {" export query ", 0, "no-inferred", FLAG, FIELD(no_inferred), NULL, "leave the link graph out", DM_ARGUMENT_OTHER,
     NULL},
    {" export ", 0, "graph", TEXT, FIELD(graph), "IRI", "only this graph", DM_ARGUMENT_OTHER, NULL},
    {" export ", 'o', "output", TEXT, FIELD(output), "FILE", "write there, all or nothing", DM_ARGUMENT_FILE,
     "The file is put in its place when it is whole; until then, and if something fails, what stood there stays."},
    {0},
};
_Static_assert(sizeof dm_option_rows / sizeof *dm_option_rows <= DM_OPTIONS_MAX, "raise DM_OPTIONS_MAX");

/* Formats, by command.  The default stands first. */

#define TURTLE                                                                                                         \
  {                                                                                                                    \
    "turtle", "ttl", "Turtle: all triples, those of all graphs together"                                               \
  }
#define TRIG                                                                                                           \
  {                                                                                                                    \
    "trig", NULL, "TriG: the graphs"                                                                                   \
  }
#define NQUADS                                                                                                         \
  {                                                                                                                    \
    "nquads", "nq", "N-Quads: the graphs, a quad a line"                                                               \
  }
#define NTRIPLES                                                                                                       \
  {                                                                                                                    \
    "ntriples", "nt", "N-Triples: all triples, one a line"                                                             \
  }

static const struct dm_value export_formats[] = {TURTLE, TRIG, NQUADS, NTRIPLES, {0}};
static const struct dm_value extract_formats[] = {
    NQUADS, TRIG, TURTLE, NTRIPLES, {"jsonl", NULL, "JSON Lines: an article a line, with its facts"}, {0}};
static const struct dm_value query_formats[] = {
    {"table", NULL, "columns for people; Turtle where the answer is a graph"},
    {"csv", NULL, "SPARQL results as comma-separated values"},
    {"tsv", NULL, "SPARQL results as tab-separated terms"},
    {"json", NULL, "SPARQL results in JSON"},
    {"xml", NULL, "SPARQL results in XML"},
    {"turtle", "ttl", "the graph of CONSTRUCT and DESCRIBE as Turtle"},
    {"ntriples", "nt", "the graph of CONSTRUCT and DESCRIBE as N-Triples"},
    {0},
};
static const struct dm_value stats_formats[] = {
    {"plain", NULL, "a figure a line"}, {"json", NULL, "one JSON object"}, {0}};
static const struct dm_value text_formats[] = {
    {"plain", NULL, "the text that was found in the article"},
    {"json", NULL, "sentences, tokens, names, dates and facts, in JSON"},
    {"conllu", NULL, "CoNLL-U: sentences and words, with names and offsets in MISC"},
    {0}};

/* Commands. */

#define ARTICLE_FAILED "Done, but some article or file could not be read; it has been reported, the others went on."
#define INPUT_IS                                                                                                       \
  "\n\n_INPUT_ is a file, a folder, which is walked in byte order of its names, or `-` for standard input: plain "     \
  "text, "                                                                                                             \
  "HTML, or JSON with the fields `id` and `text` and optionally `date`, `title`, `url`, `publisher` and `language` "   \
  "(an object a line, or objects over several lines, or an array of them).  Each may be compressed with gzip, bzip2, " \
  "xz or zstd, and stand alone or in a tar or zip archive.  What kind it is its bytes tell.  Files whose names begin " \
  "with a dot are passed over in folders."

const struct dm_command_row dm_command_rows[] = {
    {"build", "INPUT...", "Turn articles into a store", DM_ARGUMENT_FILE, NULL,
     "Reads articles and puts what they say into a store, which is made if it is not there: who said what to whom, who "
     "demands what of whom, who answered how, and when.  Each article becomes a named graph.  An article that is there "
     "already is replaced; building the same articles again changes nothing.  At the end it is computed anew who is "
     "who "
     "over all articles (see `demarche-link`(1)).\n\n"
     "Articles are committed in groups: if the run is cut short, the store has the last commit, and building the same "
     "inputs again makes it whole." INPUT_IS,
     ARTICLE_FAILED},
    {"export", "", "Write a store as Turtle, TriG, N-Quads or N-Triples", DM_ARGUMENT_OTHER, export_formats,
     "Writes what a store holds on standard output or into a file, in an order that depends on the content alone: two "
     "stores of the same articles are written as the same bytes.\n\n"
     "The texts of the articles are not written, but for the passages that facts rest on.",
     NULL},
    {"extract", "INPUT...", "Turn articles into triples or JSON on standard output", DM_ARGUMENT_FILE, extract_formats,
     "Reads articles as `demarche-build`(1) does and writes what they say on standard output, without a store: for "
     "pipes "
     "and for machines that work on shards.  The output follows the order of the articles.  What is written as "
     "N-Quads or TriG on many machines can be put together with `demarche-load`(1)." INPUT_IS,
     ARTICLE_FAILED},
    {"help", "[COMMAND]", "Show the commands, or the options of one", DM_ARGUMENT_COMMAND, NULL,
     "Shows what `demarche --help` or, with a command, `demarche` _COMMAND_ `--help` shows.", NULL},
    {"link", "", "Compute anew who is who over the articles of a store", DM_ARGUMENT_OTHER, NULL,
     "Computes the link graph of a store anew: which persons, organizations, countries and places of different "
     "articles "
     "are the same.  Each gets a `dm:identity` to a node that stands for all of them, with a score and reasons; the "
     "graphs of the articles stay as they are.  `demarche-build`(1), `demarche-load`(1) and `demarche-retract`(1) do "
     "this at their end, unless they are given `--no-link`.",
     NULL},
    {"load", "FILE...", "Put RDF files into a store", DM_ARGUMENT_FILE, NULL,
     "Adds the quads of RDF files to a store, which is made if it is not there.  The ending of a name tells the "
     "format: "
     "`.nq`, `.nt`, `.trig`, `.ttl`, `.rdf`; `-` is N-Quads on standard input.  N-Quads and TriG keep their graphs, "
     "triples go to the default graph.  All files go in or none.",
     NULL},
    {"query", "[FILE.rq | -e SPARQL | NAME]", "Ask a store or RDF files; at a terminal without a query, a prompt",
     DM_ARGUMENT_QUERY, query_formats,
     "Answers a SPARQL query: one in a file, one on the command line (`-e`), one on standard input (`-`), or one that "
     "comes with the program, by its name.\n\n"
     "On a store the default graph is the union of all graphs, the link graph included.  With `--data` or `--named` "
     "RDF "
     "files are asked instead, and the default graph is what SPARQL says.\n\n"
     "Without a query, at a terminal, queries are read one after the other at a prompt.  Each ends with an empty line "
     "or with `;` at the end of a line; the usual prefixes need no declaration.  Tab completes, Ctrl-C drops what is "
     "typed or breaks a query off, Ctrl-Z stops the program for a while, Ctrl-D leaves.  `.run` asks a shipped query, "
     "with _NAME_`=`_VALUE_ as `--set` takes it; `.help` tells the other commands.",
     NULL},
    {"retract", "ARTICLE...", "Take articles out of a store again", DM_ARGUMENT_OTHER, NULL,
     "Takes articles out of a store: their facts and their texts.  An article is named by its id or by the IRI of its "
     "graph.  All articles go in one commit.",
     "Done, but some article was not in the store; it has been reported, the others are out."},
    {"stats", "", "Say what a store holds", DM_ARGUMENT_OTHER, stats_formats,
     "Shows how many articles, graphs, quads, distinct triples and terms a store holds, how often it has been written "
     "to, and its size on disk.",
     NULL},
    {"text", "INPUT...", "Show what reading makes of articles", DM_ARGUMENT_FILE, text_formats,
     "Shows what reading makes of articles: the text that was found in a file, or all layers of its analysis.  For "
     "inspection." INPUT_IS,
     ARTICLE_FAILED},
    {"why", "IRI...", "Show what a fact or a link rests on", DM_ARGUMENT_OTHER, NULL,
     "Shows what a store knows of a thing: its properties with the names of those they lead to, what refers to it, and "
     "the passages it rests on where they stand in their articles.  Of a fact that is the rule that read it and how "
     "sure it is; of a pronoun whom it was taken for; of a date how it came to its value; of a link its parties and "
     "reasons.  Queries give the IRIs to ask for.",
     "Done, but the store knows nothing of some IRI."},
    {0},
};

/* What the manual says of the whole. */

const char dm_manual_tagline[] =
    "Turn news articles into a graph of who said what, who demands what of whom, and who answered how";

const char *const dm_manual_description =
    "A démarche is what a state does when it tells another what it wants.  `demarche` reads news articles and makes of "
    "them a graph of who said what to whom, who demands what of whom, who answered how, and when.  Demands are things "
    "in that graph, with their answers linked to them.  Every fact is tied to the characters it was read from, and "
    "carries the rule that read it and a confidence.\n\n"
    "The graph is kept in a store, a folder with an embedded database, which answers SPARQL and is written as Turtle, "
    "TriG, N-Quads or N-Triples.  The same input gives the same bytes, whatever the order of articles and the number "
    "of "
    "worker processes; nothing is fetched from a network.\n\n"
    "Data goes to standard output, words to standard error.";

const struct dm_entry dm_manual_environment[] = {
    {"models", "DEMARCHE_MODELS", "The folder of the trained models, where `--models` names none."},
    {"progress", "TERM", "Where it is `dumb` or not set, progress is not shown unless `--progress` asks for it."},
    {"data", "TMPDIR", "Where `query --data` keeps its passing store, instead of `/tmp`."},
    {"expression", "XDG_STATE_HOME", "Where the prompt of `query` keeps what was typed, instead of `~/.local/state`."},
    {0},
};

const struct dm_entry dm_manual_files[] = {
    {"store", DM_STORE_DEFAULT, "The store where none is named, in the current folder."},
    {"expression", "~/.local/state/demarche/history", "What was typed at the prompt of `query`."},
    {0},
};

/* Look-up. */

const struct dm_command_row *dm_command_row_named(const char *name)
{
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    if (strcmp(c->name, name) == 0) {
      return c;
    }
  }
  return NULL;
}

bool dm_option_row_is_of(const struct dm_option_row *row, const struct dm_command_row *command)
{
  char word[32];
  snprintf(word, sizeof word, " %s ", command->name);
  return strstr(row->commands, word) != NULL;
}

const struct dm_option_row *dm_option_row_named(const struct dm_command_row *command, const char *name)
{
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (strcmp(row->name, name) == 0 && dm_option_row_is_of(row, command)) {
      return row;
    }
  }
  return NULL;
}

const struct dm_value *dm_value_named(const struct dm_value *values, const char *name)
{
  for (const struct dm_value *v = values; v->name; v++) {
    if (strcmp(v->name, name) == 0 || (v->alias && strcmp(v->alias, name) == 0)) {
      return v;
    }
  }
  return NULL;
}
