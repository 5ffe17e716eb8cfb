# Declared knowledge: compiled into the program, replaceable at run time with --schema DIR.
SCHEMA_FILES =
SCHEMA_FILES += \
  schema/lexicon/abbreviations.tsv \
  schema/lexicon/clitics.tsv \
  schema/lexicon/furniture.tsv \
  schema/lexicon/sentence-starters.tsv
SCHEMA_FILES += schema/lexicon/prefixes.tsv
