# redland/
