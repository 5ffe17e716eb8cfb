# Declared knowledge: compiled into the program, replaceable at run time with --schema DIR.
SCHEMA_FILES =
