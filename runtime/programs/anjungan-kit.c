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
          "       anjungan check DIR... [--rules FILE]\n"
          "       anjungan check --site RUN\n"
          "       anjungan test DIR [-k NAME] [--record] [--rules FILE]\n"
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

/* `rules` is a site's own file of them, NULL for none. */
static int with_chair(struct chair *chair, const char *rules)
{
    struct tree tree;
    int code = tree_find(&tree);
    if (code == OK)
        code = chair_open(chair, tree.programs);
    if (code == OK)
        code = rulebook_open(&chair->rulebook, tree.rules, rules);
    tree_free(&tree);
    return code;
}

/* Takes `--rules FILE` out of the words; NULL when it is not among them. */
static const char *take_rules(struct words *words)
{
    for (int i = 0; i + 1 < words->n; i++) {
        if (strcmp(words->at[i], "--rules") != 0)
            continue;
        char *file = words->at[i + 1];
        memmove(words->at + i, words->at + i + 2, (size_t)(words->n - i - 2) * sizeof *words->at);
        words->n -= 2;
        return file;
    }
    return NULL;
}

static int do_check(const struct words *given)
{
    struct chair chair = {.socket = -1};
    struct words words = *given;
    const char *rules = take_rules(&words);
    if (words.n == 2 && strcmp(words.at[0], "--site") == 0)
        return kit_check_site(words.at[1]);
    if (words.n == 0)
        return usage();
    int code = with_chair(&chair, rules) < 0 ? 1 : kit_check(&chair, words.at, words.n);
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

static int do_test(const struct words *given)
{
    struct chair chair = {.socket = -1};
    struct test_options options = {0};
    struct words words = *given;
    const char *rules = take_rules(&words);
    if (!take_test_options(&options, &words))
        return usage();
    int code = with_chair(&chair, rules) < 0 ? 1 : kit_test(&chair, &options);
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
