# Shipped queries: compiled into the program, run by name.
QUERY_FILES = queries/answers.rq queries/dates.rq queries/demands.rq queries/entities.rq queries/positions.rq queries/statements.rq
