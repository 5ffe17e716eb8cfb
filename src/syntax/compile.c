// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/hash.h"
#include "syntax/program.h"
#include "text/words.h"

#include <string.h>

enum { DEEPEST = 24, LONGEST_PROGRAM = 1000 };

/// A pattern being compiled.
struct compiler {
  struct dm_span rest;
  struct dm_program_names *names;
  struct dm_program *program;
  uint32_t capacity;
  uint32_t depth;
  const char *wrong; ///< NULL while all is well
};

static bool fail(struct compiler *compiler, const char *wrong)
{
  if (!compiler->wrong) {
    compiler->wrong = wrong;
  }
  return false;
}

static bool is_space(char c) { return c == ' ' || c == '\t'; }

/// Signs that end a word of a pattern.
static bool is_sign(char c) { return is_space(c) || (c && strchr("()|?*+:\"{}<>", c)); }

static char peek(struct compiler *compiler)
{
  while (compiler->rest.size && is_space(*compiler->rest.data)) {
    compiler->rest.data++;
    compiler->rest.size--;
  }
  return compiler->rest.size ? *compiler->rest.data : '\0';
}

static void advance(struct compiler *compiler, size_t size)
{
  compiler->rest.data += size;
  compiler->rest.size -= size;
}

static bool accept(struct compiler *compiler, const char *sign)
{
  bool is = dm_span_starts(compiler->rest, dm_span_of(sign));
  if (is) {
    advance(compiler, dm_span_of(sign).size);
  }
  return is;
}

static struct dm_span take_word(struct compiler *compiler)
{
  size_t size = 0;
  while (size < compiler->rest.size && !is_sign(compiler->rest.data[size])) {
    size++;
  }
  struct dm_span word = {compiler->rest.data, size};
  advance(compiler, size);
  return word;
}

static uint32_t emit(struct compiler *compiler, struct dm_instruction instruction)
{
  struct dm_program *program = compiler->program;
  if (program->count >= LONGEST_PROGRAM) {
    fail(compiler, "pattern too long");
    return program->count - 1;
  }
  *DM_PUSH(compiler->names->arena, program->code, program->count, compiler->capacity) = instruction;
  return program->count - 1;
}

/// Put an instruction before what was emitted since `at`.
static void insert(struct compiler *compiler, uint32_t at, struct dm_instruction instruction)
{
  emit(compiler, instruction);
  struct dm_instruction *code = compiler->program->code;
  for (uint32_t i = compiler->program->count - 1; i > at; i--) {
    code[i] = code[i - 1];
  }
  code[at] = instruction;
}

static bool compile_alternatives(struct compiler *compiler);

static bool compile_quoted(struct compiler *compiler)
{
  const char *end = compiler->rest.size ? memchr(compiler->rest.data, '"', compiler->rest.size) : NULL;
  if (!end || end == compiler->rest.data) {
    return fail(compiler, "a quoted word has no end");
  }
  struct dm_span word = {compiler->rest.data, (size_t)(end - compiler->rest.data)};
  advance(compiler, word.size + 1);
  emit(compiler, (struct dm_instruction){.operation = DM_OP_WORD, .hash = dm_words_folded(word)});
  return true;
}

static int32_t form_named(struct dm_span name)
{
  static const char *const forms[] = {
      [DM_FORM_NONE] = "",     [DM_FORM_BASE] = "base",     [DM_FORM_PRESENT] = "present",
      [DM_FORM_PAST] = "past", [DM_FORM_GERUND] = "gerund", [DM_FORM_PARTICIPLE] = "participle",
  };
  for (int32_t i = 1; i < (int32_t)(sizeof forms / sizeof *forms); i++) {
    if (dm_span_equal(name, dm_span_of(forms[i]))) {
      return i;
    }
  }
  return -1;
}

