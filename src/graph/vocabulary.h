// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file vocabulary.h  Every class, property and individual that stands in a graph, from one list.
   Those of DM_NAMESPACE are defined in schema/ontology.ttl.
*/
#ifndef DM_GRAPH_VOCABULARY_H
#define DM_GRAPH_VOCABULARY_H

#include "graph/quad.h"

#define DM_BASE_DEFAULT "https://w3id.org/demarche/data"
#define DM_NAMESPACE    "https://w3id.org/demarche/ns#"

#define DM_NS_DCTERMS   "http://purl.org/dc/terms/"
#define DM_NS_ITSRDF    "http://www.w3.org/2005/11/its/rdf#"
#define DM_NS_NIF       "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define DM_NS_ORG       "http://www.w3.org/ns/org#"
#define DM_NS_PROV      "http://www.w3.org/ns/prov#"
#define DM_NS_RDF       "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DM_NS_SKOS      "http://www.w3.org/2004/02/skos/core#"
#define DM_NS_XSD       "http://www.w3.org/2001/XMLSchema#"

// Own terms: name, local name.
#define DM_OWN_WORDS(X)                                                                                                \
  X(ARTICLE, "Article")                                                                                                \
  X(PERSON, "Person")                                                                                                  \
  X(ORGANIZATION, "Organization")                                                                                      \
  X(COUNTRY, "Country")                                                                                                \
  X(PLACE, "Place")                                                                                                    \
  X(UNNAMED_SOURCE, "UnnamedSource")                                                                                   \
  X(MENTION, "Mention")                                                                                                \
  X(PASSAGE, "Passage")                                                                                                \
  X(POSITION, "Position")                                                                                              \
  X(STATEMENT, "Statement")                                                                                            \
  X(DEMAND, "Demand")                                                                                                  \
  X(WORDING, "Wording")                                                                                                \
  X(RESPONSE, "Response")                                                                                              \
  X(DATE_EXPRESSION, "DateExpression")                                                                                 \
  X(READING, "Reading")                                                                                                \
  X(IDENTITY_LINK, "IdentityLink")                                                                                     \
  X(SAME_UTTERANCE, "SameUtterance")                                                                                   \
  X(UTTERED, "uttered")                                                                                                \
  X(IN_ARTICLE, "inArticle")                                                                                           \
  X(READ_BY, "readBy")                                                                                                 \
  X(SOFTWARE_VERSION, "softwareVersion")                                                                               \
  X(RULESET, "ruleset")                                                                                                \
  X(EVIDENCE, "evidence")                                                                                              \
  X(CUE_PASSAGE, "cuePassage")                                                                                         \
  X(SOURCE_MENTION, "sourceMention")                                                                                   \
  X(RULE, "rule")                                                                                                      \
  X(CONFIDENCE, "confidence")                                                                                          \
  X(CONTENT, "content")                                                                                                \
  X(MENTION_FORM, "mentionForm")                                                                                       \
  X(FORM_NAME, "Name")                                                                                                 \
  X(FORM_ADJECTIVE, "Adjective")                                                                                       \
  X(FORM_NOMINAL, "Nominal")                                                                                           \
  X(FORM_PRONOUN, "Pronoun")                                                                                           \
  X(ROLE, "role")                                                                                                      \
  X(ATTESTED_ON, "attestedOn")                                                                                         \
  X(SPEAKER, "speaker")                                                                                                \
  X(STATEMENT_TO, "statementTo")                                                                                       \
  X(VIA, "via")                                                                                                        \
  X(CUE, "cue")                                                                                                        \
  X(STATEMENT_KIND, "statementKind")                                                                                   \
  X(KIND_DIRECT, "Direct")                                                                                             \
  X(KIND_MIXED, "Mixed")                                                                                               \
  X(KIND_INDIRECT, "Indirect")                                                                                         \
  X(QUOTES, "quotes")                                                                                                  \
  X(SAID_ON, "saidOn")                                                                                                 \
  X(ABOUT, "about")                                                                                                    \
  X(POLARITY, "polarity")                                                                                              \
  X(POLARITY_POSITIVE, "Positive")                                                                                     \
  X(POLARITY_NEGATIVE, "Negative")                                                                                     \
  X(MODALITY, "modality")                                                                                              \
  X(MODALITY_SAID, "Said")                                                                                             \
  X(MODALITY_THOUGHT, "Thought")                                                                                       \
  X(MODALITY_PLANNED, "Planned")                                                                                       \
  X(DEMANDER, "demander")                                                                                              \
  X(DEMAND_OF, "demandOf")                                                                                             \
  X(DEMANDS, "demands")                                                                                                \
  X(FORCE, "force")                                                                                                    \
  X(FORCE_DEMANDING, "Demanding")                                                                                      \
  X(FORCE_REQUESTING, "Requesting")                                                                                    \
  X(FORCE_PROPOSING, "Proposing")                                                                                      \
  X(FORCE_APPEALING, "Appealing")                                                                                      \
  X(DEMANDED_ON, "demandedOn")                                                                                         \
  X(DEADLINE, "deadline")                                                                                              \
  X(VOICED_IN, "voicedIn")                                                                                             \
  X(HAS_WORDING, "wording")                                                                                            \
  X(WORDING_RANK, "wordingRank")                                                                                       \
  X(ANSWERS, "answers")                                                                                                \
  X(RESPONDER, "responder")                                                                                            \
  X(RESPONSE_KIND, "responseKind")                                                                                     \
  X(RESPONSE_REJECT, "Reject")                                                                                         \
  X(RESPONSE_IGNORE, "Ignore")                                                                                         \
  X(RESPONSE_ACCEPT, "Accept")                                                                                         \
  X(RESPONSE_PARTIAL, "Partial")                                                                                       \
  X(RESPONSE_CONSIDER, "Consider")                                                                                     \
  X(RESPONSE_RESPOND, "Respond")                                                                                       \
  X(RESPONDED_ON, "respondedOn")                                                                                       \
  X(TIMEX, "timex")                                                                                                    \
  X(TIMEX_TYPE, "timexType")                                                                                           \
  X(TYPE_DATE, "Date")                                                                                                 \
  X(TYPE_TIME, "Time")                                                                                                 \
  X(TYPE_DURATION, "Duration")                                                                                         \
  X(TYPE_SET, "Set")                                                                                                   \
  X(DAY, "day")                                                                                                        \
  X(MONTH, "month")                                                                                                    \
  X(YEAR, "year")                                                                                                      \
  X(PRECISION, "precision")                                                                                            \
  X(PRECISION_DAY, "DayPrecision")                                                                                     \
  X(PRECISION_WEEK, "WeekPrecision")                                                                                   \
  X(PRECISION_MONTH, "MonthPrecision")                                                                                 \
  X(PRECISION_QUARTER, "QuarterPrecision")                                                                             \
  X(PRECISION_YEAR, "YearPrecision")                                                                                   \
  X(PRECISION_DECADE, "DecadePrecision")                                                                               \
  X(PRECISION_CENTURY, "CenturyPrecision")                                                                             \
  X(STEPS, "steps")                                                                                                    \
  X(IDENTITY, "identity")                                                                                              \
  X(PARTY, "party")                                                                                                    \
  X(SCORE, "score")                                                                                                    \
  X(REASON, "reason")

