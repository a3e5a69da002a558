/* root: what is read as a root holds to its promises, and what two of its keys sign is signed. The input is a root with
 * or without signatures; where its keys are "a" and "b" of this target, it is signed, read again and must be the same.
 */
#include "fuzz.h"

#include "bundle/name.h"
#include "bundle/root.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static struct secret_key secrets[2];

/* The same keys every time, so that a corpus can name them: id and seed are bytes of one kind. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    must(sodium_init() >= 0);
    for (int i = 0; i < 2; i++) {
        unsigned char seed[32], public[32];
        memset(seed, 'a' + i, sizeof seed);
        memset(secrets[i].id, 'a' + i, KEY_ID);
        crypto_sign_seed_keypair(public, secrets[i].key, seed);
    }
    return 0;
}

static void check_root(const struct root *root)
{
    must(root->version >= 1 && root->threshold >= ROOT_THRESHOLD && root->threshold <= root->n_keys);
    for (int i = 0; i < root->n_agencies; i++) {
        const struct root_key *key = &root->agencies[i];
        must(*key->name && json_array_size(key->namespaces) > 0 && root_agency(root, key->key.id) == key);
        must(!namespace_has(json_string_value(json_array_get(key->namespaces, 0)), ""));
        root_revoked(root, key->key.id);
    }
    root_least(root, "polri.skck");
    day_check("root", root->body, "2100-01-01", true);
}

static struct root *sign(const struct root *root, const struct secret_key *key)
{
    size_t n;
    char *bytes = root_sign(root, key, &n);
    struct root *signed_root = root_read("signed", bytes, n);
    free(bytes);
    return signed_root;
}

/* No more signatures fit: the only reason why it cannot be read again. */
static void check_signing(const struct root *root)
{
    struct root *one = sign(root, &secrets[0]), *two = one ? sign(one, &secrets[1]) : NULL;
    must(two || root->n_signatures >= ROOT_SIGNATURES - 1 || root->n >= ROOT_MAX - 1024);
    if (two) {
        must(two->n_text == root->n_text && memcmp(two->text, root->text, root->n_text) == 0);
        bool both = root->n_keys >= 2 && root->keys[0].key.id[0] == 'a' && root->keys[1].key.id[0] == 'b';
        if (root_check("signed", two) == OK && root->n_signatures == 0)
            must(both && root->threshold == 2);
    }
    root_free(one);
    root_free(two);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct root *root = root_read("root", bytes, n);
    if (root) {
        check_root(root);
        root_check("root", root);
        check_signing(root);
    }
    root_free(root);
    turn_end();
    return 0;
}
