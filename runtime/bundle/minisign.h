/* minisign.h - keys and signatures in the formats of minisign (Ed25519 over BLAKE2b-512), so that its tool and we read
 * each other.
 *
 * We are stricter than the tool: only prehashed signatures, only the tool's own first line, nothing after a line. So no
 * byte of a signature can be changed without being noticed. */
#ifndef BUNDLE_MINISIGN_H
#define BUNDLE_MINISIGN_H

#include "base/base.h"

enum { KEY_ID = 8, KEY_ID_TEXT = 17, PUBLIC_TEXT = 57, COMMENT_MAX = 120 };

struct public_key {
    unsigned char id[KEY_ID], key[32];
};

/* Wiped by whoever had it read or made. */
struct secret_key {
    unsigned char id[KEY_ID], key[64];
};

struct signature {
    unsigned char id[KEY_ID], of_hash[64], of_comment[64];
    char comment[COMMENT_MAX + 1]; /* the trusted one */
};

/* "675F1071E8CCE138", as minisign writes it. */
void key_id_write(const unsigned char id[KEY_ID], char to[KEY_ID_TEXT]);

/* "RWQ4..." and back; E_FORMAT, quiet, when it is not a key. */
int public_key_read(const char *text, struct public_key *to);
void public_key_write(const struct public_key *key, char to[PUBLIC_TEXT]);

/* A new pair. */
void key_make(struct public_key *public, struct secret_key *secret);

/* Whole files: a line of comment, then the key. Failures are in the log. Keys with a password are for minisign itself:
 * E_DENIED, and the line says how to sign with it. */
int public_key_read_file(const char *path, struct public_key *to);
int secret_key_read_file(const char *path, struct secret_key *to);

/* The two files of a pair; nothing that is there is overwritten. */
int key_write_files(const char *path, const struct public_key *public, const struct secret_key *secret);

/* The four lines of a signature from *at on, which moves behind them; E_STATE when none begins there, E_FORMAT with a
 * line in the log when one begins and is not right. */
int signature_read(const char *what, const char **at, const char *end, struct signature *to);

/* The four lines for n bytes. Turn memory. */
char *signature_make(const struct secret_key *key, const void *bytes, size_t n, const char *comment);

/* True when this key signed these n bytes and the comment. */
bool signature_good(const struct signature *signature, const struct public_key *key, const void *bytes, size_t n);

#endif
