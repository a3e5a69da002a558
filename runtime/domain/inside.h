/* inside.h - what regions.c reads and search.c looks through. Nobody else includes it. */
#ifndef DOMAIN_INSIDE_H
#define DOMAIN_INSIDE_H

#include "domain/regions.h"

struct regions {
    char *text; /* the file; its lines end in NUL */
    const char *edition;
    struct region *rows;
    size_t n;
    char *folded; /* search.c */
    size_t n_folded;
    uint32_t *starts; /* of each row in `folded` */
};

/* Makes `folded` and `starts`, when all rows are there. */
void search_prepare(struct regions *regions);

#endif
