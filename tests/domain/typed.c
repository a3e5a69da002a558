/* typed: lines as they are kept, words as they are searched, and what is nearly a word. */
#include "domain/typed.h"
#include "test.h"

#include <string.h>

static void test_fold(void)
{
    static const char *const rows[][2] = {{"Kute Lang-Lang", " kute lang lang"},
                                          {"  Ja'an  ", " jaan"},
                                          {"R\xc3\xa9union", " reunion"},
                                          {"C\xc3\xb4te d\xe2\x80\x99Ivoire", " cote divoire"},
                                          {"\xc3\x85land 2", " aland 2"},
                                          {"4 \xc3\x97 6", " 4 6"},
                                          {"\xea\xa6\xb1", " \xea\xa6\xb1"},
                                          {"--", ""},
                                          {"", ""}};
    char text[64];
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t n = typed_fold(rows[i][0], text);
        check_text(text, rows[i][1]);
        check(n == strlen(text) && n <= strlen(rows[i][0]) + 1);
    }
}

static void test_nearly(void)
{
    static const struct {
        const char *typed, *word;
        bool is;
    } rows[] = {{"losari", "losari", true},
                {"losar", "losari", true},
                {"lossri", "losari", true},
                {"losri", "losari", true},
                {"lossari", "losari", true},
                {"lsoari", "losari", true},
                {"losarix", "losari", true},
                {"xlosari", "losari", true},
                {"losarixx", "losari", false},
                {"rawalo", "losari", false},
                {"lso", "losari", false}, /* too short to be sure */
                {"losa", "lo", false},
                {"losa", "los kidul", true}, /* one too much */
                {"wonosbo kota", "wonosobo", true}};
    for (size_t i = 0; i < COUNT(rows); i++)
        if (typed_nearly(rows[i].typed, rows[i].word) != rows[i].is) {
            fprintf(stderr, "%s %s\n", rows[i].typed, rows[i].word);
            check(false);
        }
    check(typed_nearly_in("wonosbo", " kabupaten wonosobo"));
    check(!typed_nearly_in("wonosbo", " kabupaten banyumas"));
    check(!typed_nearly_in("wonosbo", ""));
}

static void test_tidy(void)
{
    char text[8];
    typed_tidy("  a \t\n b\x01", text, sizeof text);
    check_text(text, "a b");
    typed_tidy("abcdefghij", text, sizeof text);
    check_text(text, "abcdefg");
    check(typed_letters("\xc3\xa9\xea\xa6\xb1x") == 3);
}

int main(void)
{
    test_fold();
    test_nearly();
    test_tidy();
    return test_end();
}
