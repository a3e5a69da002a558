/* index.h - what home shows of the services, as files that the window reads: RUN/share/index.json and services.json. */
#ifndef CATALOG_INDEX_H
#define CATALOG_INDEX_H

#include "catalog/catalog.h"

/* Everything the files need of the services of a plugin (new): found out once, when it is taken up. */
json_t *index_rows(const struct catalog *catalog, const json_t *parsed);

/* True when the files say what is offered now, and are those that were written last. */
bool index_holds(const struct catalog *catalog);

int index_write(struct catalog *catalog);

#endif
