/* package: a bundle is read when everything about it is right; changed in any byte, cut anywhere, of the wrong key,
 * place, version or shape it is refused, with one line that says why. */
#define _GNU_SOURCE
#include "fixture.h"

#include <sys/stat.h>
#include <time.h>

static struct root *root;

/* Refused, with one line that has these words. */
static bool refused(const struct file *file, bool development, const char *words)
{
    quiet_start();
    int code = open_copy(file, root, development), lines = quiet_end();
    bool right = code < 0 && lines == 1 && strstr(said, words);
    if (!right)
        fprintf(stderr, "wanted \"%s\", code %d, %d lines: %s\n", words, code, lines, said);
    return right;
}

static void test_good(void)
{
    struct file file = bundle_make(&agency_keys[0], "polri.skck", "1.2");
    struct package p;
    check(package_open("bundle", memcpy(make(file.n), file.bytes, file.n), file.n, root, false, &p) == OK);
    check_text(p.id, "polri.skck");
    check_text(p.version, "1.2");
    check_text(p.by->name, "polri");
    check(p.number == version_number("1.2") && p.tar.n == 3);
    check(tar_find(&p.tar, "main.lua")->n == 9 && !tar_find(&p.tar, "other"));
    package_close(&p);
    free(file.bytes);
}

/* Each byte of signature, header, manifest, files and padding. */
static void test_every_byte(void)
{
    struct file file = bundle_make(&agency_keys[0], "polri.skck", "1.2");
    quiet_start();
    for (size_t i = 0; i < file.n; i++) {
        for (int bit = 0; bit < 8; bit += 7) {
            file.bytes[i] = (char)(file.bytes[i] ^ 1 << bit);
            check(open_copy(&file, root, false) < 0);
            file.bytes[i] = (char)(file.bytes[i] ^ 1 << bit);
        }
    }
    check(quiet_end() == 2 * (int)file.n);
    check(open_copy(&file, root, false) == OK);
    free(file.bytes);
}

static void test_every_length(void)
{
    struct file file = bundle_make(&agency_keys[0], "polri.skck", "1.2");
    size_t n = file.n;
    quiet_start();
    for (file.n = 0; file.n < n; file.n++)
        check(open_copy(&file, root, false) < 0);
    check(quiet_end() == (int)n);
    char *longer = memcpy(make(n + 1), file.bytes, n);
    struct file more = {longer, n + 1};
    check(refused(&more, false, "changed after it was signed"));
    free(longer);
    free(file.bytes);
}

static void test_who(void)
{
    struct file stranger = bundle_make(&agency_keys[2], "polri.skck", "1.2");
    struct file developer = bundle_make(&agency_keys[1], "polri.skck", "1.2");
    struct file other = bundle_make(&agency_keys[0], "dukcapil.kk", "1.2"),
                near = bundle_make(&agency_keys[0], "polrix", "1");
    check(refused(&stranger, true, "nobody in root 1"));
    check(refused(&developer, false, "key for development"));
    check(open_copy(&developer, root, true) == OK);
    check(refused(&other, false, "does not lie in the namespaces of \"polri\""));
    check(refused(&near, false, "namespaces"));
    free(stranger.bytes);
    free(developer.bytes);
    free(other.bytes);
    free(near.bytes);
}

/* What a next root takes back. */
static void test_withdrawn(void)
{
    struct root *kept = root;
    struct file old = bundle_make(&agency_keys[0], "polri.skck", "1.1"),
                new = bundle_make(&agency_keys[0], "polri.skck", "1.2");
    json_t *body = root_body(2);
    char id[KEY_ID_TEXT];
    json_object_set_new(body, "least", json_pack("{ss}", "polri.skck", "1.2"));
    root = root_make(body, 3);
    check(refused(&old, false, "withdrawn") && open_copy(&new, root, false) == OK);
    root_free(root);
    body = root_body(2);
    key_id_write(agency_keys[0].public.id, id);
    json_object_set_new(body, "revoked", json_pack("[s]", id));
    root = root_make(body, 3);
    check(refused(&new, false, "revoked"));
    root_free(root);
    root = kept;
    free(old.bytes);
    free(new.bytes);
}

/* --- archives that somebody with a good key made
 * ---------------------------------------------------------------------- */

struct header {
    char name[100], mode[24], size[12], time[12], sum[8], type, link[100], magic[8], rest[247];
};

