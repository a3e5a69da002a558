/* minisign.c - see minisign.h.
 *
 * A public key is base64 of "Ed", id, key. A signature is base64 of "ED", id and Ed25519 of the BLAKE2b-512 of the
 * bytes; then the trusted comment; then base64 of Ed25519 over that signature and the comment. */
#define _GNU_SOURCE
#include "bundle/minisign.h"

#include "base/memfile.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HASH = 64, FILE_MAX = 1024, LINE = 256 };

static const char first_line[] = "untrusted comment: signature from minisign secret key\n";
static const char trusted[] = "trusted comment: ";

struct public_bytes {
    unsigned char kind[2], id[KEY_ID], key[32];
};

struct signature_bytes {
    unsigned char kind[2], id[KEY_ID], of_hash[64];
};

/* Without a password salt, limits and sum are zero, as minisign -W leaves them. */
struct secret_bytes {
    unsigned char kind[2], locked[2], sum_kind[2], salt[32], limits[16], id[KEY_ID], key[64], sum[32];
};

static char *to_base64(const void *bytes, size_t n)
{
    size_t size = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_ORIGINAL);
    return sodium_bin2base64(turn_alloc(size), size, bytes, n, sodium_base64_VARIANT_ORIGINAL);
}

/* The only text for these bytes: libsodium 1.0.18 reads 0xAF like "/", and a signature must have one spelling. */
static int from_base64(const char *text, size_t n, void *to, size_t size)
{
    size_t got;
    if (sodium_base642bin(to, size, text, n, NULL, &got, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 || got != size)
        return E_FORMAT;
    const char *again = to_base64(to, size);
    return strlen(again) == n && memcmp(again, text, n) == 0 ? OK : E_FORMAT;
}

/* --- keys -----------------------------------------------------------------------------------------------------------
 */

void key_id_write(const unsigned char id[KEY_ID], char to[KEY_ID_TEXT])
{
    for (int i = 0; i < KEY_ID; i++)
        snprintf(to + 2 * i, 3, "%02X", id[KEY_ID - 1 - i]);
}

int public_key_read(const char *text, struct public_key *to)
{
    struct public_bytes bytes;
    if (strlen(text) != PUBLIC_TEXT - 1 || from_base64(text, PUBLIC_TEXT - 1, &bytes, sizeof bytes) < 0 ||
        memcmp(bytes.kind, "Ed", 2) != 0)
        return E_FORMAT;
    memcpy(to->id, bytes.id, sizeof to->id);
    memcpy(to->key, bytes.key, sizeof to->key);
    return OK;
}

void public_key_write(const struct public_key *key, char to[PUBLIC_TEXT])
{
    struct public_bytes bytes = {.kind = {'E', 'd'}};
    memcpy(bytes.id, key->id, sizeof bytes.id);
    memcpy(bytes.key, key->key, sizeof bytes.key);
    sodium_bin2base64(to, PUBLIC_TEXT, (unsigned char *)&bytes, sizeof bytes, sodium_base64_VARIANT_ORIGINAL);
}

void key_make(struct public_key *public, struct secret_key *secret)
{
    crypto_sign_keypair(public->key, secret->key);
    randombytes_buf(public->id, KEY_ID);
    memcpy(secret->id, public->id, KEY_ID);
}

/* The second line of a small file whose first is a comment; the file must hold nothing else. The caller wipes it. */
static int read_key_line(const char *path, char line[LINE])
{
    char *bytes, *second;
    size_t n;
    if (file_read_path(path, FILE_MAX, &bytes, &n) < 0)
        return E_IO;
    second = strchr(bytes, '\n');
    size_t length = second ? strcspn(second + 1, "\r\n") : 0;
    bool good = second && strncmp(bytes, "untrusted comment: ", 19) == 0 && length < LINE &&
                strlen(second + 1) == length + strspn(second + 1 + length, "\r\n");
    if (good)
        snprintf(line, LINE, "%.*s", (int)length, second + 1);
    wipe_free(bytes, n);
    return good ? OK : fail(E_FORMAT, "%s: not a key file of minisign: two lines belong there", path);
}

int public_key_read_file(const char *path, struct public_key *to)
{
    char line[LINE];
    int code = read_key_line(path, line);
    if (code == OK && public_key_read(line, to) < 0)
        code = fail(E_FORMAT, "%s: not a public key; name the file that ends in .pub", path);
    return code;
}

static int open_secret(const char *path, const struct secret_bytes *bytes, struct secret_key *to)
{
    static const unsigned char open[2];
    unsigned char public[32];
    if (memcmp(bytes->kind, "Ed", 2) != 0 || memcmp(bytes->sum_kind, "B2", 2) != 0)
        return fail(E_FORMAT, "%s: not a secret key of minisign", path);
    if (memcmp(bytes->locked, open, sizeof open) != 0)
        return fail(E_DENIED, "%s has a password: sign with minisign itself, as runtime/bundle/README.md shows", path);
    memcpy(to->id, bytes->id, sizeof to->id);
    memcpy(to->key, bytes->key, sizeof to->key);
    crypto_sign_ed25519_sk_to_pk(public, to->key);
    unsigned char pair[32], again[64];
    crypto_sign_seed_keypair(pair, again, to->key);
    bool whole = sodium_memcmp(pair, public, sizeof pair) == 0;
    sodium_memzero(again, sizeof again);
    return whole ? OK : fail(E_FORMAT, "%s: the secret key is damaged", path);
}

int secret_key_read_file(const char *path, struct secret_key *to)
{
    char line[LINE];
    struct secret_bytes bytes;
    int code = read_key_line(path, line);
    if (code == OK && from_base64(line, strlen(line), &bytes, sizeof bytes) < 0)
        code = fail(E_FORMAT, "%s: not a secret key; name the file beside the one that ends in .pub", path);
    if (code == OK)
        code = open_secret(path, &bytes, to);
    sodium_memzero(line, sizeof line);
    sodium_memzero(&bytes, sizeof bytes);
    if (code < 0)
        sodium_memzero(to, sizeof *to);
    return code;
}

static int write_new(const char *path, const char *text, unsigned mode)
{
    size_t n = strlen(text);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0)
        return fail_errno("%s; a key that is there is never overwritten", path);
    bool good = write(fd, text, n) == (ssize_t)n && fsync(fd) == 0;
    int code = good ? OK : fail_errno("write %s", path);
    close(fd);
    if (!good)
        unlink(path);
    return code;
}

