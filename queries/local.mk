# Shipped queries: compiled into the program, run by name.
QUERY_FILES = queries/answers.rq queries/asks.rq queries/dates.rq queries/demands.rq queries/entities.rq \
  queries/most-quoted.rq queries/never-quoted.rq queries/numbers.rq queries/positions.rq queries/relays.rq \
  queries/roles.rq queries/said-about.rq queries/shared-quotations.rq queries/statements.rq queries/timeline.rq \
  queries/unanswered.rq
