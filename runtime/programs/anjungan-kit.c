/* anjungan-kit - what the programmer of an agency types: `anjungan new`, `check`, `test` and `docs` end here. A kiosk
 * in service does not need this program. */
#define _GNU_SOURCE
#include "base/guard.h"
#include "kit/kit.h"
#include "up/tree.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { USAGE = 2 };

struct words {
    char **at;
    int n;
};

static int usage(void)
{
    fputs("usage: anjungan new AGENCY.SERVICE [DIR]\n"
          "       anjungan check DIR...\n"
          "       anjungan test DIR [-k NAME] [--record]\n"
          "       anjungan docs [--definitions]\n",
          stderr);
    return USAGE;
}

static int do_new(const struct words *words)
{
    return words->n < 1 || words->n > 2 ? usage() : kit_new(words->at[0], words->n > 1 ? words->at[1] : ".");
}

static int do_docs(const struct words *words)
{
    bool definitions = words->n == 1 && strcmp(words->at[0], "--definitions") == 0;
    return words->n > 0 && !definitions ? usage() : kit_docs(definitions);
}

static int with_chair(struct chair *chair)
{
    struct tree tree;
    int code = tree_find(&tree);
    if (code == OK)
        code = chair_open(chair, tree.programs);
    tree_free(&tree);
    return code;
}

static int do_check(const struct words *words)
{
    struct chair chair = {.socket = -1};
    if (words->n == 0)
        return usage();
    int code = with_chair(&chair) < 0 ? 1 : kit_check(&chair, words->at, words->n);
    chair_close(&chair);
    return code;
}

static bool take_test_options(struct test_options *options, const struct words *words)
{
    for (int i = 0; i < words->n; i++) {
        if (strcmp(words->at[i], "--record") == 0)
            options->record = true;
        else if (strcmp(words->at[i], "-k") == 0 && i + 1 < words->n)
            options->only = words->at[++i];
        else if (words->at[i][0] == '-' || options->folder)
            return false;
        else
            options->folder = words->at[i];
    }
    return options->folder != NULL;
}

static int do_test(const struct words *words)
{
    struct chair chair = {.socket = -1};
    struct test_options options = {0};
    if (!take_test_options(&options, words))
        return usage();
    int code = with_chair(&chair) < 0 ? 1 : kit_test(&chair, &options);
    chair_close(&chair);
    return code;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*does)(const struct words *words);
    } commands[] = {{"new", do_new}, {"check", do_check}, {"test", do_test}, {"docs", do_docs}};
    struct words words = {argv + 2, argc - 2};
    guard_start();
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; argc > 1 && i < COUNT(commands); i++) {
        if (strcmp(argv[1], commands[i].name) != 0)
            continue;
        int code = commands[i].does(&words);
        turn_end();
        return code;
    }
    return usage();
}
