/* install.c - `anjungan verify`, `install` and `remove`: bundles and roots on their way into a kiosk.
 *
 * What is checked here is for the person who stands there; core checks all of it again when it takes a bundle up, and
 * knows what it had before. It sees the file by itself: nobody tells it. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/memfile.h"
#include "base/conf.h"
#include "bundle/package.h"
#include "bundle/trust.h"
#include "up/ask.h"
#include "up/bundles.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char verify_help[] =
    "anjungan verify FILE [--root ROOT] [--run RUN] - what a bundle is, who signed it, and whether it is whole\n"
    "\n"
    "  --root ROOT  the root of trust that knows the agencies' keys; without it the newest one of the kiosk in RUN\n"
    "\n"
    "Ends with 0 when a kiosk in service would take it.\n";

static const char install_help[] =
    "anjungan install FILE --run RUN - gives a bundle, or the next root of trust, to the kiosk in RUN\n"
    "\n"
    "The first root is believed as it comes: compare it with what you were told. A kiosk that runs takes up what is "
    "new\nat once, for the next visit.\n";

static const char remove_help[] = "anjungan remove ID --run RUN - takes the bundle called ID out of the kiosk in RUN\n";

static struct root *find_root(const char *run, const char *path)
{
    const char *folder = turn_text("%s/trust", run);
    struct root *root = path ? root_read_file(path) : trust_walk(folder, NULL);
    if (path && root && root_check(path, root) < 0) {
        root_free(root);
        return NULL;
    }
    if (!root && !path)
        sorry(E_STATE,
              "there is no root of trust in %s, so nothing says whose keys are good: name one with --root, or "
              "install one (anjungan root --help)",
              folder);
    return root;
}

/* --- verify ---------------------------------------------------------------------------------------------------------
 */

static void print_names(const json_t *list)
{
    size_t i;
    json_t *name;
    json_array_foreach (list, i, name) {
        printf(" %s", json_text_or(name, "service", json_is_string(name) ? json_string_value(name) : ""));
        if (json_is_object(name)) {
            json_t *names = json_object_get(name, "shares");
            printf(" (");
            print_names(names ? names : json_object_get(name, "accepts"));
            printf(" )");
        }
    }
}

static void print_permissions(const json_t *permissions)
{
    const char *name;
    json_t *list;
    json_object_foreach ((json_t *)(uintptr_t)permissions, name, list) {
        printf("%-10s", name);
        print_names(list);
        printf("%s\n", json_array_size(list) ? "" : " -");
    }
}

static void print_package(const struct package *p, const struct root *root)
{
    char id[KEY_ID_TEXT], *spaces = json_dumps(p->by->namespaces, 0);
    key_id_write(p->signature.id, id);
    printf("bundle     %s %s\n", p->id, p->version);
    printf("signed by  %s, key %s%s\n", p->by->name, id, p->by->development ? ", for development only" : "");
    printf("namespaces %s\n", spaces);
    printf("root       %d, until %s\n", root->version, json_text(root->body, "expires"));
    printf("agency     %s\napi        %lld\n", json_text(p->manifest, "agency"),
           (long long)json_number(p->manifest, "api", 0));
    printf("expires    %s\n", json_text_or(p->manifest, "expires", "never"));
    print_permissions(json_object_get(p->manifest, "permissions"));
    for (int i = 0; i < p->tar.n; i++)
        printf("file       %-24s %7zu  whole\n", p->tar.files[i].name, p->tar.files[i].n);
    free(spaces);
}

static int verify(const char *path, const struct root *root)
{
    struct package package;
    int code = package_open_file(path, root, true, &package);
    if (code < 0)
        return code;
    print_package(&package, root);
    if (package.by->development)
        code = sorry(E_DENIED, "%s: signed with a key for development: a kiosk in service does not take it", path);
    if (code == OK)
        code = day_check_now(path, package.manifest);
    if (code == OK)
        code = day_check_now("the root of trust", root->body);
    package_close(&package);
    return code;
}

int bundles_verify(const char *run, struct words words)
{
    const char *root_path = NULL;
    const struct option options[] = {{"--root", NULL, &root_path, 1, NULL}};
    int code = options_take(&words, options, COUNT(options), 1, 1, verify_help);
    if (code != OK)
        return code;
    struct root *root = find_root(run, root_path);
    code = root ? verify(words.at[0], root) : E_STATE;
    root_free(root);
    return code;
}

/* --- install --------------------------------------------------------------------------------------------------------
 */

static const char *bundle_path(const char *run, const char *id)
{
    return turn_text("%s/bundles/%s%s", run, id, PACKAGE_SUFFIX);
}