/* Puts a header's sum right, as a maker of archives would. */
static void put_sum(struct header *header)
{
    unsigned sum = 0;
    memset(header->sum, ' ', sizeof header->sum);
    for (size_t i = 0; i < 512; i++)
        sum += ((unsigned char *)header)[i];
    snprintf(header->sum, sizeof header->sum, "%06o", sum);
}

static struct file archive_of(void)
{
    struct file whole = bundle_make(&agency_keys[0], "polri.skck", "1.2"), archive;
    const char *at = whole.bytes;
    struct signature signature;
    must(signature_read("bundle", &at, whole.bytes + whole.n, &signature) == OK);
    archive.n = whole.n - (size_t)(at - whole.bytes);
    archive.bytes = memcpy(make(archive.n), at, archive.n);
    free(whole.bytes);
    return archive;
}

static bool archive_refused(const struct file *archive, const char *words)
{
    struct file file = sign_archive(archive->bytes, archive->n, &agency_keys[0], "polri.skck", "1.2");
    bool right = refused(&file, false, words);
    free(file.bytes);
    return right;
}

/* The header after the manifest's is changed by `how`. */
static bool header_refused(void (*how)(struct header *header), const char *words)
{
    struct file archive = archive_of();
    struct header *first = (struct header *)archive.bytes, *second;
    size_t size = strtoul(first->size, NULL, 8);
    second = (struct header *)(archive.bytes + 512 + (size + 511) / 512 * 512);
    how(second);
    put_sum(second);
    bool right = archive_refused(&archive, words);
    free(archive.bytes);
    return right;
}

#define CHANGE(what, change)                                                                                           \
    static void what(struct header *h)                                                                                 \
    {                                                                                                                  \
        change;                                                                                                        \
    }

CHANGE(up, strcpy(h->name, "../main.lua"))
CHANGE(absolute, strcpy(h->name, "/main.lua"))
CHANGE(inner, strcpy(h->name, "a/main.lua"))
CHANGE(hidden, strcpy(h->name, ".main.lua"))
CHANGE(nameless, memset(h->name, 0, sizeof h->name))
CHANGE(endless, memset(h->name, 'a', sizeof h->name))
CHANGE(again, strcpy(h->name, TAR_FIRST))
CHANGE(late, strcpy(h->name, "zzzz.lua"))
CHANGE(renamed, strcpy(h->name, "main.luc"))
CHANGE(hard_link, h->type = '1')
CHANGE(soft_link, (h->type = '2', strcpy(h->link, "/etc/passwd")))
CHANGE(device, h->type = '3')
CHANGE(folder_entry, h->type = '5')
CHANGE(sparse, h->type = 'S')
CHANGE(pax, h->type = 'x')
CHANGE(long_name, h->type = 'L')
CHANGE(old_type, h->type = 0)
CHANGE(huge, memcpy(h->size, "77777777777", 12))
CHANGE(binary, (memset(h->size, 0xff, 12), h->size[0] = (char)0x80))
CHANGE(negative, memcpy(h->size, "-0000000011", 12))
CHANGE(blank, memcpy(h->size, "         11", 12))
CHANGE(larger, memcpy(h->size, "00000000012", 12))
CHANGE(smaller, memcpy(h->size, "00000000010", 12))
CHANGE(dated, memcpy(h->time, "14631245000", 12))
CHANGE(gnu, memcpy(h->magic, "ustar  ", 8))
CHANGE(with_prefix, strcpy(h->rest + 90, "etc"))

static void test_headers(void)
{
    static void (*const bad_names[])(struct header *) = {up, absolute, inner, hidden, nameless, endless};
    static void (*const odd[])(struct header *) = {hard_link, soft_link, device,   folder_entry, sparse,
                                                   pax,       long_name, old_type, binary,       negative,
                                                   blank,     dated,     gnu,      with_prefix};
    for (size_t i = 0; i < COUNT(bad_names); i++)
        check(header_refused(bad_names[i], "a name that is not allowed"));
    for (size_t i = 0; i < COUNT(odd); i++)
        check(header_refused(odd[i], "not the one of a plain file"));
    check(header_refused(again, "comes twice"));
    check(header_refused(late, "comes twice, or too late"));
    check(header_refused(renamed, "its files are not those"));
    check(header_refused(huge, "too large"));
    check(header_refused(larger, "its files are not those"));
    check(header_refused(smaller, "behind the end"));
}

