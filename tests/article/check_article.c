// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/article.h"
#include "article/day.h"
#include "article/encoding.h"
#include "base/utf8.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static struct dm_arena *arena;
static struct dm_diag diag;
static char said[512];

static void keep_message(void *context, const struct dm_message *message)
{
  (void)context;
  snprintf(said, sizeof said, "%s:%d: %s", message->article ? message->article : "", (int)message->line, message->text);
}

static void set_up(void)
{
  strcpy(folder, "/tmp/check_articleXXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  arena = dm_arena_new();
  diag = (struct dm_diag){.sink = keep_message};
  said[0] = '\0';
}

static void tear_down(void)
{
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  ck_assert_int_eq(system(command), 0);
  dm_arena_free(arena);
}

static const char *path_of(const char *name)
{
  struct dm_buffer path = {0};
  dm_buffer_printf(&path, "%s/%s", folder, name);
  const char *copy = dm_arena_copy(arena, path.data, path.size);
  dm_buffer_free(&path);
  return copy;
}

static const char *write_file(const char *name, struct dm_span bytes)
{
  const char *path = path_of(name);
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
  ck_assert_int_eq(fclose(file), 0);
  return path;
}

static enum dm_status parse(enum dm_record_kind kind, struct dm_span bytes, struct dm_article *out)
{
  struct dm_record record = {.kind = kind, .bytes = bytes, .name = DM_LITERAL("file"), .line = 7};
  struct dm_article_options options = {0};
  return dm_article_parse(&record, &options, arena, &diag, out);
}

static void check_span(struct dm_span got, const char *wanted)
{
  ck_assert_msg(dm_span_equal(got, dm_span_of(wanted)), "got <%.*s>, wanted <%s>", DM_SPAN_ARGS(got), wanted);
}

/* Records of a source. */

/// Everything a source gives: `KIND@LINE:bytes|` a record, `!|` an error.
static const char *read_all(const char *const *paths, size_t count)
{
  struct dm_source *source;
  struct dm_record record;
  struct dm_buffer all = {0};
  ck_assert_int_eq(dm_source_open(paths, count, &diag, &source), DM_OK);
  enum dm_status status;
  while ((status = dm_source_next(source, &diag, &record)) != DM_SKIP) {
    if (status == DM_OK) {
      dm_buffer_printf(&all, "%c@%d:%.*s|", "TJH"[record.kind], (int)record.line, DM_SPAN_ARGS(record.bytes));
    } else {
      dm_buffer_add_text(&all, "!|");
    }
  }
  dm_source_free(source);
  const char *copy = dm_arena_copy(arena, all.data, all.size);
  dm_buffer_free(&all);
  return copy;
}

START_TEST(the_bytes_tell_what_a_file_is)
{
  static const struct {
    const char *name, *bytes, *wanted;
  } cases[] = {
      {"a.txt", "The ferry sank.", "T@0:The ferry sank.|"},
      {"a", "  <!DOCTYPE html><p>x", "H@0:  <!DOCTYPE html><p>x|"},
      {"a.txt", "<HTML><p>x", "H@0:<HTML><p>x|"},
      {"a.txt", "{\"text\":\"x\"}\n\n {\"text\":\"y\"}\r\n", "J@1:{\"text\":\"x\"}|J@3:{\"text\":\"y\"}\r|"},
      {"a.jsonl", "\xef\xbb\xbf{\"text\":\"x\"}", "J@1:{\"text\":\"x\"}|"},
      {"a.jsonl", "{\"a\":1}\nbroken\n{\"b\":\n{\"c\":2}\n", "J@1:{\"a\":1}|J@2:broken|J@3:{\"b\":|J@4:{\"c\":2}|"},
      {"a.jsonl", "{\"a\":\"cut\n{\"c\":2}\n", "J@1:{\"a\":\"cut|J@2:{\"c\":2}|"},
      {"a.json", "\n{\n\"a\": \"}\\\"\"\n}\n", "J@2:{\n\"a\": \"}\\\"\"\n}|"},
      {"a.json", "{\n\"a\": 1}\n{\n\"b\": 2}\n", "J@1:{\n\"a\": 1}|J@3:{\n\"b\": 2}|"},
      {"a.json", "[{\"a\": [1]},\n\n{\"b\":{}}]\n", "J@1:{\"a\": [1]}|J@3:{\"b\":{}}|"},
      {"a.json", "[]", ""},
      {"a.json", "[{\"a\": 1}, 2, {\"b\": 1}]", "J@1:{\"a\": 1}|!|"},
      {"a.json", "[{\"a\": 1},\n{\"b\":", "!|"},
      {"a.json", "one\ntwo\nthree\n", "!|"},
      {"a.json", "{\n\"a\":\n", "!|"},
      {"a.json", "", ""},
      {"a.txt", "", "T@0:|"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *path = write_file(cases[i].name, dm_span_of(cases[i].bytes));
    const char *got = read_all(&path, 1);
    bool empty = cases[i].bytes[0] == '\0' && strcmp(got, "") == 0; // an empty file may be no record at all
    ck_assert_msg(empty || strcmp(got, cases[i].wanted) == 0, "%s: got %s", cases[i].bytes, got);
  }
}
END_TEST

START_TEST(folders_are_walked_in_order_and_hidden_files_passed_over)
{
  ck_assert_int_eq(mkdir(path_of("b"), 0700), 0);
  ck_assert_int_eq(mkdir(path_of(".git"), 0700), 0);
  write_file("c.txt", dm_span_of("three"));
  write_file("b/z.txt", dm_span_of("two"));
  write_file("a.txt", dm_span_of("one"));
  write_file(".hidden.txt", dm_span_of("no"));
  write_file(".git/x.txt", dm_span_of("no"));
  const char *paths[] = {folder, path_of("a.txt"), path_of("missing.txt")};
  ck_assert_str_eq(read_all(paths, 3), "T@0:one|T@0:two|T@0:three|T@0:one|!|");
  ck_assert_ptr_nonnull(strstr(said, "missing.txt"));
}
END_TEST

START_TEST(standard_input_is_a_dash)
{
  const char *path = write_file("in", dm_span_of("{\"text\":\"from a pipe\"}\n"));
  const char *dash = "-";
  ck_assert_ptr_nonnull(freopen(path, "r", stdin));
  ck_assert_str_eq(read_all(&dash, 1), "J@1:{\"text\":\"from a pipe\"}|");
}
END_TEST

static void write_archive(const char *path, void (*format)(struct archive *), const char *const *members)
{
  struct archive *archive = archive_write_new();
  format(archive);
  ck_assert_int_eq(archive_write_open_filename(archive, path), ARCHIVE_OK);
  for (; *members; members += 2) {
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, members[0]);
    archive_entry_set_size(entry, (la_int64_t)strlen(members[1]));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    ck_assert_int_eq(archive_write_header(archive, entry), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_data(archive, members[1], strlen(members[1])), (la_ssize_t)strlen(members[1]));
    archive_entry_free(entry);
  }
  ck_assert_int_eq(archive_write_free(archive), ARCHIVE_OK);
}

static void be_tar(struct archive *archive) { archive_write_set_format_ustar(archive); }

static void be_tar_gzip(struct archive *archive)
{
  archive_write_set_format_ustar(archive);
  archive_write_add_filter_gzip(archive);
}

static void be_zip(struct archive *archive) { archive_write_set_format_zip(archive); }

static void be_gzip(struct archive *archive)
{
  archive_write_set_format_raw(archive);
  archive_write_add_filter_gzip(archive);
}

static void be_xz(struct archive *archive)
{
  archive_write_set_format_raw(archive);
  archive_write_add_filter_xz(archive);
}

START_TEST(the_extent_grows_up_to_the_whole)
{
  static const char line[] = "{\"text\":\"x\"}\n{\"text\":\"y\"}\n";
  static const char *const single[] = {"x", line, NULL};
  const char *packed = path_of("b.jsonl.gz");
  write_archive(packed, be_gzip, single);
  const char *const paths[] = {write_file("a.jsonl", dm_span_of(line)), packed,
                               write_file("c.txt", dm_span_of("End."))};
  struct dm_source *source;
  struct dm_record record;
  ck_assert_int_eq(dm_source_open(paths, 3, &diag, &source), DM_OK);
  struct dm_extent extent = dm_source_extent(source);
  ck_assert_uint_eq(extent.read, 0);
  ck_assert_uint_gt(extent.whole, strlen(line) + 4);
  uint64_t last = 0;
  for (int i = 0; dm_source_next(source, &diag, &record) == DM_OK; i++) {
    extent = dm_source_extent(source);
    ck_assert_msg(extent.read > last && extent.read <= extent.whole, "record %d: %d", i, (int)extent.read);
    ck_assert(i != 0 || extent.read == strlen(line) / 2);
    last = extent.read;
  }
  ck_assert_uint_eq(last, extent.whole);
  dm_source_free(source);
  const char *const with_input[] = {paths[0], "-"};
  ck_assert_int_eq(dm_source_open(with_input, 2, &diag, &source), DM_OK);
  ck_assert_uint_eq(dm_source_extent(source).whole, 0); // not known
  dm_source_free(source);
}
END_TEST

START_TEST(archives_are_opened_and_compressed_files_read)
{
  static const char *const members[] = {"a.txt", "one", "in/b.jsonl", "{\"t\":1}\n{\"t\":2}\n", NULL};
  static const char *const single[] = {"x", "{\"t\":1}\n{\"t\":2}\n", NULL};
  static const struct {
    const char *name;
    void (*format)(struct archive *);
    const char *const *members;
    const char *wanted;
  } cases[] = {
      {"a.tar", be_tar, members, "T@0:one|J@1:{\"t\":1}|J@2:{\"t\":2}|"},
      {"a.tar.gz", be_tar_gzip, members, "T@0:one|J@1:{\"t\":1}|J@2:{\"t\":2}|"},
      {"a.zip", be_zip, members, "T@0:one|J@1:{\"t\":1}|J@2:{\"t\":2}|"},
      {"a.jsonl.gz", be_gzip, single, "J@1:{\"t\":1}|J@2:{\"t\":2}|"},
      {"named-wrongly.txt", be_xz, single, "J@1:{\"t\":1}|J@2:{\"t\":2}|"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *path = path_of(cases[i].name);
    write_archive(path, cases[i].format, cases[i].members);
    ck_assert_msg(strcmp(read_all(&path, 1), cases[i].wanted) == 0, "%s: %s", path, read_all(&path, 1));
  }
}
END_TEST

START_TEST(a_cut_archive_is_an_error_and_the_next_file_is_read)
{
  static const char *const members[] = {"x", "a text that is compressed and then cut short of its end", NULL};
  const char *paths[] = {path_of("cut.gz"), write_file("next.txt", dm_span_of("next"))};
  write_archive(paths[0], be_gzip, members);
  ck_assert_int_eq(truncate(paths[0], 30), 0);
  ck_assert_str_eq(read_all(paths, 2), "!|T@0:next|");
}
END_TEST

/* Articles. */

START_TEST(fields_of_json_are_taken)
{
  struct dm_article article;
  ck_assert_int_eq(
      parse(DM_RECORD_JSON,
            dm_span_of("{\"id\": \"n-1\", \"text\": \" Port \\u00e0 sec.\\n\", \"title\": \"Dry\", \"date\": "
                       "\"2019-05-02T10:00:00Z\", \"url\": \"http://a.example/1\", \"publisher\": \"The Quay\","
                       " \"language\": \"en-GB\", \"other\": [1, {}]}"),
            &article),
      DM_OK);
  check_span(article.id, "n-1");
  check_span(article.body, " Port \xc3\xa0 sec.\n"); // exactly as it is given
  check_span(article.title, "Dry");
  check_span(article.date, "2019-05-02");
  ck_assert_int_eq(article.date_origin, DM_DATE_FEED);
  check_span(article.url, "http://a.example/1");
  check_span(article.publisher, "The Quay");
  check_span(article.language, "en-GB");
}
END_TEST

START_TEST(articles_without_an_id_are_named_for_what_they_are)
{
  struct dm_article a;
  struct dm_article b;
  ck_assert_int_eq(parse(DM_RECORD_JSON, dm_span_of("{\"id\": 17, \"text\": \"x\"}"), &a), DM_OK);
  check_span(a.id, "17");
  ck_assert_int_eq(parse(DM_RECORD_JSON, dm_span_of("{\"url\": \"http://a.example/1\", \"text\": \"x\"}"), &a), DM_OK);
  check_span(a.id, "http://a.example/1");
  ck_assert_int_eq(parse(DM_RECORD_JSON, dm_span_of("{\"id\": null, \"text\": \"The same.\"}"), &a), DM_OK);
  ck_assert_int_eq(parse(DM_RECORD_TEXT, dm_span_of("The same."), &b), DM_OK);
  ck_assert_uint_eq(a.id.size, 64);
  ck_assert(dm_span_equal(a.id, b.id));
}
END_TEST

START_TEST(broken_records_are_refused)
{
  static const struct {
    const char *bytes;
    enum dm_status status;
    const char *words;
  } cases[] = {
      {"{\"id\": \"a\", \"text\": \"x\"", DM_ERR_FORMAT, "not JSON"},
      {"{\"id\": \"a\", \"text\": \"x\"} y", DM_ERR_FORMAT, "not JSON"},
      {"{\"id\": \"a\", \"text\": \"\xff\"}", DM_ERR_FORMAT, "not JSON"},
      {"[]", DM_ERR_FORMAT, "object"},
      {"{\"id\": \"a\"}", DM_ERR_FORMAT, "text"},
      {"{\"id\": \"a\", \"text\": null}", DM_ERR_FORMAT, "text"},
      {"{\"id\": \"a\", \"text\": [\"x\"]}", DM_ERR_FORMAT, "text"},
      {"{\"id\": [], \"text\": \"x\"}", DM_ERR_FORMAT, "id"},
      {"{\"id\": \"a\", \"text\": \"x\", \"title\": 1}", DM_ERR_FORMAT, "title"},
      {"{\"id\": \"a\", \"text\": \"x\", \"id\": \"b\"}", DM_ERR_FORMAT, "not JSON"},
      {"{\"id\": \"a\", \"text\": \" \\n\"}", DM_SKIP, "no text"},
      {"{\"id\": \"a\", \"text\": \"\"}", DM_SKIP, "no text"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct dm_article article;
    said[0] = '\0';
    enum dm_status status = parse(DM_RECORD_JSON, dm_span_of(cases[i].bytes), &article);
    ck_assert_msg(status == cases[i].status, "%s: %s", cases[i].bytes, dm_status_words(status));
    ck_assert_msg(strstr(said, cases[i].words), "%s: %s", cases[i].bytes, said);
    ck_assert_ptr_null(diag.article);
  }
}
END_TEST

START_TEST(a_date_that_is_none_is_warned_of)
{
  struct dm_article article;
  ck_assert_int_eq(parse(DM_RECORD_JSON, dm_span_of("{\"text\": \"x\", \"date\": \"2019-02-30\"}"), &article), DM_OK);
  ck_assert_uint_eq(article.date.size, 0);
  ck_assert_int_eq(article.date_origin, DM_DATE_UNKNOWN);
  ck_assert_uint_eq(diag.warnings, 1);
}
END_TEST

START_TEST(the_option_dates_what_has_no_date)
{
  struct dm_article_options options = {.date = "2001-01-31"};
  static const struct {
    const char *bytes, *date;
  } cases[] = {{"{\"text\": \"x\"}", "2001-01-31"}, {"{\"text\": \"x\", \"date\": \"1999-12-31\"}", "1999-12-31"}};
  for (size_t i = 0; i < 2; i++) {
    struct dm_record record = {.kind = DM_RECORD_JSON, .bytes = dm_span_of(cases[i].bytes)};
    struct dm_article article;
    ck_assert_int_eq(dm_article_parse(&record, &options, arena, &diag, &article), DM_OK);
    check_span(article.date, cases[i].date);
  }
}
END_TEST

START_TEST(days_are_read_and_checked)
{
  static const struct {
    const char *text, *day;
  } cases[] = {
      {"2022-01-27", "2022-01-27"},
      {"2022-01-27T08:30:00+02:00", "2022-01-27"},
      {"Thu, 27 Jan 2022 08:30:00 GMT", "2022-01-27"},
      {"27 January 2022", "2022-01-27"},
      {"January 27, 2022", "2022-01-27"},
      {"Thursday, January 27, 2022", "2022-01-27"},
      {"2022-01", "2022-01"},
      {"2022", "2022"},
      {"2020-02-29", "2020-02-29"},
      {"2022-02-29", NULL},
      {"2022-13-01", NULL},
      {"31 April 2022", NULL},
      {"", NULL},
      {"soon", NULL},
      {"on 27 January 2022 they met", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct dm_span day = {0};
    bool found = dm_day_parse(dm_span_of(cases[i].text), arena, &day);
    ck_assert_msg(found == (cases[i].day != NULL), "%s: %.*s", cases[i].text, DM_SPAN_ARGS(day));
    if (found) {
      check_span(day, cases[i].day);
    }
  }
}
END_TEST

START_TEST(plain_text_keeps_its_bytes_and_finds_its_day)
{
  struct dm_article article;
  const char *text = "Harbour closes\n\n3 March 2011\n\nThe harbour closed.\r\nNobody said why.\n";
  ck_assert_int_eq(parse(DM_RECORD_TEXT, dm_span_of(text), &article), DM_OK);
  check_span(article.body, text);
  check_span(article.title, "Harbour closes");
  check_span(article.date, "2011-03-03");
  ck_assert_int_eq(article.date_origin, DM_DATE_PAGE);
  ck_assert_int_eq(parse(DM_RECORD_TEXT, dm_span_of("It has no title. It is text.\nMore.\n"), &article), DM_OK);
  ck_assert_uint_eq(article.title.size, 0);
  ck_assert_int_eq(parse(DM_RECORD_TEXT, dm_span_of(" \n\t\xc2\xa0\n"), &article), DM_SKIP);
}
END_TEST

START_TEST(encodings_come_to_utf8)
{
  static const struct {
    struct dm_span bytes;
    const char *wanted; ///< NULL: refused
  } cases[] = {
      {DM_LITERAL("caf\xc3\xa9"), "caf\xc3\xa9"},
      {DM_LITERAL("\xef\xbb\xbf"
                  "caf\xc3\xa9"),
       "caf\xc3\xa9"},
      {DM_LITERAL("caf\xe9 \x93no\x94 \x80"), "caf\xc3\xa9 \xe2\x80\x9cno\xe2\x80\x9d \xe2\x82\xac"},
      {DM_LITERAL("\xff\xfe"
                  "a\0\xe9\0\x3d\xd8\x42\xde"),
       "a\xc3\xa9\xf0\x9f\x99\x82"},
      {DM_LITERAL("\xfe\xff\0a\0\xe9"), "a\xc3\xa9"},
      {DM_LITERAL("a\0b\0"), NULL},
      {DM_LITERAL("\x81 is not used"), NULL},
      {DM_LITERAL("\x89PNG\r\n\x1a\n\0\0\0"), NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct dm_span out = {0};
    enum dm_status status = dm_encoding_to_utf8(cases[i].bytes, arena, &diag, &out);
    ck_assert_msg(status == (cases[i].wanted ? DM_OK : DM_ERR_ENCODING), "case %d: %s", (int)i,
                  dm_status_words(status));
    if (cases[i].wanted) {
      check_span(out, cases[i].wanted);
    }
  }
}
END_TEST

START_TEST(any_bytes_come_to_utf8_or_a_status)
{
  unsigned seed = 5;
  for (int round = 0; round < 3000; round++) {
    char bytes[64];
    struct dm_span out;
    size_t size = (size_t)rand_r(&seed) % sizeof bytes;
    for (size_t i = 0; i < size; i++) {
      bytes[i] = (char)(rand_r(&seed) % (round % 2 ? 256 : 200));
    }
    memcpy(bytes, round % 3 ? "\xff\xfe" : "\xfe\xff", round % 5 && size > 2 ? 2 : 0);
    if (dm_encoding_to_utf8((struct dm_span){bytes, size}, arena, &diag, &out) == DM_OK) {
      ck_assert_uint_eq(dm_utf8_check(out), out.size);
    }
  }
}
END_TEST

#define FIRST                                                                                                          \
  "The mayor of Ostrava Bay said on Tuesday that the bridge would stay closed, and that no one knew for how long."
#define SECOND                                                                                                         \
  "Engineers had asked for two more weeks, a request which the council turned down after a debate of four hours."
#define THIRD                                                                                                          \
  "Ferries will run every half hour until then, the port authority wrote in a notice to its passengers today."

START_TEST(pages_give_head_and_main_text)
{
  struct dm_article article;
  const char *page =
      "<!DOCTYPE html><html lang='en-GB'><head><title>Bridge shut | The Bay</title>"
      "<meta property='og:title' content='Bridge stays shut'><meta property='og:site_name' content='The Bay'>"
      "<meta property='article:published_time' content='2018-06-05T12:00:00Z'>"
      "<link rel='canonical' href='http://bay.example/bridge'><style>p {color: red}</style></head><body>"
      "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
      "<div class='story'><h1>Bridge stays shut</h1><p>" FIRST
      "</p><script>var x = 'no text. At all, said he.';</script>"
      "<p>Engineers had <b>asked</b>\n for <a href='/x'>two more weeks</a>, a request which the council turned down "
      "after a "
      "debate of four hours.</p><ul class='more'><li><a href='/1'>Ten bridges you must see before they are gone. "
      "Now.</a>"
      "</li></ul><p>" THIRD
      "</p></div><div class='side'><p><a href='/2'>Also today: the ferry that came too late. Or did "
      "it?</a></p></div><footer><p>All rights reserved by the Bay and nobody else at all. Do not "
      "copy.</p></footer></body>";
  ck_assert_int_eq(parse(DM_RECORD_HTML, dm_span_of(page), &article), DM_OK);
  check_span(article.title, "Bridge stays shut");
  check_span(article.publisher, "The Bay");
  check_span(article.date, "2018-06-05");
  ck_assert_int_eq(article.date_origin, DM_DATE_PAGE);
  check_span(article.url, "http://bay.example/bridge");
  check_span(article.id, "http://bay.example/bridge");
  check_span(article.language, "en-GB");
  check_span(article.body, "Bridge stays shut\n\n" FIRST "\n\n" SECOND "\n\n" THIRD);
}
END_TEST

START_TEST(the_day_of_a_page_stands_in_several_places)
{
  static const char *const heads[] = {
      "<meta itemprop='datePublished' content='2018-06-05'>",
      "<meta name='date' content='2018-06-05'>",
      "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": "
      "\"2018-06-05T08:00\"}</script>",
      "<time datetime='2018-06-05T10:00'>Tuesday</time>",
  };
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    struct dm_buffer page = {0};
    struct dm_article article;
    dm_buffer_printf(&page, "<html><head>%s</head><body><p>" FIRST "</p></body></html>", heads[i]);
    ck_assert_int_eq(parse(DM_RECORD_HTML, dm_buffer_span(&page), &article), DM_OK);
    ck_assert_msg(dm_span_equal(article.date, dm_span_of("2018-06-05")), "%s", heads[i]);
    dm_buffer_free(&page);
  }
}
END_TEST

START_TEST(odd_pages_end_in_a_status)
{
  static const char *const pages[] = {"<html>",
                                      "<html><body></body></html>",
                                      "<p>",
                                      "<html><p>" FIRST,
                                      "<!-- x",
                                      "<html><body>No paragraphs here.<br>None.</body></html>",
                                      "<?xml version='1.0'?>"};
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
    struct dm_article article;
    enum dm_status status = parse(DM_RECORD_HTML, dm_span_of(pages[i]), &article);
    ck_assert_msg(status == DM_OK || status == DM_SKIP || status == DM_ERR_FORMAT, "%s", pages[i]);
    ck_assert(status != DM_OK || dm_utf8_check(article.body) == article.body.size);
  }
  struct dm_buffer deep = {0};
  struct dm_article article;
  for (int i = 0; i < 20000; i++) {
    dm_buffer_add_text(&deep, "<div><b>");
  }
  dm_buffer_add_text(&deep, "<p>" FIRST "</p>");
  enum dm_status status = parse(DM_RECORD_HTML, dm_buffer_span(&deep), &article);
  ck_assert(status == DM_OK || status == DM_SKIP || status == DM_ERR_FORMAT);
  dm_buffer_free(&deep);
}
END_TEST

static void add_tests(TCase *tests)
{
  tcase_add_test(tests, the_bytes_tell_what_a_file_is);
  tcase_add_test(tests, folders_are_walked_in_order_and_hidden_files_passed_over);
  tcase_add_test(tests, standard_input_is_a_dash);
  tcase_add_test(tests, the_extent_grows_up_to_the_whole);
  tcase_add_test(tests, archives_are_opened_and_compressed_files_read);
  tcase_add_test(tests, a_cut_archive_is_an_error_and_the_next_file_is_read);
  tcase_add_test(tests, fields_of_json_are_taken);
  tcase_add_test(tests, articles_without_an_id_are_named_for_what_they_are);
  tcase_add_test(tests, broken_records_are_refused);
  tcase_add_test(tests, a_date_that_is_none_is_warned_of);
  tcase_add_test(tests, the_option_dates_what_has_no_date);
  tcase_add_test(tests, days_are_read_and_checked);
  tcase_add_test(tests, plain_text_keeps_its_bytes_and_finds_its_day);
  tcase_add_test(tests, encodings_come_to_utf8);
  tcase_add_test(tests, any_bytes_come_to_utf8_or_a_status);
  tcase_add_test(tests, pages_give_head_and_main_text);
  tcase_add_test(tests, the_day_of_a_page_stands_in_several_places);
  tcase_add_test(tests, odd_pages_end_in_a_status);
}

int main(void)
{
  Suite *suite = suite_create("article");
  TCase *tests = tcase_create("article");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  add_tests(tests);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