static int make_folder(const char *path)
{
    return mkdir(path, 0755) == 0 || errno == EEXIST ? OK : fail_errno("make %s", path);
}

/* The bundle that is there may be of a key that is gone: then it is no measure. */
static int check_older(const struct package *p, const struct root *root, const char *path)
{
    struct package before;
    if (access(path, F_OK) < 0 || package_open_file(path, root, true, &before) < 0)
        return OK;
    int code = OK;
    if (before.number > p->number)
        code = sorry(E_DENIED,
                     "%s %s is installed, %s is older: kiosks do not go back. Whoever wants the old one again "
                     "packs it with a higher version",
                     p->id, before.version, p->version);
    package_close(&before);
    return code;
}

static int put_package(const char *run, const struct package *p, const struct root *root)
{
    const char *path = bundle_path(run, p->id);
    if (day_check_now(p->id, p->manifest) < 0 || day_check_now("the root of trust", root->body) < 0 ||
        check_older(p, root, path) < 0 || make_folder(turn_text("%s/bundles", run)) < 0)
        return E_DENIED;
    int code = file_write_path(path, p->bytes, p->n, 0644);
    if (code == OK)
        printf(
            "%s %s of %s is installed. A kiosk that runs offers it from the next visit on; the log of core says so.\n",
            p->id, p->version, p->by->name);
    return code;
}

static int install_package(const char *run, const char *path)
{
    struct root *root = find_root(run, NULL);
    json_t *settings = root ? conf_read_file(turn_text("%s/site.conf", run)) : NULL;
    struct package package;
    int code = settings ? package_open_file(path, root, trust_development(settings), &package) : E_STATE;
    if (code == OK) {
        code = put_package(run, &package, root);
        package_close(&package);
    }
    json_decref(settings);
    root_free(root);
    return code;
}

static int check_root(const char *path, const struct root *root, const struct root *before)
{
    if (!before)
        return root_check(path, root);
    if (root->version <= before->version)
        return sorry(E_DENIED, "%s: this is root %d; the kiosk has root %d and does not go back", path, root->version,
                     before->version);
    return root_check_next(path, root, before);
}

static int install_root(const char *run, const char *path)
{
    const char *folder = turn_text("%s/trust", run);
    struct root *root = root_read_file(path), *before = root ? trust_walk(folder, NULL) : NULL;
    int code = root ? check_root(path, root, before) : E_FORMAT;
    if (code == OK)
        code = day_check_now("this root", root->body);
    if (code == OK)
        code = make_folder(folder);
    if (code == OK)
        code = file_write_path(turn_text("%s/%d.root", folder, root->version), root->bytes, root->n, 0644);
    if (code == OK)
        printf("root %d is installed%s. A kiosk that runs believes it from now on; the log of core says so.\n",
               root->version, before ? "" : ", the first one: whoever holds its keys decides from now on");
    root_free(before);
    root_free(root);
    return code;
}

/* A root is JSON behind its signatures, a bundle is an archive behind its one. */
static int is_root(const char *path)
{
    char *bytes;
    size_t n;
    struct signature signature;
    int code = file_read_path(path, PACKAGE_MAX, &bytes, &n);
    if (code < 0)
        return code;
    const char *at = bytes;
    do
        code = signature_read(path, &at, bytes + n, &signature);
    while (code == OK);
    code = code == E_STATE ? *at == '{' : code;
    free(bytes);
    return code;
}

static int check_run(const char *run)
{
    if (access(turn_text("%s/site.conf", run), R_OK) == 0)
        return OK;
    return sorry(E_STATE, "%s is not the folder of a kiosk: name it with --run; anjungan up makes one", run);
}

int bundles_install(const char *run, struct words words)
{
    int code = options_take(&words, NULL, 0, 1, 1, install_help);
    if (code != OK)
        return code;
    code = check_run(run);
    if (code == OK)
        code = is_root(words.at[0]);
    if (code < 0)
        return code;
    return code ? install_root(run, words.at[0]) : install_package(run, words.at[0]);
}

int bundles_remove(const char *run, struct words words)
{
    int code = options_take(&words, NULL, 0, 1, 1, remove_help);
    if (code != OK)
        return code;
    const char *id = words.at[0];
    if (!name_good(id))
        return sorry(E_FORMAT, "%s is not the id of a bundle, like polri.skck", id);
    if (unlink(bundle_path(run, id)) < 0)
        return sorry(E_STATE, "%s: no bundle is called that: %s", bundle_path(run, id), strerror(errno));
    printf("%s is removed. A kiosk that runs offers it to nobody any more; a visit that is open goes on.\n", id);
    return OK;
}
