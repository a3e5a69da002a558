/* The runtime's own words: every language has what Indonesian has, no more, and fills in the same values. The languages
 * are the files that lie in runtime/words. */
#include "base/conf.h"
#include "base/words.h"
#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

static const char *now_checked;

static void wrong(const char *what, const char *way)
{
    test_failures++;
    fprintf(stderr, "%s: %s %s\n", now_checked, what, way);
}

/* How often "{name}" stands in the text. */
static int times(const char *text, const char *place, size_t n)
{
    int found = 0;
    for (const char *at = text; (at = strchr(at, '{')); at++)
        found += strncmp(at, place, n) == 0;
    return found;
}

static void check_places(const char *way, const char *text, const char *other)
{
    for (const char *at = text; (at = strchr(at, '{')); at++) {
        size_t n = strcspn(at, "}") + 1;
        if (times(text, at, n) != times(other, at, n))
            wrong("another {value} is in", way);
    }
}

/* Both ways round: what one lacks the other has too much of. Cards of the attract screen are as many as there are. */
static void compare(const char *way, const json_t *first, const json_t *other, const char *lacks)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)first, name, value) {
        const char *inner = *way ? turn_text("%s.%s", way, name) : name;
        const json_t *same = json_object_get(other, name);
        test_checks++;
        if (!same || json_typeof(same) != json_typeof(value))
            wrong(lacks, inner);
        else if (json_is_object(value))
            compare(inner, value, same, lacks);
        else if (json_is_string(value))
            check_places(inner, json_string_value(value), json_string_value(same));
    }
}

static json_t *read_words(const char *kind, const char *language)
{
    return conf_read_file(turn_text(SOURCE "/runtime/words/%s.%s.conf", kind, language));
}

static void check_file(const char *kind, const char *language)
{
    json_t *first = read_words(kind, "id"), *other = read_words(kind, language);
    now_checked = turn_text("%s.%s.conf", kind, language);
    check(first && other);
    compare("", first, other, "is missing:");
    compare("", other, first, "Indonesian has no");
    json_decref(first);
    json_decref(other);
}

/* Twelve months, seven days; Indonesian needs no file, since all others fall back to it. */
static void check_writing(const char *language)
{
    json_t *writing = read_words("writing", language);
    check(json_array_size(json_object_get(writing, "months")) == 12);
    check(json_array_size(json_object_get(writing, "weekdays")) == 7);
    check(*json_text(writing, "thousands") && *json_text(writing, "time") && *json_text(writing, "rupiah"));
    json_decref(writing);
}

/* It is a bad test that passes because it sees nothing. */
static void check_itself(void)
{
    json_t *first = json_pack("{s{ss}}", "a", "b", "{n} x {n}"), *other = json_pack("{s{ss}}", "a", "b", "x {n} {m}"),
           *more = json_pack("{s{ss}}", "a", "c", "x");
    int before = test_failures;
    now_checked = "as it should be";
    compare("", first, other, "is missing:");
    check(test_failures == before + 2); /* both places of {n} */
    compare("", other, more, "is missing:");
    check(test_failures == before + 3);
    test_failures = before;
    json_decref(first);
    json_decref(other);
    json_decref(more);
}

int main(void)
{
    DIR *folder = opendir(SOURCE "/runtime/words");
    int n = 0;
    must(folder != NULL);
    check_itself();
    for (struct dirent *entry; (entry = readdir(folder));) {
        char language[9];
        if (sscanf(entry->d_name, "words.%8[^.].conf", language) != 1)
            continue;
        n++;
        check_file("words", language);
        check_file("wall", language);
        check_file("slip", language);
        check_file("panel", language);
        if (strcmp(language, "id") != 0)
            check_writing(language);
        turn_end();
    }
    closedir(folder);
    check(n >= 3);
    return test_end();
}