static bool compile_tag(struct compiler *compiler)
{
  struct dm_span word = take_word(compiler);
  const char *dot = word.size ? memchr(word.data, '.', word.size) : NULL;
  struct dm_span name = {word.data, dot ? (size_t)(dot - word.data) : word.size};
  int32_t form = dot ? form_named((struct dm_span){dot + 1, word.size - name.size - 1}) : DM_FORM_NONE;
  if (form < 0) {
    return fail(compiler, "no such verb form");
  }
  for (int32_t tag = DM_TAG_X; tag <= DM_TAG_VERB; tag++) {
    if (dm_span_equal(name, dm_span_of(dm_tag_name((enum dm_tag)tag)))) {
      emit(compiler, (struct dm_instruction){.operation = DM_OP_TAG, .a = tag, .b = form});
      return accept(compiler, ">") || fail(compiler, "'>' is missing");
    }
  }
  return fail(compiler, "no such tag");
}

static bool compile_class(struct compiler *compiler)
{
  struct dm_span name = take_word(compiler);
  for (uint32_t i = 0; i < compiler->names->class_count; i++) {
    if (dm_span_equal(name, dm_span_of(compiler->names->class[i].name))) {
      emit(compiler, (struct dm_instruction){.operation = DM_OP_CLASS, .a = (int32_t)i});
      return true;
    }
  }
  return fail(compiler, "no such class");
}

static bool compile_layer(struct compiler *compiler)
{
  struct dm_program_names *names = compiler->names;
  struct dm_span name = take_word(compiler);
  if (!name.size || !accept(compiler, "}")) {
    return fail(compiler, "'}' is missing");
  }
  uint32_t at = 0;
  while (at < names->layer_count && !dm_span_equal(name, dm_span_of(names->layer[at]))) {
    at++;
  }
  if (at == names->layer_count) {
    *DM_PUSH(names->arena, names->layer, names->layer_count, names->layer_capacity) =
        dm_arena_copy(names->arena, name.data, name.size);
  }
  emit(compiler, (struct dm_instruction){.operation = DM_OP_LAYER, .a = (int32_t)at});
  return true;
}

static bool compile_group(struct compiler *compiler)
{
  if (++compiler->depth > DEEPEST) {
    return fail(compiler, "too many brackets");
  }
  if (!compile_alternatives(compiler)) {
    return false;
  }
  compiler->depth--;
  peek(compiler);
  return accept(compiler, ")") || fail(compiler, "')' is missing");
}

static void compile_gap(struct compiler *compiler)
{
  emit(compiler, (struct dm_instruction){.operation = DM_OP_SPLIT, .a = 3, .b = 1});
  emit(compiler, (struct dm_instruction){.operation = DM_OP_ANY});
  emit(compiler, (struct dm_instruction){.operation = DM_OP_JUMP, .a = -2});
}

static bool compile_word(struct compiler *compiler, bool lemma)
{
  struct dm_span word = take_word(compiler);
  if (!word.size) {
    return fail(compiler, "a word is missing");
  }
  emit(compiler, (struct dm_instruction){.operation = lemma ? DM_OP_LEMMA : DM_OP_WORD, .hash = dm_words_folded(word)});
  return true;
}

static bool compile_atom(struct compiler *compiler)
{
  if (accept(compiler, "(")) {
    return compile_group(compiler);
  }
  if (accept(compiler, "\"")) {
    return compile_quoted(compiler);
  }
  if (accept(compiler, "<")) {
    return compile_tag(compiler);
  }
  if (accept(compiler, "@")) {
    return compile_class(compiler);
  }
  if (accept(compiler, "{")) {
    return compile_layer(compiler);
  }
  if (accept(compiler, "...")) {
    compile_gap(compiler);
    return true;
  }
  static const struct {
    const char *sign;
    enum dm_operation operation;
  } single[] = {{".", DM_OP_ANY}, {"^", DM_OP_BEGIN}, {"$", DM_OP_END}};
  for (size_t i = 0; i < sizeof single / sizeof *single; i++) {
    if (accept(compiler, single[i].sign)) {
      emit(compiler, (struct dm_instruction){.operation = single[i].operation});
      return true;
    }
  }
  return compile_word(compiler, accept(compiler, "="));
}

