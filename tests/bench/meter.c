// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "meter.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static const char *const names[METER_OPERATIONS] = {[METER_BOUND] = "bound",
                                                    [METER_SUBJECT] = "subject",
                                                    [METER_OBJECT] = "object",
                                                    [METER_PREDICATE] = "predicate",
                                                    [METER_GRAPH] = "graph"};
/// Scans of a predicate go over much of the store: some are enough.
static const size_t most[METER_OPERATIONS] = {METER_PROBES, METER_PROBES, METER_PROBES, 40, METER_PROBES};

static double read_clock(clockid_t clock)
{
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double meter_now(void) { return read_clock(CLOCK_MONOTONIC); }

double meter_processor(void) { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

static void meter_one(meter_probe *probe, void *context, enum meter_operation operation, size_t count)
{
  uint64_t rows = 0;
  uint64_t first = 0;
  double begun = meter_now();
  double took = 0;
  size_t i = 0;
  while (i < count && i < most[operation] && (i < METER_FIRST || took < 2)) {
    rows += probe(context, operation, i++);
    first = i == METER_FIRST || (i == count && i < METER_FIRST) ? rows : first;
    took = meter_now() - begun;
  }
  printf("%s operations %zu rows %llu first %llu seconds %.6f\n", names[operation], i, (unsigned long long)rows,
         (unsigned long long)first, took);
  fflush(stdout);
}

void meter_probes(meter_probe *probe, void *context, size_t count)
{
  for (int operation = 0; operation < METER_OPERATIONS; operation++) {
    meter_one(probe, context, (enum meter_operation)operation, count);
  }
}

void meter_memory(void)
{
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) == 0) {
    printf("memory kilobytes %ld\n", usage.ru_maxrss);
  }
}
