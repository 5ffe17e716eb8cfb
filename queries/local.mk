# Shipped queries: compiled into the program, run by name.
QUERY_FILES =