static void compile_repetition(struct compiler *compiler, uint32_t start)
{
  int32_t size = (int32_t)(compiler->program->count - start);
  if (accept(compiler, "?")) {
    insert(compiler, start, (struct dm_instruction){.operation = DM_OP_SPLIT, .a = 1, .b = size + 1});
  } else if (accept(compiler, "*")) {
    insert(compiler, start, (struct dm_instruction){.operation = DM_OP_SPLIT, .a = 1, .b = size + 2});
    emit(compiler, (struct dm_instruction){.operation = DM_OP_JUMP, .a = -(size + 1)});
  } else if (accept(compiler, "+")) {
    emit(compiler, (struct dm_instruction){.operation = DM_OP_SPLIT, .a = -size, .b = 1});
  }
}

/// The capture named before a colon here; -1 if there is none, -2 if there are too many.
static int32_t take_capture(struct compiler *compiler)
{
  size_t size = 0;
  while (size < compiler->rest.size && !is_sign(compiler->rest.data[size])) {
    size++;
  }
  if (size == 0 || size + 1 >= compiler->rest.size || compiler->rest.data[size] != ':') {
    return -1;
  }
  struct dm_program *program = compiler->program;
  struct dm_span name = {compiler->rest.data, size};
  advance(compiler, size + 1);
  uint32_t at = 0;
  while (at < program->capture_count && !dm_span_equal(name, dm_span_of(program->capture[at]))) {
    at++;
  }
  if (at == DM_CAPTURES) {
    return -2;
  }
  if (at == program->capture_count) {
    program->capture[program->capture_count++] = dm_arena_copy(compiler->names->arena, name.data, name.size);
  }
  return (int32_t)at;
}

static bool compile_item(struct compiler *compiler)
{
  if (accept(compiler, "!")) {
    uint32_t start = emit(compiler, (struct dm_instruction){.operation = DM_OP_NOT});
    if (!compile_atom(compiler)) {
      return false;
    }
    emit(compiler, (struct dm_instruction){.operation = DM_OP_MATCH});
    compiler->program->code[start].a = (int32_t)(compiler->program->count - start);
    return true;
  }
  int32_t capture = take_capture(compiler);
  if (capture == -2) {
    return fail(compiler, "too many captures");
  }
  if (capture >= 0) {
    emit(compiler, (struct dm_instruction){.operation = DM_OP_SAVE, .a = 2 * capture});
  }
  uint32_t start = compiler->program->count;
  if (!compile_atom(compiler)) {
    return false;
  }
  compile_repetition(compiler, start);
  if (capture >= 0) {
    emit(compiler, (struct dm_instruction){.operation = DM_OP_SAVE, .a = 2 * capture + 1});
  }
  return true;
}

static bool compile_alternatives(struct compiler *compiler)
{
  uint32_t start = compiler->program->count;
  for (char c = peek(compiler); c && c != ')' && c != '|'; c = peek(compiler)) {
    if (!compile_item(compiler)) {
      return false;
    }
  }
  if (compiler->program->count == start) {
    return fail(compiler, "nothing to match");
  }
  while (accept(compiler, "|")) {
    int32_t size = (int32_t)(compiler->program->count - start);
    insert(compiler, start, (struct dm_instruction){.operation = DM_OP_SPLIT, .a = 1, .b = size + 2});
    uint32_t jump = emit(compiler, (struct dm_instruction){.operation = DM_OP_JUMP});
    if (!compile_alternatives(compiler)) {
      return false;
    }
    compiler->program->code[jump].a = (int32_t)(compiler->program->count - jump);
  }
  return true;
}

enum dm_status dm_program_compile(struct dm_span pattern, struct dm_program_names *names, struct dm_program *out,
                                  const char **wrong)
{
  struct dm_program program = {0};
  struct compiler compiler = {.rest = pattern, .names = names, .program = &program};
  if (compile_alternatives(&compiler) && peek(&compiler)) {
    fail(&compiler, "')' without '('");
  }
  emit(&compiler, (struct dm_instruction){.operation = DM_OP_MATCH});
  for (uint32_t i = 0; i < program.count; i++) {
    program.code[i].index = program.code[i].operation == DM_OP_SPLIT ? program.split_count++ : 0;
  }
  if (compiler.wrong) {
    *wrong = compiler.wrong;
    return DM_ERR_SCHEMA;
  }
  *out = program;
  return DM_OK;
}
