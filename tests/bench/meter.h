// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file meter.h  Times of look-ups and scans, the same for each store that is measured.
*/
#ifndef DM_BENCH_METER_H
#define DM_BENCH_METER_H

#include <stddef.h>
#include <stdint.h>

enum {
  METER_PROBES = 20000, ///< at most
  METER_FIRST = 3,      ///< every store does so many of each, however slow, so that rows can be compared
};

enum meter_operation {
  METER_BOUND,     ///< a whole quad
  METER_SUBJECT,   ///< all of a subject
  METER_OBJECT,    ///< all of a predicate and object
  METER_PREDICATE, ///< all of a predicate
  METER_GRAPH,     ///< all of a graph
  METER_OPERATIONS,
};

/// Do an operation with the i-th probe.  @return how many quads it gave
typedef uint64_t meter_probe(void *context, enum meter_operation operation, size_t i);

/// Each operation over the probes for two seconds at most; prints `NAME operations N rows R first F seconds S`.
void meter_probes(meter_probe *probe, void *context, size_t count);
/// Seconds of a clock that only goes forward.
double meter_now(void);
/// Seconds of processors that this process has taken.
double meter_processor(void);
/// Prints `memory kilobytes N`, the peak of this process.
void meter_memory(void);

#endif
