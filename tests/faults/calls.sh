#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Reads, writes, allocations … that fail (drive.c, inject.c): a sample of them, with DM_LONG=1 each one.
DEMARCHE=${DEMARCHE:-$PWD/demarche}
if grep -qE '__[amt]san_init|valgrind' "$DEMARCHE"; then
  echo "a sanitizer wants to be the first library, as valgrind does: skipped"
  exit 77
fi
if [ -n "${DM_COVERAGE:-}" ]; then
  echo "the calls of what counts coverage would fail, too: skipped"
  exit 77
fi
if ! LD_PRELOAD=$PWD/tests/faults/.libs/inject.so "$DEMARCHE" --version >/dev/null 2>&1; then
  echo "no library can be preloaded here: skipped"
  exit 77
fi
exec tests/faults/drive "$DEMARCHE" "$PWD/tests/faults/.libs/inject.so" ${DM_LONG:+all} "$@"