static void test_shapes(void)
{
    struct file archive = archive_of(), part = {archive.bytes, archive.n - 512};
    check(archive_refused(&part, "name that is not allowed"));
    part.n = archive.n - 1;
    check(archive_refused(&part, "name that is not allowed"));
    part = (struct file){archive.bytes, 0};
    check(archive_refused(&part, "ends too early"));
    part = (struct file){archive.bytes + archive.n - 1024, 1024};
    check(archive_refused(&part, "empty"));
    char *padded = make(archive.n + 512);
    memcpy(padded, archive.bytes, archive.n);
    part = (struct file){padded, archive.n + 512};
    check(archive_refused(&part, "name that is not allowed")); /* one record of zeros too many */
    free(padded);
    padded = make(TAR_MAX + 512);
    part = (struct file){padded, TAR_MAX + 512};
    check(archive_refused(&part, "more than 4 MiB"));
    free(padded);
    archive.bytes[512 + 200] ^= 1; /* a digit of a hash in the manifest */
    check(archive_refused(&archive, ""));
    free(archive.bytes);
}

/* A manifest that speaks of something else, under a good signature. */
static bool manifest_refused(const char *name, json_t *value, const char *words)
{
    struct tar tar = {.n = 0};
    size_t n;
    tar_add(&tar, "plugin.conf", "x", 1);
    tar_add(&tar, "main.lua", "y", 1);
    json_t *manifest = manifest_of(&tar, "polri.skck", "1.2");
    json_object_set_new(manifest, name, value);
    char *text = json_write(manifest);
    tar_add(&tar, TAR_FIRST, text, strlen(text));
    char *bytes = tar_write(&tar, &n);
    struct file archive = {bytes, n};
    bool right = archive_refused(&archive, words);
    free(bytes);
    free(text);
    json_decref(manifest);
    return right;
}

static void test_manifests(void)
{
    check(manifest_refused("id", json_string("polri.sim"), "another bundle"));
    check(manifest_refused("version", json_string("1.3"), "another bundle or version"));
    check(manifest_refused("format", json_integer(2), "format is not 1"));
    check(manifest_refused("api", json_integer(2), "api = 2"));
    check(manifest_refused("api", json_string("1"), "api = 0"));
    check(manifest_refused("expires", json_string("soon"), "last day"));
    check(manifest_refused("files", json_object(), "its files"));
    check(manifest_refused("permissions", json_object(), "no names"));
    check(manifest_refused("agency", json_string("polri\x1b[2J"), "no names"));
}

/* The signed comment is a bundle's, and says the version in the only way there is. */
static void test_comments(void)
{
    static const char *const bad[] = {"root 1",
                                      "bundle polri.skck",
                                      "bundle polri.skck 01",
                                      "bundle  polri.skck 1.2",
                                      "bundle polri.skck 1.2 ",
                                      "bundle ../x 1.2",
                                      "bundle polri.skck 1.2 x",
                                      ""};
    struct file archive = archive_of();
    for (size_t i = 0; i < COUNT(bad); i++) {
        const char *head = signature_make(&agency_keys[0].secret, archive.bytes, archive.n, bad[i]);
        struct file file = {make(strlen(head) + archive.n), strlen(head) + archive.n};
        memcpy(file.bytes, head, strlen(head));
        memcpy(file.bytes + strlen(head), archive.bytes, archive.n);
        check(refused(&file, false, "bundle ID VERSION"));
        free(file.bytes);
    }
    free(archive.bytes);
}

/* --- packing
 * ---------------------------------------------------------------------------------------------------------- */

static const char *plugin_folder(void)
{
    return turn_text("%s/polri.x", folder);
}

static void write_plugin(const char *name, const char *text)
{
    must(file_write_path(turn_text("%s/%s", plugin_folder(), name), text, strlen(text), 0644) == OK);
}

static bool pack_refused(const char *words)
{
    struct package p;
    size_t n;
    quiet_start();
    char *archive = package_make(plugin_folder(), NULL, &p, &n);
    bool right = quiet_end() == 1 && !archive && strstr(said, words);
    if (!right)
        fprintf(stderr, "wanted \"%s\": %s\n", words, said);
    free(archive);
    return right;
}

