# Each shipped query has its golden rows; the graphs conform to the shapes where pyshacl is there to tell.
QUERY_TESTS = tests/queries/run.sh tests/queries/shapes.sh
TESTS += $(QUERY_TESTS)
dist_check_SCRIPTS += $(QUERY_TESTS)
EXTRA_DIST += \
  tests/queries/answers.rows \
  tests/queries/border.ttl \
  tests/queries/dates.rows \
  tests/queries/demands.rows \
  tests/queries/entities.rows \
  tests/queries/positions.rows \
  tests/queries/statements.rows
