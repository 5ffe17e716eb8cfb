// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/principal.h"

#include <math.h>
#include <stdbool.h>

enum { SWEEPS = 60 };

static void centre(struct dm_matrix *in)
{
  for (uint32_t c = 0; c < in->columns; c++) {
    double sum = 0;
    for (uint32_t r = 0; r < in->rows; r++) {
      sum += in->at[(size_t)r * in->columns + c];
    }
    double mean = sum / in->rows;
    for (uint32_t r = 0; r < in->rows; r++) {
      in->at[(size_t)r * in->columns + c] -= mean;
    }
  }
}

static void find_covariance(const struct dm_matrix *in, double *out)
{
  uint32_t d = in->columns;
  for (uint32_t r = 0; r < in->rows; r++) {
    const double *row = in->at + (size_t)r * d;
    for (uint32_t i = 0; i < d; i++) {
      for (uint32_t j = 0; j < d; j++) {
        out[i * d + j] += row[i] * row[j];
      }
    }
  }
}

/// Turn the plane of `p` and `q` so that `a[p][q]` is nought, in `a` and in the directions `v` (rows).
static void rotate(double *a, double *v, uint32_t d, uint32_t p, uint32_t q)
{
  double theta = (a[q * d + q] - a[p * d + p]) / (2 * a[p * d + q]);
  double t = (theta >= 0 ? 1 : -1) / (fabs(theta) + sqrt(theta * theta + 1));
  double c = 1 / sqrt(t * t + 1);
  double s = t * c;
  for (uint32_t k = 0; k < d; k++) {
    double x = a[k * d + p];
    double y = a[k * d + q];
    a[k * d + p] = c * x - s * y;
    a[k * d + q] = s * x + c * y;
  }
  for (uint32_t k = 0; k < d; k++) {
    double x = a[p * d + k];
    double y = a[q * d + k];
    a[p * d + k] = c * x - s * y;
    a[q * d + k] = s * x + c * y;
    double u = v[p * d + k];
    double w = v[q * d + k];
    v[p * d + k] = c * u - s * w;
    v[q * d + k] = s * u + c * w;
  }
}

static bool sweep(double *a, double *v, uint32_t d)
{
  bool changed = false;
  for (uint32_t p = 0; p + 1 < d; p++) {
    for (uint32_t q = p + 1; q < d; q++) {
      double scale = sqrt(fabs(a[p * d + p]) * fabs(a[q * d + q]));
      if (fabs(a[p * d + q]) > 1e-15 * scale) {
        rotate(a, v, d, p, q);
        changed = true;
      }
    }
  }
  return changed;
}

/// The row of `a` with the greatest diagonal that is not `taken`.
static uint32_t find_strongest(const double *a, const bool *taken, uint32_t d)
{
  uint32_t best = UINT32_MAX;
  for (uint32_t i = 0; i < d; i++) {
    if (!taken[i] && (best == UINT32_MAX || a[i * d + i] > a[best * d + best])) {
      best = i;
    }
  }
  return best;
}

static void point_forward(double *direction, uint32_t d)
{
  uint32_t greatest = 0;
  for (uint32_t i = 1; i < d; i++) {
    greatest = fabs(direction[i]) > fabs(direction[greatest]) ? i : greatest;
  }
  for (uint32_t i = 0; direction[greatest] < 0 && i < d; i++) {
    direction[i] = -direction[i];
  }
}

static void project(const struct dm_matrix *in, const double *direction, uint32_t column, struct dm_matrix *out)
{
  for (uint32_t r = 0; r < in->rows; r++) {
    const double *row = in->at + (size_t)r * in->columns;
    double sum = 0;
    for (uint32_t i = 0; i < in->columns; i++) {
      sum += row[i] * direction[i];
    }
    out->at[(size_t)r * out->columns + column] = sum;
  }
}

struct dm_matrix dm_principal_project(struct dm_matrix *in, uint32_t wanted, struct dm_arena *arena)
{
  uint32_t d = in->columns;
  double *a = DM_NEW(arena, double, d *d);
  double *v = DM_NEW(arena, double, d *d);
  bool *taken = DM_NEW(arena, bool, d);
  struct dm_matrix out = {in->rows, wanted, DM_NEW(arena, double, (size_t)in->rows *wanted)};
  centre(in);
  find_covariance(in, a);
  for (uint32_t i = 0; i < d; i++) {
    v[i * d + i] = 1;
  }
  for (int i = 0; i < SWEEPS && sweep(a, v, d); i++) {
  }
  for (uint32_t c = 0; c < wanted; c++) {
    uint32_t best = find_strongest(a, taken, d);
    taken[best] = true;
    point_forward(v + (size_t)best * d, d);
    project(in, v + (size_t)best * d, c, &out);
  }
  return out;
}
