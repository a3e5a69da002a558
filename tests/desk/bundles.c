/* bundles: a kiosk in service takes what an agency signed, whole, of its place, not older than before, not taken back -
 * each time it starts - and nothing else; one in development shows that it is.
 *
 *   test-desk-bundles many     how long 500 bundles take, the first time and the next
 */
#define _GNU_SOURCE
#include "desk/shelf.h"

#include <time.h>

static void wait_for_home(void)
{
    int64_t until = clock_ms() + 20000;
    while (clock_ms() < until && (!table.home || !strstr(log_text(), "home offers")))
        table_pump(&table, 10);
}

/* Another core; true when home then offers the service (or does not), and the log has these words. */
static bool offers(const char *service, bool wanted, const char *words)
{
    told += strlen(log_text());
    json_decref(table.home);
    table.home = NULL;
    table_kill(&table, "core");
    wait_for_home();
    bool there = has_service(service), right = there == wanted && strstr(log_text(), words);
    if (!right)
        fprintf(stderr, "wanted %s %s, \"%s\":\n%s", service, wanted ? "there" : "away", words, log_text());
    return right;
}

static void test_no_root(void)
{
    put_bundle("polri.skck", "1.0", &agency_keys[0]);
    check(offers("polri.skck", false, "believes no root of trust"));
}

static void test_service(void)
{
    put_root(root_body(1), 1);
    check(offers("polri.skck", true, "root of trust 1 is believed"));
    check(!json_truth(table.home, "development"));
    table_start_visit(&table, "polri.skck");
    check(table_wait(&table, "consent", NULL));
    table_say(&table,
              json_pack("{ss,ss,ss}", "type", "end", "visit", json_text(table.screen, "visit"), "why", "citizen"));
    check(table_wait_closed(&table));
    check(access(run_path("share/letters/polri.skck.apply@1.0.schema.json"), R_OK) == 0); /* for its receivers */
    check(offers("polri.skck", true, "")); /* parsed before: its promise is checked all the same */
}

/* A bundle that was changed is not taken; what was taken up before it lay there still is offered. */
static void test_tampered(void)
{
    struct file file = pack("polri.skck", "1.0", &agency_keys[0]);
    file.bytes[file.n / 2] ^= 4;
    put("bundles/polri.skck.anjungan", file.bytes, file.n);
    check(offers("polri.skck", true, "changed after it was signed"));
    put("bundles/polri.skck.anjungan", file.bytes, file.n / 2);
    check(offers("polri.skck", true, "changed after it was signed"));
    unlink(run_path("bundles/polri.skck.anjungan"));
    check(offers("polri.skck", false, ""));
    put("bundles/polri.skck.anjungan", file.bytes, file.n);
    check(offers("polri.skck", false, "changed after it was signed"));
    free(file.bytes);
}

static void test_rollback(void)
{
    put_bundle("polri.skck", "1.10", &agency_keys[0]);
    check(offers("polri.skck", true, ""));
    put_bundle("polri.skck", "1.9", &agency_keys[0]);
    check(offers("polri.skck", true, "does not go back")); /* 1.10, as before */
    unlink(run_path("bundles/polri.skck.anjungan"));       /* also not by way of removing it */
    check(offers("polri.skck", false, ""));
    put_bundle("polri.skck", "1.9", &agency_keys[0]);
    check(offers("polri.skck", false, "does not go back"));
    put_bundle("polri.skck", "1.10", &agency_keys[0]);
    check(offers("polri.skck", true, ""));
}

/* Somebody is told, once the hall can be reached. */
static void test_told(void)
{
    put_bundle("polri.skck", "1.9", &agency_keys[0]);
    *table.staff = 0;
    check(offers("polri.skck", true, "does not go back"));
    for (int64_t until = clock_ms() + 20000; clock_ms() < until && !*table.staff;)
        table_pump(&table, 20);
    check_text(table.staff, "bundles refused: 1, see the log of core");
    put_bundle("polri.skck", "1.10", &agency_keys[0]);
    check(offers("polri.skck", true, ""));
}

static void test_name(void)
{
    struct file file = pack("polri.skck", "1.10", &agency_keys[0]);
    put("bundles/polri.sim.anjungan", file.bytes, file.n);
    check(offers("polri.skck", true, "must be called polri.skck.anjungan"));
    unlink(run_path("bundles/polri.sim.anjungan"));
    free(file.bytes);
}

static void test_place(void)
{
    put_bundle("dukcapil.kk", "1.0", &agency_keys[0]);
    check(offers("dukcapil.kk", false, "namespaces"));
    unlink(run_path("bundles/dukcapil.kk.anjungan"));
}

