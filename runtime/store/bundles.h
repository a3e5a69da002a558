/* bundles.h - every version of a plugin that a visit may be pinned to: its script and what the parser made of the rest.
 */
#ifndef STORE_BUNDLES_H
#define STORE_BUNDLES_H

#include "base/json.h"
#include "store/store.h"

struct bundle {
    char hash[72];
    char *code; /* main.lua */
    size_t n_code;
    json_t *parsed; /* {manifest, rules, words} */
};

/* OK; E_STATE when this hash is not stored. The caller owns code and parsed (bundle_free). */
int bundle_find(struct store *store, const char *hash, struct bundle *to);
int bundle_put(struct store *store, const char *plugin, const struct bundle *bundle);
void bundle_free(struct bundle *bundle);

/* Forgets every version that no plugin has any more (known.h), unless a visit is open, which may be pinned to it. */
int bundle_forget_old(struct store *store);

#endif