// Terms of others: name, IRI.
#define DM_FOREIGN_WORDS(X)                                                                                            \
  X(IDENTIFIER, DM_NS_DCTERMS "identifier")                                                                            \
  X(TITLE, DM_NS_DCTERMS "title")                                                                                      \
  X(ISSUED, DM_NS_DCTERMS "issued")                                                                                    \
  X(PUBLISHER, DM_NS_DCTERMS "publisher")                                                                              \
  X(SOURCE, DM_NS_DCTERMS "source")                                                                                    \
  X(LANGUAGE, DM_NS_DCTERMS "language")                                                                                \
  X(IDENT_REF, DM_NS_ITSRDF "taIdentRef")                                                                              \
  X(BEGIN_INDEX, DM_NS_NIF "beginIndex")                                                                               \
  X(END_INDEX, DM_NS_NIF "endIndex")                                                                                   \
  X(ANCHOR_OF, DM_NS_NIF "anchorOf")                                                                                   \
  X(REFERENCE_CONTEXT, DM_NS_NIF "referenceContext")                                                                   \
  X(MEMBER, DM_NS_ORG "member")                                                                                        \
  X(OF_ORGANIZATION, DM_NS_ORG "organization")                                                                         \
  X(USED, DM_NS_PROV "used")                                                                                           \
  X(TYPE, DM_NS_RDF "type")                                                                                            \
  X(PREF_LABEL, DM_NS_SKOS "prefLabel")                                                                                \
  X(ALT_LABEL, DM_NS_SKOS "altLabel")                                                                                  \
  X(XSD_DATE, DM_NS_XSD "date")                                                                                        \
  X(XSD_MONTH, DM_NS_XSD "gYearMonth")                                                                                 \
  X(XSD_YEAR, DM_NS_XSD "gYear")                                                                                       \
  X(XSD_DECIMAL, DM_NS_XSD "decimal")                                                                                  \
  X(XSD_COUNT, DM_NS_XSD "nonNegativeInteger")

enum dm_word {
  DM_WORD_NONE,
#define DM_WORD_ENUM(name, iri) DM_WORD_##name,
  DM_OWN_WORDS(DM_WORD_ENUM) DM_FOREIGN_WORDS(DM_WORD_ENUM)
#undef DM_WORD_ENUM
      DM_WORD_COUNT
};

/// The IRI of a word; DM_WORD_NONE has none.
struct dm_span dm_word_iri(enum dm_word word);
struct dm_term dm_word_term(enum dm_word word);

#endif