static void test_pack(void)
{
    struct package p;
    size_t n, again_n;
    static const char conf[] = "id = \"polri.x\"; api = 1; version = \"2.0\"; agency = \"polri\"; looks = [ \"a.b\" ]; "
                               "calls = ( { service = \"c.d\"; shares = [ \"nik\" ]; } ); "
                               "services = ( { id = \"polri.x\"; accepts = [ \"name\" ]; }, { id = \"polri.x.y\"; } );";
    must(mkdir(plugin_folder(), 0755) == 0);
    check(pack_refused("plugin.conf is missing"));
    write_plugin("plugin.conf", conf);
    check(pack_refused("main.lua is missing"));
    write_plugin("main.lua", "return 1\n");
    write_plugin(".hidden", "x");
    char *archive = package_make(plugin_folder(), "2027-12-31", &p, &n);
    check(archive && p.number == version_number("2.0"));
    struct file file = sign_archive(archive, n, &agency_keys[0], p.id, p.version);
    check_text(json_text(p.manifest, "expires"), "2027-12-31");
    char *permissions = json_write(json_object_get(p.manifest, "permissions"));
    check_text(permissions,
               "{\"accepts\":[{\"accepts\":[\"name\"],\"service\":\"polri.x\"}],\"calls\":[{\"service\":\"c.d\","
               "\"shares\":[\"nik\"]}],\"devices\":[],\"letters\":[],\"looks\":[\"a.b\"],\"pays\":[],\"shares\":[]}");
    free(permissions);
    package_close(&p);
    check(open_copy(&file, root, false) == OK);
    chmod(turn_text("%s/main.lua", plugin_folder()), 0400); /* mode, time and order of writing do not matter */
    unlink(turn_text("%s/plugin.conf", plugin_folder()));
    write_plugin("plugin.conf", conf);
    char *again = package_make(plugin_folder(), "2027-12-31", &p, &again_n);
    check(again && n == again_n && memcmp(archive, again, n) == 0);
    package_close(&p);
    free(again);
    free(archive);
    free(file.bytes);
}

static void test_bad_folders(void)
{
    write_plugin("plugin.conf", "id = \"polri.y\"; api = 1; version = \"2.0\"; agency = \"polri\";");
    check(pack_refused("folder is called polri.x"));
    write_plugin("plugin.conf", "id = \"polri.x\"; api = 1; version = \"final\"; agency = \"polri\";");
    check(pack_refused("write numbers like"));
    write_plugin("plugin.conf", "id = \"polri.x\"; api = ");
    check(pack_refused("plugin.conf:1"));
    write_plugin("plugin.conf", "id = \"polri.x\"; api = 1; version = \"2.0\"; agency = \"polri\";");
    write_plugin("plugin.conf", "id = \"polri.x\"; api = 1; version = \"2.0\"; agency = \"polri\"; looks = \"a\";");
    check(pack_refused("lists of names"));
    write_plugin("plugin.conf", "id = \"polri.x\"; api = 1; version = \"2.0\"; agency = \"polri\";");
    write_plugin("two words", "x");
    check(pack_refused("two words"));
    unlink(turn_text("%s/two words", plugin_folder()));
    write_plugin(TAR_FIRST, "{}");
    check(pack_refused("belongs to what pack writes"));
    unlink(turn_text("%s/%s", plugin_folder(), TAR_FIRST));
    char *large = make(TAR_FILE_MAX + 2);
    memset(large, 'x', TAR_FILE_MAX + 1);
    write_plugin("large", large);
    free(large);
    check(pack_refused("at most"));
    static const char *const names[] = {"large", "plugin.conf", "main.lua", ".hidden"};
    for (size_t i = 0; i < COUNT(names); i++)
        unlink(turn_text("%s/%s", plugin_folder(), names[i]));
    check(rmdir(plugin_folder()) == 0);
    check(pack_refused("wants the folder of a plugin"));
}

/* Not a test: what the verification of a real one costs, for the eye. */
static void show_speed(void)
{
    struct package p;
    size_t n;
    char *archive = package_make(SOURCE "/plugins/polri.skck", NULL, &p, &n);
    struct file file = sign_archive(archive, n, &agency_keys[0], p.id, p.version);
    package_close(&p);
    clock_t from = clock();
    for (int i = 0; i < 500; i++)
        check(open_copy(&file, root, false) == OK);
    printf("500 bundles of %zu bytes verified in %ld ms of processor\n", file.n,
           (long)((clock() - from) * 1000 / CLOCKS_PER_SEC));
    free(file.bytes);
    free(archive);
}

int main(void)
{
    fixture_start();
    root = root_make(root_body(1), 3);
    test_good();
    test_every_byte();
    test_every_length();
    test_who();
    test_withdrawn();
    test_headers();
    test_shapes();
    test_manifests();
    test_comments();
    test_pack();
    test_bad_folders();
    show_speed();
    root_free(root);
    fixture_end();
    return test_end();
}
