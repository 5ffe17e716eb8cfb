#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Writes a C file that holds the files given, by name, for base/resource.c.
set -e
echo '// Made by build-aux/embed.sh.'
echo '#include "base/resource.h"'
n=0
for file in "$@"; do
  echo "static const unsigned char data_$n[] = {"
  od -An -v -tu1 "$file" | sed 's/  */,/g; s/^,//; s/$/,/'
  echo '0};'
  n=$((n + 1))
done
echo 'const struct dm_resource dm_embedded[] = {'
n=0
for file in "$@"; do
  echo "  {\"$file\", data_$n, sizeof data_$n - 1},"
  n=$((n + 1))
done
echo '  {0, 0, 0}};'
