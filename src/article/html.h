// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file html.h  A web page to an article: metadata from its head, main text by paragraph density (libxml2).
*/
#ifndef DM_ARTICLE_HTML_H
#define DM_ARTICLE_HTML_H

#include "article/article.h"

/// Fill title, date, publisher, language, url and body of `*out`.  @return DM_OK; DM_ERR_FORMAT (said).
DM_CHECK_RESULT enum dm_status dm_html_parse(struct dm_span bytes, struct dm_arena *arena, struct dm_diag *diag,
                                             struct dm_article *out);

#endif
