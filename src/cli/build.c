// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/interrupt.h"
#include "cli/linking.h"
#include "cli/reading.h"

#include "pipeline/wire.h"
#include "store/store.h"

/// Articles are committed in groups: a sync an article would be most of the work.
enum { QUADS_A_COMMIT = 200000 };

struct builder {
  struct dm_store *store;
  struct dm_change *change; ///< NULL between groups
  struct dm_arena *arena;
  struct dm_diag *diag;
  uint32_t articles_a_commit;
  uint64_t articles; ///< taken in all
  uint32_t group_articles;
  uint64_t group_quads;
};

static enum dm_status commit_group(struct builder *builder)
{
  struct dm_change *change = builder->change;
  builder->change = NULL;
  builder->group_articles = 0;
  builder->group_quads = 0;
  return change ? dm_change_commit(change) : DM_OK;
}

static enum dm_status store_parcel(struct builder *builder, const struct dm_parcel *parcel)
{
  if (!builder->change) {
    DM_TRY(dm_change_new(builder->store, builder->diag, &builder->change));
  }
  DM_TRY(dm_change_replace_article(builder->change, &parcel->facts, parcel->body));
  builder->group_articles++;
  builder->articles++;
  builder->group_quads += parcel->facts.count;
  if (builder->group_articles < builder->articles_a_commit && builder->group_quads < QUADS_A_COMMIT) {
    return DM_OK;
  }
  return commit_group(builder);
}

static enum dm_status take_parcel(void *context, enum dm_status status, struct dm_span answer)
{
  struct builder *builder = context;
  struct dm_parcel parcel;
  if (status != DM_OK) {
    return DM_OK;
  }
  dm_arena_reset(builder->arena);
  status = dm_parcel_decode(answer, builder->arena, &parcel);
  if (status != DM_OK) {
    dm_diag_error(builder->diag, "a worker's answer cannot be read");
    return status;
  }
  return store_parcel(builder, &parcel);
}

static int build_into(struct builder *builder, const struct dm_options *options)
{
  int code = dm_reading_run(options, options->jobs, dm_reading_parcel, take_parcel, builder, builder->diag);
  if (code == DM_EXIT_CANNOT) {
    dm_change_abort(builder->change);
    return code;
  }
  enum dm_status status = commit_group(builder);
  if (status == DM_OK && dm_interrupted) {
    dm_diag_warning(builder->diag, "interrupted; %llu articles are in the store, the link graph is as it was",
                    (unsigned long long)builder->articles);
    return DM_EXIT_SOME_FAILED;
  }
  if (status == DM_OK && !options->no_link) {
    status = dm_linking_run(builder->store, options, builder->diag);
  }
  return status == DM_OK ? code : DM_EXIT_CANNOT;
}

int dm_command_build(const struct dm_options *options, struct dm_diag *diag)
{
  struct builder builder = {
      .arena = dm_arena_new(), .diag = diag, .articles_a_commit = (uint32_t)options->commit_every};
  int code = DM_EXIT_CANNOT;
  dm_interrupt_catch();
  if (dm_store_open(options->store, DM_STORE_CREATE, diag, &builder.store) == DM_OK) {
    code = build_into(&builder, options);
    dm_store_free(builder.store);
  }
  dm_arena_free(builder.arena);
  return code;
}
