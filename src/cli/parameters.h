// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file parameters.h  What a query may be given (`--set NAME=VALUE`), and values to terms.
   A query says so in comments before its first line that is none: `# set NAME (KIND): words`, where KIND is label, text,
   date or number.  A value is one term, never text of the query.
*/
#ifndef DM_CLI_PARAMETERS_H
#define DM_CLI_PARAMETERS_H

#include "cli/options.h"
#include "redland/redland.h"

enum dm_parameter_kind {
  DM_PARAMETER_ANY,
  DM_PARAMETER_LABEL,
  DM_PARAMETER_TEXT,
  DM_PARAMETER_DATE,
  DM_PARAMETER_NUMBER
};

struct dm_parameter {
  struct dm_span name;
  enum dm_parameter_kind kind;
  struct dm_span help;
};

struct dm_parameters {
  uint32_t count, capacity;
  struct dm_parameter *parameter; ///< [count] in the order in which they are declared
};

/// The name of a kind, as a header has it; empty of DM_PARAMETER_ANY.
const char *dm_parameter_kind_name(enum dm_parameter_kind kind);
/// The parameters that a query declares.  Spans of `query`, array in `arena`.
void dm_parameters_read(struct dm_span query, struct dm_arena *arena, struct dm_parameters *out);
/// The names, with commas between them, in `arena`; NULL if there is none.
const char *dm_parameters_names(const struct dm_parameters *parameters, struct dm_arena *arena);

/**
   `NAME=VALUE` to a variable and its term.

   VALUE is `<IRI>`, `"text"`, `"text"@language` or `"text"^^<IRI>`, with \" and \\ within; else it is read as the kind
   says: a date is a day of the calendar (xsd:date), a number xsd:integer or xsd:decimal, label and text are plain text.
   Of a variable that is not declared, what looks like a day or a number is one, anything else is plain text.

   @return DM_OK; DM_ERR_QUERY (said).
*/
DM_CHECK_RESULT enum dm_status dm_parameters_set(const struct dm_parameters *parameters, const char *setting,
                                                 struct dm_arena *arena, struct dm_diag *diag, struct dm_binding *out);

#endif
