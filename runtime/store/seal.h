/* seal.h - what makes bytes unreadable for others: the key of a visit, and letters sealed to an agency.
 *
 * A visit's key lives in one 0600 file below RUN/keys (tmpfs). Deleting the file makes every journal row of the visit
 * noise, also in old pages of the disk; so the key goes first, the rows after it. */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "base/json.h"

enum { SEAL_KEY = 32, SEAL_EXTRA = 40 /* bytes that sealing adds */ };

struct seal {
    char path[512];
    unsigned char key[SEAL_KEY];
};

/* From here on these bytes are never swapped out and are in no core dump, together with the page they lie in. */
void seal_lock_key(void *key, size_t n);

/* A new random key in FOLDER/VISIT. */
int seal_new(struct seal *seal, const char *folder, const char *visit);

/* The key of a visit that was open before core ended; E_GONE when there is none, or when nobody was alive to touch it
 * for max_age seconds. */
int seal_find(struct seal *seal, const char *folder, const char *visit, int max_age);

/* Core is alive: called every few seconds while a visit is open, so that seal_find() knows how long it was dead. */
void seal_touch(const struct seal *seal);

/* Deletes the file and wipes the memory. */
void seal_forget(struct seal *seal);

/* Bytes sealed under the key (XSalsa20-Poly1305, random nonce in front). Turn memory; *sealed is its length. */
unsigned char *seal_close_bytes(const struct seal *seal, const void *bytes, size_t n, size_t *sealed);

/* The bytes again, with a NUL beyond n (wipe_free them), or NULL when they are not ours. */
char *seal_open_bytes(const struct seal *seal, const void *sealed, size_t length, size_t *n);

/* The same with JSON. */
unsigned char *seal_close(const struct seal *seal, const json_t *value, size_t *n);

json_t *seal_open(const struct seal *seal, const void *bytes, size_t n);

/* hex -> bytes of exactly n; false when it is not. */
bool seal_read_hex(const char *hex, unsigned char *to, size_t n);

#endif
