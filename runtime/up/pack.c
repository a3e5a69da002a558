/* pack.c - `anjungan key` and `anjungan pack`: what an agency does with its plugin. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "bundle/package.h"
#include "up/ask.h"
#include "up/bundles.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char key_help[] =
    "anjungan key FILE - makes a pair of keys: FILE, the secret one, and FILE.pub, in minisign's format\n"
    "\n"
    "The secret key has no password: keep it where only those who sign can read it, best on a stick in a safe. A key\n"
    "with a password is made by minisign -G; its public half serves as well, and minisign -S signs with it.\n";

static const char pack_help[] =
    "anjungan pack DIR [-k KEY] [-o FILE] [--expires DAY] - makes one file of a plugin's folder\n"
    "\n"
    "  -k, --key KEY     the secret key that signs it; without one an unsigned .tar is written, for minisign -S\n"
    "  -o, --output FILE instead of ID-VERSION.anjungan here\n"
    "  --expires DAY     the last day on which kiosks take it, for example 2027-12-31\n"
    "\n"
    "The same folder and key give the same bytes, on any machine and day.\n";

int bundles_key(struct words words)
{
    struct public_key public;
    struct secret_key secret;
    char text[PUBLIC_TEXT];
    int code = options_take(&words, NULL, 0, 1, 1, key_help);
    if (code != OK)
        return code;
    key_make(&public, &secret);
    code = key_write_files(words.at[0], &public, &secret);
    sodium_memzero(&secret, sizeof secret);
    if (code < 0)
        return code;
    public_key_write(&public, text);
    printf("%s      the secret key, without a password: whoever reads it can sign as you\n", words.at[0]);
    printf("%s.pub  the public key, for the operator's root (anjungan root --help):\n%s\n", words.at[0], text);
    return OK;
}

static int write_out(const char *path, const char *bytes, size_t n)
{
    int code = file_write_path(path, bytes, n, 0644);
    if (code == OK)
        printf("%s  %zu bytes\n", path, n);
    return code;
}

static int write_unsigned(const struct package *package, const char *path, const char *archive, size_t n)
{
    const char *name = path ? path : turn_text("%s-%s.tar", package->id, package->version);
    int code = write_out(name, archive, n);
    if (code == OK)
        printf("It is not signed. With minisign, and then one file of both:\n"
               "  minisign -S -s KEY -m %s -t '%s'\n  cat %s.minisig %s > %s-%s%s\n",
               name, package_comment(package), name, name, package->id, package->version, PACKAGE_SUFFIX);
    return code;
}

static int write_signed(const struct package *package, const char *key_path, const char *path, const char *archive,
                        size_t n)
{
    struct secret_key key;
    size_t n_file;
    if (secret_key_read_file(key_path, &key) < 0)
        return E_FORMAT;
    char id[KEY_ID_TEXT], *file = package_sign(package, archive, n, &key, &n_file);
    key_id_write(key.id, id);
    sodium_memzero(&key, sizeof key);
    const char *name = path ? path : turn_text("%s-%s%s", package->id, package->version, PACKAGE_SUFFIX);
    int code = write_out(name, file, n_file);
    if (code == OK)
        printf("%s %s, signed with key %s\n", package->id, package->version, id);
    free(file);
    return code;
}

int bundles_pack(struct words words)
{
    const char *key = NULL, *path = NULL, *expires = NULL;
    const struct option options[] = {
        {"--key", "-k", &key, 1, NULL}, {"--output", "-o", &path, 1, NULL}, {"--expires", NULL, &expires, 1, NULL}};
    struct package package;
    size_t n;
    int code = options_take(&words, options, COUNT(options), 1, 1, pack_help);
    if (code != OK)
        return code;
    char *archive = package_make(words.at[0], expires, &package, &n);
    if (!archive)
        return E_FORMAT;
    code = key ? write_signed(&package, key, path, archive, n) : write_unsigned(&package, path, archive, n);
    package_close(&package);
    free(archive);
    return code;
}