int key_write_files(const char *path, const struct public_key *public, const struct secret_key *secret)
{
    struct secret_bytes bytes = {.kind = {'E', 'd'}, .sum_kind = {'B', '2'}};
    char text[PUBLIC_TEXT], id[KEY_ID_TEXT], *of_public = turn_text("%s.pub", path);
    public_key_write(public, text);
    key_id_write(public->id, id);
    if (write_new(of_public, turn_text("untrusted comment: minisign public key %s\n%s\n", id, text), 0644) < 0)
        return E_IO;
    memcpy(bytes.id, secret->id, sizeof bytes.id);
    memcpy(bytes.key, secret->key, sizeof bytes.key);
    char *encoded = to_base64(&bytes, sizeof bytes);
    char *whole = turn_text("untrusted comment: minisign encrypted secret key\n%s\n", encoded);
    int code = write_new(path, whole, 0600);
    sodium_memzero(&bytes, sizeof bytes);
    sodium_memzero(encoded, strlen(encoded));
    sodium_memzero(whole, strlen(whole));
    if (code < 0)
        unlink(of_public);
    return code;
}

/* --- signatures -----------------------------------------------------------------------------------------------------
 */

static bool take(const char **at, const char *end, const char *text)
{
    size_t n = strlen(text);
    if ((size_t)(end - *at) < n || memcmp(*at, text, n) != 0)
        return false;
    *at += n;
    return true;
}

/* The rest of the line, of at most max bytes; at moves behind its end. */
static bool take_line(const char **at, const char *end, size_t max, const char **line, size_t *n)
{
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    *line = *at;
    *n = stop ? (size_t)(stop - *at) : 0;
    if (!stop || *n > max)
        return false;
    *at = stop + 1;
    return true;
}

static bool printable(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    return true;
}

static bool read_lines(const char **at, const char *end, struct signature *to)
{
    struct signature_bytes bytes;
    const char *line;
    size_t n;
    if (!take_line(at, end, LINE, &line, &n) || from_base64(line, n, &bytes, sizeof bytes) < 0 ||
        memcmp(bytes.kind, "ED", 2) != 0)
        return false;
    memcpy(to->id, bytes.id, sizeof to->id);
    memcpy(to->of_hash, bytes.of_hash, sizeof to->of_hash);
    if (!take(at, end, trusted) || !take_line(at, end, COMMENT_MAX, &line, &n) || !printable(line, n))
        return false;
    memcpy(to->comment, line, n);
    return take_line(at, end, LINE, &line, &n) && from_base64(line, n, to->of_comment, sizeof to->of_comment) == OK;
}

int signature_read(const char *what, const char **at, const char *end, struct signature *to)
{
    const char *from = *at;
    *to = (struct signature){0};
    if (!take(&from, end, first_line))
        return E_STATE;
    if (!read_lines(&from, end, to))
        return fail(E_FORMAT, "%s: its signature is damaged, or of a kind that is not accepted", what);
    *at = from;
    return OK;
}

static void hash_of(const void *bytes, size_t n, unsigned char hash[HASH])
{
    crypto_generichash(hash, HASH, bytes, n, NULL, 0);
}

/* What the second signature is over: the first one, then the comment. */
static unsigned char *with_comment(const unsigned char of_hash[64], const char *comment, size_t *n)
{
    *n = 64 + strlen(comment);
    unsigned char *both = turn_alloc(*n);
    memcpy(both, of_hash, 64);
    memcpy(both + 64, comment, *n - 64);
    return both;
}

char *signature_make(const struct secret_key *key, const void *bytes, size_t n, const char *comment)
{
    struct signature_bytes head = {.kind = {'E', 'D'}};
    unsigned char hash[HASH], of_comment[64], *both;
    size_t n_both;
    must(strlen(comment) <= COMMENT_MAX && printable(comment, strlen(comment)));
    hash_of(bytes, n, hash);
    memcpy(head.id, key->id, sizeof head.id);
    crypto_sign_detached(head.of_hash, NULL, hash, sizeof hash, key->key);
    both = with_comment(head.of_hash, comment, &n_both);
    crypto_sign_detached(of_comment, NULL, both, n_both, key->key);
    return turn_text("%s%s\n%s%s\n%s\n", first_line, to_base64(&head, sizeof head), trusted, comment,
                     to_base64(of_comment, sizeof of_comment));
}

bool signature_good(const struct signature *signature, const struct public_key *key, const void *bytes, size_t n)
{
    unsigned char hash[HASH], *both;
    size_t n_both;
    if (memcmp(signature->id, key->id, KEY_ID) != 0)
        return false;
    hash_of(bytes, n, hash);
    both = with_comment(signature->of_hash, signature->comment, &n_both);
    return crypto_sign_verify_detached(signature->of_hash, hash, sizeof hash, key->key) == 0 &&
           crypto_sign_verify_detached(signature->of_comment, both, n_both, key->key) == 0;
}
