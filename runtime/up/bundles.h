/* bundles.h - what agencies and operators do with bundles: keys, packing, the root of trust, taking them up.
 *
 * Each is a command of `anjungan` with the words behind its name and its own --help. Its result is OK, 1 for --help, or
 * negative after the reason was told. */
#ifndef UP_BUNDLES_H
#define UP_BUNDLES_H

#include "up/options.h"

/* Of an agency: a pair of keys; a folder as one signed file; what a bundle is and who signed it. */
int bundles_key(struct words words);
int bundles_pack(struct words words);
int bundles_verify(const char *run, struct words words);

/* Of an operator: new, sign, show; a bundle or a root into the run folder, and a bundle out of it. */
int bundles_root(struct words words);
int bundles_install(const char *run, struct words words);
int bundles_remove(const char *run, struct words words);

#endif
