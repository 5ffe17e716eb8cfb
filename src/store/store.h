// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file store.h  Quads in LMDB: dictionary, indexes, snapshots.

   One directory is one store.  One writer at a time, others wait; any number of readers, who never wait and see the
   last commit.  A crash at any point leaves the last commit.  An article (a named graph) is wholly in or wholly out.
*/
#ifndef DM_STORE_STORE_H
#define DM_STORE_STORE_H

#include "base/diag.h"
#include "base/status.h"
#include "graph/packed.h"

enum dm_store_mode {
  DM_STORE_READ,      ///< must exist
  DM_STORE_WRITE,     ///< must exist
  DM_STORE_CREATE,    ///< made if absent
  DM_STORE_TEMPORARY, ///< `path` is a folder for an unlinked file, or NULL; gone when freed
};

/// Tagged id of a term: the kind in its top bits (IRI, blank, literal, inlined number or date), the rest a dictionary key.
typedef uint64_t dm_id;
#define DM_ID_NONE          ((dm_id)0) ///< unbound in patterns
#define DM_ID_DEFAULT_GRAPH ((dm_id)1) ///< the default graph's name
enum dm_term_kind dm_id_kind(dm_id id);

/// A quad or a pattern of ids; DM_ID_NONE is any.
struct dm_id_quad {
  dm_id subject, predicate, object, graph;
};

enum dm_order { DM_ORDER_ANY, DM_ORDER_SPO, DM_ORDER_POS, DM_ORDER_OSP, DM_ORDER_GSPO };

struct dm_store;
struct dm_snapshot; ///< a reader's view of one commit
struct dm_change;   ///< a writer's transaction
struct dm_scan;     ///< a walk over the quads of a pattern

struct dm_store_stats {
  uint64_t quads;   ///< in named graphs and the default graph
  uint64_t triples; ///< distinct, over all graphs
  uint64_t terms, graphs, articles, commits;
  uint64_t bytes;               ///< on disk
  uint64_t put, taken;          ///< articles that the last commit put in and took out; one that is replaced is both
  uint64_t added, removed;      ///< quads, likewise
  dm_id last_article;           ///< graph of the last article put in by any commit, or DM_ID_NONE
  uint64_t last_article_commit; ///< the number of that commit
};

/// @return DM_OK; DM_ERR_STORE: not a store, another format version, damaged, not writable, absent (said).
DM_CHECK_RESULT enum dm_status dm_store_open(const char *path, enum dm_store_mode mode, struct dm_diag *diag,
                                             struct dm_store **out);
void dm_store_free(struct dm_store *store);

/* Reading. */
DM_CHECK_RESULT enum dm_status dm_snapshot_new(struct dm_store *store, struct dm_diag *diag, struct dm_snapshot **out);
void dm_snapshot_free(struct dm_snapshot *snapshot);
/// Whether all that was read could be: a scan that ends early and an id that is not found leave their error here.
/// To be asked before an answer is taken for whole.  @return DM_OK; DM_ERR_STORE, DM_ERR_IO (said, once)
DM_CHECK_RESULT enum dm_status dm_snapshot_status(const struct dm_snapshot *snapshot);
/// The id of a term; DM_ID_NONE if the store has it not.
dm_id dm_snapshot_id(const struct dm_snapshot *snapshot, const struct dm_term *term);
/// The term of an id; bytes valid until the snapshot is freed (inlined literals: in `arena`).
DM_CHECK_RESULT enum dm_status dm_snapshot_term(const struct dm_snapshot *snapshot, dm_id id, struct dm_arena *arena,
                                                struct dm_term *out);
/**
   Walk the quads of a pattern.  A pattern with a bound position is a range scan of an index that begins with it.

   @param order   In which order they come, where it matters; DM_ORDER_ANY leaves it to the store.
   @param merged  Each triple once, whatever graphs it is in (its graph is then DM_ID_NONE): the union default graph.
*/
DM_CHECK_RESULT enum dm_status dm_scan_new(const struct dm_snapshot *snapshot, const struct dm_id_quad *pattern,
                                           enum dm_order order, bool merged, struct dm_scan **out);
bool dm_scan_next(struct dm_scan *scan, struct dm_id_quad *out);
void dm_scan_free(struct dm_scan *scan);
/// How many quads a pattern has, perhaps estimated; for planning.
uint64_t dm_snapshot_estimate(const struct dm_snapshot *snapshot, const struct dm_id_quad *pattern);
/// The body of an article, by the IRI of its graph.  @return DM_OK; DM_SKIP if there is none.
DM_CHECK_RESULT enum dm_status dm_snapshot_body(const struct dm_snapshot *snapshot, struct dm_span article,
                                                struct dm_span *out);
DM_CHECK_RESULT enum dm_status dm_snapshot_stats(const struct dm_snapshot *snapshot, struct dm_store_stats *out);
/**
   Read all of a commit and see whether its tables agree: every index has the same quads in its order, every quad's terms
   are there, every term is found by its bytes, every body belongs to a graph.

   A changed byte in a term, an id or an index is found, one in a body is not.

   @return DM_OK; DM_ERR_STORE (said).
*/
DM_CHECK_RESULT enum dm_status dm_snapshot_verify(const struct dm_snapshot *snapshot);
/// Which quads, and as what.
struct dm_selection {
  const struct dm_term *graph;   ///< only this graph's; NULL: all graphs'
  const struct dm_term *without; ///< not this graph's; NULL: all
  bool merged; ///< triples without repeats, in order of subject, predicate, object; their graph is DM_TERM_NONE
};
typedef enum dm_status dm_store_sink(void *context, const struct dm_quad *quad);
/// All quads of a selection in order of terms (dm_quad_compare): what export and link read.  What the sink gives, if not
/// DM_OK, ends it and is handed on.
DM_CHECK_RESULT enum dm_status dm_snapshot_each(const struct dm_snapshot *snapshot,
                                                const struct dm_selection *selection, dm_store_sink *sink,
                                                void *context);

/* Writing: nothing is there for others until the commit. */
/// Waits for another writer.  @return DM_OK; DM_ERR_STORE (said).
DM_CHECK_RESULT enum dm_status dm_change_new(struct dm_store *store, struct dm_diag *diag, struct dm_change **out);
DM_CHECK_RESULT enum dm_status dm_change_add(struct dm_change *change, const struct dm_quad *quad);
/// Take a graph out: its quads, and the body if it is an article's.  @return DM_OK; DM_SKIP if there was none.
DM_CHECK_RESULT enum dm_status dm_change_remove_graph(struct dm_change *change, const struct dm_term *graph);
/**
   Put an article's graph in, in the place of what stood there under its name.

   @param facts  At least one, all with the same graph.
   @param body   Kept in the side table.
*/
DM_CHECK_RESULT enum dm_status dm_change_replace_article(struct dm_change *change, const struct dm_packed *facts,
                                                         struct dm_span body);
/// Remove one quad (for Redland's remove_statement).  @return DM_OK; DM_SKIP if it was not there.
DM_CHECK_RESULT enum dm_status dm_change_remove(struct dm_change *change, const struct dm_quad *quad);
/// Make it the last commit; frees the change whatever comes.  @return DM_OK; DM_ERR_STORE, DM_ERR_IO (disk full; said).
DM_CHECK_RESULT enum dm_status dm_change_commit(struct dm_change *change);
/// Drop it; NULL is allowed.
void dm_change_abort(struct dm_change *change);

#endif
