/* package.h - one bundle: a plugin as a single file, signed by its agency.
 *
 * Nothing of it is looked at before the signature over all of it is good, and nothing is ever unpacked to a disk: its
 * files are borrowed from the bytes that were verified. */
#ifndef BUNDLE_PACKAGE_H
#define BUNDLE_PACKAGE_H

#include "base/json.h"
#include "bundle/name.h"
#include "bundle/root.h"
#include "bundle/tar.h"

#define PACKAGE_SUFFIX ".anjungan"

enum { PACKAGE_MAX = TAR_MAX + 4096, PACKAGE_API = 1 };

struct package {
    char *bytes; /* the whole file */
    size_t n;
    char id[NAME_MAX_TEXT], version[VERSION_MAX_TEXT];
    int64_t number; /* of the version */
    struct signature signature;
    const struct root_key *by; /* borrowed from the root */
    struct tar tar;
    json_t *manifest;
};

/* Takes the bytes and verifies everything that does not depend on the day or on what was there before: signature, key,
 * namespace, least version, names, sizes and hashes. E_DENIED or E_FORMAT with one line in the log; then to is empty.
 */
int package_open(const char *what, char *bytes, size_t n, const struct root *root, bool development,
                 struct package *to);
int package_open_file(const char *path, const struct root *root, bool development, struct package *to);
void package_close(struct package *package);

/* What the root says, now, of a bundle whose signature was good before: its key is known and not taken back, is for
 * this kind of kiosk, and may sign this name; the version is not withdrawn. Needs id, version, number and signature.id;
 * sets by. */
int package_allowed(const char *what, struct package *package, const struct root *root, bool development);

/* The permissions a plugin.conf asks for, as the manifest of its bundle lists them. The caller owns it. */
json_t *package_permissions(const json_t *conf);

/* True when a manifest lists names and nothing but names: people read them on a terminal before they decide. */
bool package_permissions_good(const json_t *manifest);

/* True when a plugin.conf (or what the parser made of it) says what the manifest of its bundle promised. */
bool package_fits(const json_t *manifest, const json_t *conf);

/* What the signature's comment says, and what the manifest says of the files (the caller owns it). */
const char *package_comment(const struct package *package);
json_t *package_files(const struct tar *tar);

/* The archive of a folder with its manifest, not yet signed; the same folder gives the same bytes. `expires` is a day
 * or NULL. id and version are filled in to; the caller frees the result. NULL with a line in the log. */
char *package_make(const char *folder, const char *expires, struct package *to, size_t *n);

/* The file of a bundle: the signature, then the archive. The caller frees it. */
char *package_sign(const struct package *package, const char *archive, size_t n, const struct secret_key *key,
                   size_t *n_file);

#endif
