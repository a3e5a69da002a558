/* data.h - is the data of a slip or a document complete, of the right types, and short enough to be paper? */
#ifndef PAPER_DATA_H
#define PAPER_DATA_H

#include "base/json.h"

/* OK, or E_FORMAT with the reason in `why`. Behind it nothing needs to doubt a name, a type or a length. */
int data_check(const json_t *data, char *why, size_t n_why);

/* The same for a document. */
int data_check_document(const json_t *data, char *why, size_t n_why);

#endif
