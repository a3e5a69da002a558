/* bundle: any bytes are refused; any archive under a good signature is refused too, or it is exactly what our own
 * writer would have written. No mutation finds a signature, so the input is an archive and is signed here. */
#include "fuzz.h"

#include "bundle/package.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static struct secret_key secret;
static struct root root;
static struct root_key agency = {.name = "polri"};

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    must(sodium_init() >= 0);
    key_make(&agency.key, &secret);
    agency.namespaces = json_pack("[s]", "polri.*");
    root = (struct root){.version = 1, .agencies = &agency, .n_agencies = 1, .body = json_object()};
    return 0;
}

static void check_package(const struct package *p)
{
    struct tar again = p->tar;
    size_t n;
    char *archive = tar_write(&again, &n);
    must(n < p->n && memcmp(p->bytes + p->n - n, archive, n) == 0);
    must(tar_find(&p->tar, "main.lua") && tar_find(&p->tar, "plugin.conf") && p->tar.n >= 3);
    for (int i = 0; i < p->tar.n; i++)
        must(tar_name_good(p->tar.files[i].name));
    free(archive);
}

static void open_bytes(char *bytes, size_t n, bool is_signed)
{
    struct package package;
    if (package_open("bundle", bytes, n, &root, false, &package) < 0)
        return;
    must(is_signed);
    check_package(&package);
    package_close(&package);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct package says = {.id = "polri.x", .version = "1.0"};
    size_t n_file;
    char *file = package_sign(&says, (const char *)bytes, n, &secret, &n_file);
    open_bytes(file, n_file, true);
    char *copy = make(n);
    memcpy(copy, bytes, n);
    open_bytes(copy, n, false);
    turn_end();
    return 0;
}
