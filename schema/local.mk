# Declared knowledge: compiled into the program, replaceable at run time with --schema DIR.
SCHEMA_FILES = \
  schema/lexicon/abbreviations.tsv \
  schema/lexicon/agent-nouns.tsv \
  schema/lexicon/auxiliaries.tsv \
  schema/lexicon/clause-words.tsv \
  schema/lexicon/clitics.tsv \
  schema/lexicon/countries.tsv \
  schema/lexicon/date-words.tsv \
  schema/lexicon/demand-modals.tsv \
  schema/lexicon/demand-nouns.tsv \
  schema/lexicon/demand-utter.tsv \
  schema/lexicon/demand-verbs.tsv \
  schema/lexicon/document-nouns.tsv \
  schema/lexicon/elisions.tsv \
  schema/lexicon/first-names.tsv \
  schema/lexicon/function-words.tsv \
  schema/lexicon/furniture.tsv \
  schema/lexicon/government-nouns.tsv \
  schema/lexicon/irregular-verbs.tsv \
  schema/lexicon/name-heads.tsv \
  schema/lexicon/name-words.tsv \
  schema/lexicon/no-names.tsv \
  schema/lexicon/organizations.tsv \
  schema/lexicon/places.tsv \
  schema/lexicon/prefixes.tsv \
  schema/lexicon/prepositions.tsv \
  schema/lexicon/response-nouns.tsv \
  schema/lexicon/response-verbs.tsv \
  schema/lexicon/role-modifiers.tsv \
  schema/lexicon/roles.tsv \
  schema/lexicon/sentence-starters.tsv \
  schema/lexicon/statement-nouns.tsv \
  schema/lexicon/statement-verbs.tsv \
  schema/lexicon/suffixes.tsv \
  schema/lexicon/titles.tsv \
  schema/lexicon/word-parts.tsv \
  schema/lexicon/wordnet-forms.tsv \
  schema/lexicon/wordnet.tsv \
  schema/lexicon/words.tsv \
  schema/ontology.ttl \
  schema/rules/dates.rules \
  schema/rules/demands.rules \
  schema/rules/responses.rules \
  schema/rules/statements.rules \
  schema/shapes.ttl
EXTRA_DIST += schema/lexicon/wordnet.LICENSE
