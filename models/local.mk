# models/: trained weights and tables, installed as they are; each has a card.  Written by `make train`.
# configure links each into models/ of the build tree (AC_CONFIG_LINKS), where the program finds it uninstalled.
modelsdir = $(pkgdatadir)/models
dist_models_DATA = \
  models/LICENSE \
  models/names models/names.md \
  models/parser models/parser.md \
  models/tagger models/tagger.md \
  models/words models/words.md
