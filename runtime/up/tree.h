/* tree.h - where the programs and the files that come with them lie. */
#ifndef UP_TREE_H
#define UP_TREE_H

#include "base/base.h"

struct tree {
    char *programs; /* the folder of the running `anjungan`: its siblings are the other programs */
    char *drivers, *plugins, *rules, *themes, *words;
    char *samples; /* of screens, for whoever makes a theme */
    char *regions; /* the pack that comes with the runtime: a sample */
};

int tree_find(struct tree *tree);
void tree_free(struct tree *tree);

#endif
