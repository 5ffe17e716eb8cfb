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
SCHEMA_FILES += \
  schema/lexicon/demand-nouns.tsv \
  schema/lexicon/demand-utter.tsv \
  schema/lexicon/demand-verbs.tsv \
  schema/lexicon/function-words.tsv \
  schema/lexicon/response-nouns.tsv \
  schema/lexicon/response-verbs.tsv \
  schema/rules/demands.rules \
  schema/rules/responses.rules
