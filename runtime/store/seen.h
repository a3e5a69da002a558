/* seen.h - how far this kiosk has come, so that nobody can lead it back: the newest root of trust, the highest version
 * of each bundle.
 *
 * The numbers are counters, which outlive a damaged database (quarantine.h); the root itself does not. */
#ifndef STORE_SEEN_H
#define STORE_SEEN_H

#include "store/store.h"

/* The highest version of a bundle that was taken up here; 0 when none was. Setting a lower one changes nothing. */
int64_t seen_version(struct store *store, const char *bundle);
int seen_set_version(struct store *store, const char *bundle, int64_t version);

/* The number of the newest root that was believed here; 0 when none was. */
int64_t seen_root_version(struct store *store);

/* Its bytes; E_STATE when they are not there. The caller frees them. */
int seen_root(struct store *store, char **bytes, size_t *n);
int seen_set_root(struct store *store, int64_t version, const void *bytes, size_t n);

#endif