/* Signed well, but plugin.conf asks for more than the manifest that people read. */
static void test_promise(void)
{
    static const char *const names[] = {"plugin.conf", "main.lua", "rules.conf", "words.id.conf", "words.en.conf"};
    const char *from = copy_plugin("polri.more", "1.0");
    char *bytes[COUNT(names)];
    struct tar tar = {.n = 0};
    size_t n;
    for (size_t i = 0; i < COUNT(names); i++) {
        must(file_read_path(turn_text("%s/%s", from, names[i]), TAR_FILE_MAX, &bytes[i], &n) == OK);
        tar_add(&tar, names[i], bytes[i], n);
    }
    json_t *manifest = manifest_of(&tar, "polri.more", "1.0"); /* it permits nothing */
    char *text = json_write(manifest), *archive;
    tar_add(&tar, TAR_FIRST, text, strlen(text));
    archive = tar_write(&tar, &n);
    struct file file = sign_archive(archive, n, &agency_keys[0], "polri.more", "1.0");
    put("bundles/polri.more.anjungan", file.bytes, file.n);
    for (int i = 0; i < 2; i++) /* parsed now, and known from the store */
        check(offers("polri.more", false, "asks for other things"));
    unlink(run_path("bundles/polri.more.anjungan"));
    for (size_t i = 0; i < COUNT(names); i++)
        free(bytes[i]);
    json_decref(manifest);
    free(text);
    free(archive);
    free(file.bytes);
}

static void test_development(void)
{
    char *conf;
    size_t n;
    put_bundle("polri.dev", "1.0", &agency_keys[1]);
    check(offers("polri.dev", false, "key for development"));
    must(file_read_path(run_path("site.conf"), 1 << 16, &conf, &n) == OK);
    const char *more = turn_text("%sdevelopment = true;\n", conf);
    put("site.conf", more, strlen(more));
    check(offers("polri.dev", true, "") && json_truth(table.home, "development"));
    put("site.conf", conf, n);
    check(offers("polri.dev", false, "key for development") && !json_truth(table.home, "development"));
    unlink(run_path("bundles/polri.dev.anjungan"));
    free(conf);
}

/* In 1970 nothing is over. In 2100 it is where the clock can be trusted, which this machine's may or may not; the root
 * is over too then, and what was here before stays all the same. */
static void test_clock(void)
{
    struct file file = pack_until("polri.ends", "1.0", "2027-12-31", &agency_keys[0]);
    put("bundles/polri.ends.anjungan", file.bytes, file.n);
    setenv("ANJUNGAN_CLOCK", "0", 1);
    check(offers("polri.ends", true, ""));
    setenv("ANJUNGAN_CLOCK", "4102444800", 1);
    check(offers("polri.ends", !clock_trusted(), "was good until 2027-12-31"));
    put_bundle("polri.late", "1.0", &agency_keys[0]);
    check(offers("polri.late", !clock_trusted(), "root of trust was good until 2090-12-31"));
    check(offers("polri.skck", true, ""));
    unsetenv("ANJUNGAN_CLOCK");
    check(offers("polri.late", true, "") && offers("polri.ends", true, ""));
    unlink(run_path("bundles/polri.late.anjungan"));
    unlink(run_path("bundles/polri.ends.anjungan"));
    free(file.bytes);
}

/* What lies there since long is taken back; the kiosk remembers that when the root is taken away again. */
static void test_revoked(void)
{
    json_t *body = root_body(2);
    char id[KEY_ID_TEXT];
    key_id_write(agency_keys[0].public.id, id);
    json_object_set_new(body, "revoked", json_pack("[s]", id));
    check(offers("polri.skck", true, ""));
    put_root(body, 2);
    check(offers("polri.skck", false, "revoked"));
    unlink(run_path("trust/2.root"));
    check(offers("polri.skck", false, "revoked"));
    unlink(run_path("trust/1.root"));
    check(offers("polri.skck", false, "revoked"));
    check(system(turn_text("rm %s/state/core/core.db*; printf rubbish > %s/state/core/core.db", table.run,
                           table.run)) == 0);
    put_root(root_body(1), 1);
    check(offers("polri.skck", true, "")); /* nothing is known any more: the first root is believed again */
}

/* A folder beside bundles: it counts only in development, and a bundle of the same name counts more. */
static void test_folder(void)
{
    struct table other;
    table_open(&other, SOURCE "/plugins");
    check(table_wait_home(&other) && json_truth(other.home, "development"));
    table_close(&other);
}

/* Milliseconds of processor that core has used. */
static long core_ms(void)
{
    clockid_t id;
    struct timespec t;
    must(clock_getcpuclockid(table.core, &id) == 0 && clock_gettime(id, &t) == 0);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void show_many(void)
{
    for (int i = 0; i < 500; i++) {
        put_bundle(turn_text("polri.s%03d", i), "1.0", &agency_keys[0]);
        must(system(turn_text("rm -r %s/polri.s%03d", folder, i)) == 0);
        turn_end();
    }
    for (int i = 0; i < 2; i++) {
        int64_t from = clock_ms();
        bool all = offers("polri.s499", true, "home offers 501 services");
        printf("500 bundles %s: %lld ms from the end of the old core until home, %ld of them core's; %s\n",
               i ? "again" : "the first time", (long long)(clock_ms() - from), core_ms(), all ? "all" : "NOT all");
    }
}

int main(int argc, char **argv)
{
    fixture_start();
    open_shelf();
    test_no_root();
    test_service();
    if (argc > 1 && strcmp(argv[1], "many") == 0) {
        show_many();
    } else {
        test_tampered();
        test_rollback();
        test_told();
        test_name();
        test_place();
        test_promise();
        test_development();
        test_clock();
        test_revoked();
        test_folder();
    }
    table_close(&table);
    must(system(turn_text("rm -rf %s/*", folder)) == 0);
    fixture_end();
    return test_end();
}
