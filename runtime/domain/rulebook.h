/* rulebook.h - the files of rules that the plugins of a kiosk share: what is everybody's (national holidays), and what
 * a site says for its place.
 *
 * They are bytes here: a locked child reads them, beside the plugin that wants something from them (flow/rules.h). */
#ifndef DOMAIN_RULEBOOK_H
#define DOMAIN_RULEBOOK_H

#include "base/json.h"

enum { RULEBOOK_FILES = 3 };

struct rulebook {
    struct {
        char name[40];
        char *bytes;
        size_t n;
    } files[RULEBOOK_FILES];
    int n;
};

/* Every *.conf of the folder ("": none), by name, then the site's own file (NULL: none). Files that cannot be read, and
 * more than RULEBOOK_FILES, are an error. */
int rulebook_open(struct rulebook *book, const char *folder, const char *site);
void rulebook_close(struct rulebook *book);

/* {rules}: the rows of all files, to be looked up by who runs no script (domain/rule.h). A file that cannot be read is
 * one less, with a line in the log; the plugins that need it say so, too. */
json_t *rulebook_rules(const struct rulebook *book);

/* For a `parse` packet: their names, and as many sealed memory files, which the caller closes. */
json_t *rulebook_names(const struct rulebook *book);
void rulebook_files(const struct rulebook *book, int fds[RULEBOOK_FILES]);

#endif
