/* root.h - the root of trust: who may say whose key is whose, and which agency's key may sign what.
 *
 * A root is JSON, and before it the signatures of those who answer for it. It is good when enough of its keys signed
 * it; its successor is the next number and is signed by enough of the old keys AND enough of the new ones, so neither
 * the thieves of one key nor those who lost theirs can pass it on. README.md describes every member. */
#ifndef BUNDLE_ROOT_H
#define BUNDLE_ROOT_H

#include "base/clock.h"
#include "base/json.h"
#include "bundle/minisign.h"

enum {
    ROOT_KEYS = 16,
    ROOT_AGENCIES = 512,
    ROOT_SIGNATURES = 16,
    ROOT_MAX = 512 << 10,
    ROOT_THRESHOLD = 2,
    ROOT_VERSIONS = 999999
};

struct root_key {
    struct public_key key;
    const char *name;
    const json_t *namespaces; /* of an agency's key */
    bool development;         /* an agency's key for a kiosk in development, and for no other */
};

struct root {
    char *bytes; /* the file as it is */
    size_t n;
    const char *text; /* in it: the JSON that is signed */
    size_t n_text;
    json_t *body;
    int version, threshold;
    struct root_key keys[ROOT_KEYS], *agencies;
    int n_keys, n_agencies;
    struct signature signatures[ROOT_SIGNATURES];
    int n_signatures;
};

/* What the bytes say, not yet whether it is to be believed; NULL with a line in the log. */
struct root *root_read(const char *what, const void *bytes, size_t n);
struct root *root_read_file(const char *path);
void root_free(struct root *root);

/* True when this key signed it. */
bool root_signed_by(const struct root *root, const struct public_key *key);

/* OK when enough of its own keys signed it; E_DENIED with a line in the log. */
int root_check(const char *what, const struct root *root);

/* OK when `next` is the successor of `root`. */
int root_check_next(const char *what, const struct root *next, const struct root *root);

/* The file with the signature of a key more; one that this key made before gives way. The caller frees it. */
char *root_sign(const struct root *root, const struct secret_key *key, size_t *n);

/* The agency's key with this id, NULL when there is none. */
const struct root_key *root_agency(const struct root *root, const unsigned char id[KEY_ID]);
bool root_revoked(const struct root *root, const unsigned char id[KEY_ID]);

/* The least version of a bundle that may be used, as a number; 0 when any may. */
int64_t root_least(const struct root *root, const char *bundle);

/* Whether a root or a manifest (its member `expires`) still holds on a day. One that is over is refused (E_DENIED) when
 * the clock is trusted; when it is not, the clock may be wrong, and a kiosk must not stand still for that: OK, and a
 * line in the log. What has no last day never ends. */
int day_check(const char *what, const json_t *body, const char *today, bool trusted);

/* The same for this machine's day and clock. */
int day_check_now(const char *what, const json_t *body);

#endif
