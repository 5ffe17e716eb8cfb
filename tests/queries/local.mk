# Each shipped query has its golden rows, and another engine the same; the graphs conform to the shapes where pyshacl is
# there to tell.
QUERY_TESTS = tests/queries/others.sh tests/queries/run.sh tests/queries/shapes.sh
TESTS += $(QUERY_TESTS)
dist_check_SCRIPTS += $(QUERY_TESTS)
EXTRA_DIST += \
  tests/queries/answers.rows \
  tests/queries/asks.rows \
  tests/queries/border.ttl \
  tests/queries/dates.rows \
  tests/queries/demands.rows \
  tests/queries/entities.rows \
  tests/queries/ferry.jsonl \
  tests/queries/most-quoted.rows \
  tests/queries/never-quoted.rows \
  tests/queries/numbers.rows \
  tests/queries/positions.rows \
  tests/queries/relays.rows \
  tests/queries/roles.rows \
  tests/queries/said-about.rows \
  tests/queries/shared-quotations.rows \
  tests/queries/statements.rows \
  tests/queries/timeline.rows \
  tests/queries/unanswered.rows
