/* secrets.c - see secrets.h.
 *
 * A pair (a token and whoever checks it, a key and its public half) is made in one go, the checking side first: a run
 * folder that was cut off in between makes both again. */
#define _GNU_SOURCE
#include "up/secrets.h"

#include "base/keys.h"
#include "base/memfile.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TOKEN_BYTES = 32, AGENCY_BYTES = 32, COOKIE_MAX = 65536 };

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

/* One line "AGENCY HEX" for every agency of the site: what the old file had stays, what is missing is drawn. NULL when
 * nothing was missing. */
static char *agency_lines(const struct folder *folder, const char *name, const json_t *agencies)
{
    struct keys *old = folder_has(folder, name) ? keys_read(folder_path(folder, "%s", name)) : NULL;
    char *text = turn_alloc(1), hex[2 * AGENCY_BYTES + 1];
    bool drawn = false;
    size_t i;
    json_t *agency;
    json_array_foreach (agencies, i, agency) {
        unsigned char key[AGENCY_BYTES];
        if (!old || keys_get(old, json_text(agency, "id"), key, sizeof key) < 0) {
            randombytes_buf(key, sizeof key);
            drawn = true;
        }
        text = turn_text("%s%s %s\n", text, json_text(agency, "id"), sodium_bin2hex(hex, sizeof hex, key, sizeof key));
        sodium_memzero(key, sizeof key);
    }
    sodium_memzero(hex, sizeof hex);
    keys_free(old);
    return drawn ? text : NULL;
}

/* The X25519 secrets that agencies open letters with (any 32 bytes are one), and the shared secrets of their webhooks.
 */
static int agency_keys(const struct folder *folder, const json_t *agencies)
{
    char *boxes = agency_lines(folder, "secrets/office/agency.key", agencies);
    char *hooks = agency_lines(folder, "secrets/office/webhook", agencies);
    int code = OK;
    if (boxes)
        code = folder_put(folder, "secrets/office/agency.key", USER_OFFICE, 0400, boxes, strlen(boxes));
    if (code == OK && hooks)
        code = folder_put(folder, "secrets/office/webhook", USER_OFFICE, 0400, hooks, strlen(hooks));
    if (code == OK && hooks)
        code = folder_put(folder, "secrets/deliver/webhook", USER_DELIVER, 0400, hooks, strlen(hooks));
    return code;
}

/* An agency elsewhere brings its own public key; the others' is that of the back office here. */
static int set_public_keys(const struct folder *folder, json_t *agencies)
{
    struct keys *boxes = keys_read(folder_path(folder, "secrets/office/agency.key"));
    size_t i;
    json_t *agency;
    if (!boxes)
        return E_IO;
    json_array_foreach (agencies, i, agency) {
        unsigned char secret[AGENCY_BYTES], public[AGENCY_BYTES];
        char hex[2 * AGENCY_BYTES + 1];
        if (*json_text(agency, "key") || keys_get(boxes, json_text(agency, "id"), secret, sizeof secret) < 0 ||
            crypto_scalarmult_base(public, secret) < 0)
            continue;
        sodium_memzero(secret, sizeof secret);
        json_object_set_new(agency, "key", json_string(sodium_bin2hex(hex, sizeof hex, public, sizeof public)));
    }
    keys_free(boxes);
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

int secrets_make(const struct folder *folder, json_t *settings)
{
    json_t *agencies = json_object_get(settings, "agencies");
    static const char hall_officers[] = "secrets/hall/officers", office_officers[] = "secrets/office/officers";
    int code = kiosk_key(folder);
    if (code == OK)
        code = agency_keys(folder, agencies);
    if (code == OK)
        code = token(folder, "secrets/hall/devices", USER_HALL, "secrets/deliver/hall", USER_DELIVER);
    if (code == OK)
        code = token(folder, hall_officers, USER_HALL, hall_officers, USER_HALL);
    if (code == OK)
        code = token(folder, office_officers, USER_OFFICE, office_officers, USER_OFFICE);
    return code == OK ? set_public_keys(folder, agencies) : code;
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
