// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file article.h  One article: metadata and an immutable UTF-8 body.
   In: a record of a source (source.h).  Next: text/.
*/
#ifndef DM_ARTICLE_ARTICLE_H
#define DM_ARTICLE_ARTICLE_H

#include "article/source.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/status.h"

/// How sure the day of reporting is.
enum dm_date_origin { DM_DATE_UNKNOWN, DM_DATE_FEED, DM_DATE_PAGE };

/// One article.  Empty spans where nothing is known.
struct dm_article {
  struct dm_span id; ///< feed id, else URL, else SHA-256 of the body in hexadecimal
  struct dm_span title;
  struct dm_span date; ///< day of reporting: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, checked
  enum dm_date_origin date_origin;
  struct dm_span
      not_after; ///< where only the text tells the day of reporting, it is not after this; checked `YYYY-MM-DD`
  struct dm_span publisher;
  struct dm_span url;
  struct dm_span language; ///< BCP 47; empty is taken for English
  struct dm_span body;     ///< valid UTF-8, at most 1 MiB; of a feed exactly its `text`
};

struct dm_article_options {
  const char *date;      ///< --date: day of reporting for articles that give none; checked `YYYY-MM-DD`, or NULL
  const char *not_after; ///< --not-after: checked `YYYY-MM-DD`, or NULL
};

/**
   Parse one record.

   JSON Lines: fields `id`, `text`, optional `date`, `title`, `url`, `publisher`, `language`; a number as `id` is taken as
   written; any other type of a known field is an error.  HTML: title, date, publisher, language and URL from the head
   (Open Graph, JSON-LD, meta, time), body from the main text with a blank line between paragraphs.  Plain text: as it
   is; a byte order mark is no part of it; Windows-1252 is recognised and converted where it is not UTF-8.

   @param arena  Owns all of `*out`.
   @param out    Set on DM_OK.
   @return DM_OK; DM_SKIP for an article without text (said as a warning); DM_ERR_ENCODING, DM_ERR_FORMAT, DM_ERR_LIMIT (said).
*/
DM_CHECK_RESULT enum dm_status dm_article_parse(const struct dm_record *record,
                                                const struct dm_article_options *options, struct dm_arena *arena,
                                                struct dm_diag *diag, struct dm_article *out);

/**
   Complete an article that has its body and what else was read: the day of `options`, an id, and whether it is one at all.

   @return as dm_article_parse().
*/
DM_CHECK_RESULT enum dm_status dm_article_finish(const struct dm_article_options *options, struct dm_arena *arena,
                                                 struct dm_diag *diag, struct dm_article *article);

#endif
