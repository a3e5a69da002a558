/* format.h - the `format` words of schema.h: kinds of text that a schema may name. */
#ifndef DOMAIN_FORMAT_H
#define DOMAIN_FORMAT_H

#include <stdbool.h>

bool format_known(const char *name);
bool format_fits(const char *name, const char *text);

/* "date, kk, ...": turn memory. */
char *format_names(void);

#endif
