# Declared knowledge: compiled into the program, replaceable at run time with --schema DIR.
SCHEMA_FILES =
SCHEMA_FILES += \
  schema/lexicon/abbreviations.tsv \
  schema/lexicon/clitics.tsv \
  schema/lexicon/furniture.tsv \
  schema/lexicon/sentence-starters.tsv
SCHEMA_FILES += schema/lexicon/prefixes.tsv
SCHEMA_FILES += \
  schema/lexicon/auxiliaries.tsv \
  schema/lexicon/irregular-verbs.tsv \
  schema/lexicon/wordnet.tsv \
  schema/lexicon/wordnet-forms.tsv \
  schema/lexicon/words.tsv
EXTRA_DIST += schema/lexicon/wordnet.LICENSE
