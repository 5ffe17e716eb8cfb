// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Drafts become demands: those that say the same are wordings of one.
#include "fact/ledger.h"

enum { SAME_DEMAND = 50 }; ///< percent of content words in common
enum { CONFIDENCE_VERB = 800, CONFIDENCE_NOUN = 700 };

static struct dm_wording wording_of(const struct dm_ledger *ledger, const struct dm_draft *draft)
{
  const struct dm_text *text = ledger->scene.analysis->text;
  struct dm_wording wording = {.evidence = {.whole = dm_text_bytes(text, draft->whole),
                                            .cue = dm_text_bytes(text, draft->cue),
                                            .rule = draft->rule,
                                            .confidence = draft->clause ? CONFIDENCE_VERB : CONFIDENCE_NOUN}};
  if (draft->content.end > draft->content.start) {
    wording.content.count = 1;
    wording.content.bytes = DM_NEW(ledger->scene.arena, struct dm_range, 1);
    *wording.content.bytes = dm_text_bytes(text, draft->content);
  }
  return wording;
}

uint32_t dm_ledger_add_demand(struct dm_ledger *ledger, const struct dm_draft *draft)
{
  struct dm_facts *facts = ledger->facts;
  struct dm_wording *wording = DM_NEW(ledger->scene.arena, struct dm_wording, ledger->draft_count + 1);
  wording[0] = wording_of(ledger, draft);
  *DM_PUSH(ledger->scene.arena, facts->demand, facts->demand_count, ledger->demand_capacity) =
      (struct dm_demand){.force = draft->force,
                         .demander = draft->demander,
                         .addressee = draft->addressee,
                         .wording_count = 1,
                         .wording = wording,
                         .date = draft->date,
                         .deadline = DM_NONE,
                         .statement = DM_NONE};
  return facts->demand_count - 1;
}

/// Add a wording; clauses stand before noun phrases.
static void add_wording(struct dm_ledger *ledger, const struct dm_draft *draft, uint32_t index)
{
  struct dm_demand *demand = &ledger->facts->demand[index];
  uint32_t at = demand->wording_count++;
  demand->wording[at] = wording_of(ledger, draft);
  for (; draft->clause && at > 0 && demand->wording[at - 1].evidence.confidence < CONFIDENCE_VERB; at--) {
    struct dm_wording swap = demand->wording[at];
    demand->wording[at] = demand->wording[at - 1];
    demand->wording[at - 1] = swap;
  }
  if (!demand->addressee.count) {
    demand->addressee = draft->addressee;
  }
  demand->date = demand->date == DM_NONE ? draft->date : demand->date;
}

/// An earlier draft of the same demand, or NULL.
static const struct dm_draft *find_same(const struct dm_ledger *ledger, const struct dm_draft *draft)
{
  for (const struct dm_draft *other = ledger->draft; other < draft; other++) {
    bool same = dm_parties_share(&other->demander, &draft->demander) &&
                dm_content_overlap(ledger, other->content, draft->content) * 100 >= SAME_DEMAND;
    if (same) {
      return other;
    }
  }
  return NULL;
}

void dm_drafts_join(struct dm_ledger *ledger)
{
  for (uint32_t i = 0; i < ledger->draft_count; i++) {
    struct dm_draft *draft = &ledger->draft[i];
    if (!draft->demander.count) {
      continue; // an orphan waits for its answer
    }
    const struct dm_draft *same = find_same(ledger, draft);
    if (same) {
      draft->demand = same->demand;
      add_wording(ledger, draft, same->demand);
    } else {
      draft->demand = dm_ledger_add_demand(ledger, draft);
    }
  }
}
