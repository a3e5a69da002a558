/* secrets.c - see secrets.h.
 *
 * A pair (a token and whoever checks it, a key and its public half) is made in one go, the checking side first: a run
 * folder that was cut off in between makes both again. */
#define _GNU_SOURCE
#include "up/secrets.h"

#include "base/memfile.h"

#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

enum { TOKEN_BYTES = 32, COOKIE_MAX = 65536 };

static int put_hex(const struct folder *folder, const char *name, enum user owner, mode_t mode, const void *key,
                   size_t n)
{
    char *hex = turn_alloc(2 * n + 2);
    sodium_bin2hex(hex, 2 * n + 1, key, n);
    hex[2 * n] = '\n';
    return folder_put(folder, name, owner, mode, hex, 2 * n + 1);
}

/* Ed25519: what the kiosk signs letters with. */
static int kiosk_key(const struct folder *folder)
{
    unsigned char public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
    if (folder_has(folder, "secrets/core/kiosk.key"))
        return OK;
    crypto_sign_keypair(public, secret);
    int code = put_hex(folder, "share/kiosk.pub", USER_CORE, 0444, public, sizeof public);
    if (code == OK)
        code = put_hex(folder, "secrets/core/kiosk.key", USER_CORE, 0400, secret, sizeof secret);
    sodium_memzero(secret, sizeof secret);
    return code;
}

/* X25519: what agencies open letters with. On this machine one back office serves them all. */
static int agency_key(const struct folder *folder)
{
    unsigned char public[crypto_box_PUBLICKEYBYTES], secret[crypto_box_SECRETKEYBYTES];
    if (folder_has(folder, "secrets/office/agency.key"))
        return OK;
    crypto_box_keypair(public, secret);
    int code = put_hex(folder, "secrets/office/agency.key", USER_OFFICE, 0400, secret, sizeof secret);
    sodium_memzero(secret, sizeof secret);
    return code;
}

static int agency_public(const struct folder *folder, char to[SECRET_KEY_TEXT])
{
    unsigned char public[crypto_box_PUBLICKEYBYTES], secret[crypto_box_SECRETKEYBYTES];
    const char *path = folder_path(folder, "secrets/office/agency.key");
    char *text;
    size_t n, n_key;
    if (file_read_path(path, 256, &text, &n) < 0)
        return E_IO;
    int bad = sodium_hex2bin(secret, sizeof secret, text, n, "\n", &n_key, NULL) < 0 || n_key != sizeof secret ||
              crypto_scalarmult_base(public, secret) < 0;
    wipe_free(text, n);
    sodium_memzero(secret, sizeof secret);
    if (bad)
        return fail(E_FORMAT, "%s is not a key of 64 hex digits; delete it to get a new one", path);
    sodium_bin2hex(to, SECRET_KEY_TEXT, public, sizeof public);
    return OK;
}

/* A shared secret of 32 random bytes: one file for who checks it, one for who says it (or the same). */
static int token(const struct folder *folder, const char *checked_by, enum user checker, const char *said_by,
                 enum user sayer)
{
    unsigned char bytes[TOKEN_BYTES];
    if (folder_has(folder, said_by))
        return OK;
    randombytes_buf(bytes, sizeof bytes);
    int code = put_hex(folder, checked_by, checker, 0400, bytes, sizeof bytes);
    if (code == OK && said_by != checked_by)
        code = put_hex(folder, said_by, sayer, 0400, bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
    return code;
}

int secrets_make(const struct folder *folder, char key[SECRET_KEY_TEXT])
{
    static const char hall_officers[] = "secrets/hall/officers", office_officers[] = "secrets/office/officers";
    int code = kiosk_key(folder);
    if (code == OK)
        code = agency_key(folder);
    if (code == OK)
        code = token(folder, "secrets/office/webhook", USER_OFFICE, "secrets/deliver/webhook", USER_DELIVER);
    if (code == OK)
        code = token(folder, "secrets/hall/devices", USER_HALL, "secrets/deliver/hall", USER_DELIVER);
    if (code == OK)
        code = token(folder, hall_officers, USER_HALL, hall_officers, USER_HALL);
    if (code == OK)
        code = token(folder, office_officers, USER_OFFICE, office_officers, USER_OFFICE);
    return code == OK ? agency_public(folder, key) : code;
}

const char *secrets_display(const struct folder *folder)
{
    const char *from = getenv("XAUTHORITY"), *home = getenv("HOME");
    char *bytes;
    size_t n;
    if (!from && home)
        from = turn_text("%s/.Xauthority", home);
    if (!folder->own_users || !from || access(from, R_OK) < 0 || file_read_path(from, COOKIE_MAX, &bytes, &n) < 0)
        return NULL;
    int code = folder_put(folder, "secrets/ui/Xauthority", USER_UI, 0400, bytes, n);
    wipe_free(bytes, n);
    return code == OK ? folder_path(folder, "secrets/ui/Xauthority") : NULL;
}
