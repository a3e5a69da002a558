/* kit.h - what the programmer of an agency types: anjungan new, check, test, docs.
 *
 * Each returns what the command ends with: 0, or 1 when something is wrong. */
#ifndef KIT_KIT_H
#define KIT_KIT_H

#include "kit/chair.h"

/* Writes the folder INTO/ID: a service that runs, with its words, rules and tests. */
int kit_new(const char *id, const char *into);

/* Everything that can be known of these plugins without a citizen. */
int kit_check(struct chair *chair, char **folders, int n);

/* The hours of the agencies in RUN/site.conf. */
int kit_check_site(const char *run);

struct test_options {
    const char *folder;
    const char *only; /* tests whose name has this in it; NULL: all, and every way */
    bool record;      /* write journals/NAME.json of the tests that pass */
};

/* The author's test.lua, what nobody has to write, and the journals that were recorded. */
int kit_test(struct chair *chair, const struct test_options *options);

/* The manual of everything a script may say, in Markdown; or the definition file that editors read. */
int kit_docs(bool definitions);

#endif
