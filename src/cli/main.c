// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include <stdio.h>

int main(void)
{
  fputs("demarche: not wired yet\n", stderr);
  return 2;
}
