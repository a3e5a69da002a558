/* tree.c - see tree.h.
 *
 * An installed kiosk has bin, lib and share side by side; a build has its plugins, rules, themes and words in the
 * source tree.
 */
#define _GNU_SOURCE
#include "up/tree.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *below(const char *folder, const char *name)
{
    return make_text(turn_text("%s/%s", folder, name));
}

static int find_programs(struct tree *tree)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n < 0)
        return fail_errno("where this program lies (/proc/self/exe)");
    path[n] = 0;
    *strrchr(path, '/') = 0;
    tree->programs = make_text(path);
    return OK;
}

int tree_find(struct tree *tree)
{
    if (find_programs(tree) < 0)
        return E_IO;
    char *top = make_text(tree->programs);
    *strrchr(top, '/') = 0;
    const char *share = turn_text("%s/share/anjungan", top);
    bool installed = access(share, F_OK) == 0;
    tree->drivers = below(top, installed ? "lib/anjungan/drivers" : "lib/drivers");
    tree->plugins = below(installed ? share : ANJUNGAN_TREE, "plugins");
    tree->rules = below(installed ? share : ANJUNGAN_TREE, "rules");
    tree->themes = below(installed ? share : ANJUNGAN_TREE, "themes");
    tree->words = below(installed ? share : ANJUNGAN_TREE, installed ? "words" : "runtime/words");
    tree->samples = below(installed ? share : ANJUNGAN_TREE, installed ? "samples" : "runtime/screen/samples");
    tree->regions =
        below(installed ? share : ANJUNGAN_TREE, installed ? "regions.sample" : "runtime/domain/regions.sample");
    free(top);
    return OK;
}

void tree_free(struct tree *tree)
{
    free(tree->programs);
    free(tree->drivers);
    free(tree->plugins);
    free(tree->rules);
    free(tree->themes);
    free(tree->words);
    free(tree->samples);
    free(tree->regions);
    *tree = (struct tree){0};
}
