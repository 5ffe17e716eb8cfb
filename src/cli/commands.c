// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/options.h"

const struct dm_command dm_commands[] = {
    {"build", "INPUT...", "Turn articles into a store", dm_command_build},
    {"export", "", "Write a store as Turtle, TriG, N-Quads or N-Triples", dm_command_export},
    {"extract", "INPUT...", "Turn articles into triples or JSON on standard output", dm_command_extract},
    {"link", "", "Compute anew who is who over the articles of a store", dm_command_link},
    {"load", "FILE...", "Put RDF files into a store", dm_command_load},
    {"query", "FILE.rq | -e SPARQL | NAME", "Ask a store or RDF files", dm_command_query},
    {"retract", "ARTICLE...", "Take articles out of a store again", dm_command_retract},
    {"stats", "", "Say what a store holds", dm_command_stats},
    {"text", "INPUT...", "Show what reading makes of articles", dm_command_text},
    {"why", "IRI...", "Show what a fact or a link rests on", dm_command_why},
    {0},
};
