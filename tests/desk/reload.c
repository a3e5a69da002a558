/* reload: what an operator installs or removes while the kiosk runs counts from the next visit on; an open visit stays
 * with its code; what is refused is named and changes nothing; and a file that looks as if it were the one that was
 * verified, and is not, is noticed when a visit begins. Core is never started again but where it says so. */
#include "desk/shelf.h"
#include "catalog/stamp.h"
#include "store/store.h"

#include <fcntl.h>

static const char skck[] = "polri.skck";

/* --- looking --------------------------------------------------------------------------------------------------------
 */

/* False when home never says so. */
static bool await_offered(const char *service, bool wanted)
{
    for (int64_t until = clock_ms() + 20000; clock_ms() < until && has_service(service) != wanted;)
        table_pump(&table, 5);
    return has_service(service) == wanted;
}

static bool await_log(const char *words)
{
    int64_t until = clock_ms() + 20000;
    while (clock_ms() < until && !strstr(log_text(), words))
        table_pump(&table, 5);
    bool there = strstr(log_text(), words);
    if (!there)
        fprintf(stderr, "core did not say \"%s\":\n%s", words, log_text());
    told += strlen(log_text());
    return there;
}

static bool await_staff(const char *reason)
{
    for (int64_t until = clock_ms() + 20000; clock_ms() < until && !*table.staff;)
        table_pump(&table, 5);
    bool right = strcmp(table.staff, reason) == 0;
    *table.staff = 0;
    return right;
}

static void begin(void)
{
    told += strlen(log_text());
    json_decref(table.home);
    table.home = NULL;
    table_start(&table, "core");
    struct chair *chairs[] = {&table.ui, &table.deliver, &table.card, &table.printer};
    for (size_t i = 0; i < COUNT(chairs); i++)
        table_sit(&table, chairs[i]);
    while (!table.home)
        table_pump(&table, 5);
}

static void start_again(void)
{
    table_stop(&table, "core");
    begin();
}

static void end_visit(void)
{
    table_say(&table,
              json_pack("{ss,ss,ss}", "type", "end", "visit", json_text(table.screen, "visit"), "why", "citizen"));
    check(table_wait_closed(&table));
}

/* The first screen of the next visit: 1.0 begins with its consent, a later version with a text. */
static bool begins_with(const char *kind)
{
    table_start_visit(&table, skck);
    bool right = table_wait(&table, kind, NULL);
    end_visit();
    return right;
}

/* --- bringing -------------------------------------------------------------------------------------------------------
 */

/* A copy of a service of ours with another script, and more in its plugin.conf. */
static struct file pack_script(const char *id, const char *version, const char *script, const char *more)
{
    struct package package;
    struct file file;
    size_t n;
    char *conf;
    const char *from = copy_plugin(id, version), *path = turn_text("%s/plugin.conf", from);
    must(file_write_path(turn_text("%s/main.lua", from), script, strlen(script), 0644) == OK);
    must(file_read_path(path, 1 << 16, &conf, &n) == OK);
    const char *longer = turn_text("%s%s", conf, more);
    must(file_write_path(path, longer, strlen(longer), 0644) == OK);
    free(conf);
    char *archive = package_make(from, NULL, &package, &n);
    must(archive != NULL);
    file.bytes = package_sign(&package, archive, n, &agency_keys[0].secret, &file.n);
    package_close(&package);
    free(archive);
    return file;
}

static struct file pack_other(const char *version)
{
    return pack_script(skck, version, "ask.text { \"name\", max = 60 }\nshow.done { \"done\" }\n", "");
}

static void put_other(const char *version)
{
    struct file file = pack_other(version);
    put("bundles/polri.skck.anjungan", file.bytes, file.n);
    free(file.bytes);
}

static void put_caller(void)
{
    struct file file = pack_script("polri.caller", "1.0",
                                   "ask.text { \"name\", max = 60 }\n"
                                   "call(\"polri.sim\", { may_fail = true })\n"
                                   "show.done { \"done\" }\n",
                                   "calls = ( { service = \"polri.sim\"; shares = [ \"nik\" ]; } );\n");
    put("bundles/polri.caller.anjungan", file.bytes, file.n);
    free(file.bytes);
}

/* A bit of the file, written where it lies, with its date put back: size and date are as they were. `part` of 4: the
 * signature, the manifest, other files. */
static void tamper(const char *id, int part)
{
    const char *path = run_path(turn_text("bundles/%s.anjungan", id));
    struct stat was;
    char byte;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    must(fd >= 0 && fstat(fd, &was) == 0 && pread(fd, &byte, 1, was.st_size * part / 4 + 100) == 1);
    byte ^= 4;
    must(pwrite(fd, &byte, 1, was.st_size * part / 4 + 100) == 1);
    must(futimens(fd, (struct timespec[]){was.st_atim, was.st_mtim}) == 0 && close(fd) == 0);
}

/* --- tests ----------------------------------------------------------------------------------------------------------
 */

static void test_install(void)
{
    put_bundle(skck, "1.0", &agency_keys[0]);
    check(await_offered(skck, true));
    put_bundle("polri.sim", "1.0", &agency_keys[0]);
    check(await_offered("polri.sim", true) && has_service(skck));
    put_bundle("polri.first", "1.0", &agency_keys[0]);
    check(await_offered("polri.first", true));
    const char *index = index_text(); /* by the alphabet, whenever they came */
    check(find_service(index, "polri.first") < find_service(index, "polri.sim"));
    check(begins_with("consent"));
}

static void test_upgrade(void)
{
    table_start_visit(&table, skck);
    check(table_wait(&table, "consent", NULL));
    put_other("1.1");
    check(await_log("bundle polri.skck: version 1.1 is offered from now on"));
    table_answer(&table, json_true());
    check(table_wait(&table, "choice", NULL)); /* the old script goes on */
    table_answer(&table, json_string("citizen"));
    check(table_wait(&table, "stop", NULL));
    start_again(); /* also in another core, which knows only the new one as offered */
    check(table_wait(&table, "stop", NULL));
    end_visit();
    check(begins_with("text"));
}

/* Refused once, named, told once, and what was there stays; also for the next core. */
static bool is_refused(const char *words)
{
    bool right = await_log(words) && await_staff("bundles refused: 1, see the log of core");
    return right && await_offered(skck, true) && begins_with("text");
}

static void test_refused(void)
{
    put_bundle(skck, "1.0", &agency_keys[0]);
    check(is_refused("does not go back"));
    put_bundle("polri.other", "1.0", &agency_keys[0]); /* looked at, and nothing else is looked at again */
    check(await_offered("polri.other", true) && !*table.staff);
    put_other("1.1");
    check(await_log("version 1.1 is offered"));
    for (int part = 0; part < 4; part++) {
        tamper(skck, part);
        check(is_refused("polri.skck.anjungan: "));
        put_other("1.1");
        check(await_log("version 1.1 is offered"));
    }
}

/* While core was away. */
static void test_refused_at_start(void)
{
    table_stop(&table, "core");
    tamper(skck, 2);
    begin();
    check(is_refused("changed after it was signed"));
    put_other("1.1");
    check(await_log("version 1.1 is offered"));
}

/* One plugin in two files. */
static void test_twice(void)
{
    struct file file = pack_other("1.1");
    put("bundles/polri.skck2.anjungan", file.bytes, file.n);
    check(is_refused("must be called polri.skck.anjungan"));
    unlink(run_path("bundles/polri.skck2.anjungan"));
    check(await_log("bundle polri.skck2: its file is gone"));
    free(file.bytes);
}

/* Half a file is not looked at while it is written. */
static void test_copied_by_hand(void)
{
    struct file file = pack_other("1.2");
    int fd = open(run_path("bundles/polri.skck.anjungan"), O_WRONLY | O_TRUNC | O_CLOEXEC);
    must(fd >= 0 && write(fd, file.bytes, file.n / 2) == (ssize_t)(file.n / 2));
    table_pump(&table, 200);
    check(begins_with("text"));
    must(write(fd, file.bytes + file.n / 2, file.n - file.n / 2) == (ssize_t)(file.n - file.n / 2));
    must(close(fd) == 0);
    check(await_log("version 1.2 is offered") && !*table.staff);
    free(file.bytes);
}

/* The parser is away; what comes meanwhile is not forgotten. */
static void test_nursery_away(void)
{
    table_stop(&table, "flow");
    check(await_log("flow left"));
    put_bundle("polri.a", "1.0", &agency_keys[0]);
    table_pump(&table, 200);
    put_bundle("polri.b", "1.0", &agency_keys[0]);
    table_pump(&table, 200);
    check(!has_service("polri.a") && !has_service("polri.b") && has_service(skck));
    table_start(&table, "flow");
    check(await_offered("polri.a", true) && await_offered("polri.b", true));
}

/* The store says that the file is the one that was verified. */
static void forge_stamp(const char *id)
{
    char under[STAMP_TEXT], stamp[STAMP_TEXT];
    struct store store;
    stamp_file(BUILD "/bin/anjungan-core", "[\"id\",\"en\"]", under);
    stamp_file(run_path(turn_text("bundles/%s.anjungan", id)), under, stamp);
    must(store_open(&store, run_path("state/core/core.db")) == OK);
    const char *sql = turn_text("UPDATE known SET stamp = '%s' WHERE id = '%s'", stamp, id);
    must(sqlite3_exec(store.db, sql, NULL, NULL, NULL) == SQLITE_OK && sqlite3_changes(store.db) == 1);
    store_close(&store);
}

static void test_forged(void)
{
    table_stop(&table, "core");
    tamper(skck, 2);
    forge_stamp(skck);
    begin();
    check(await_offered(skck, true) && !strstr(log_text(), "signed")); /* the start read nothing of it */
    table_start_visit(&table, skck);
    check(await_log("bundle polri.skck is not offered any more"));
    check(await_offered(skck, false) && has_service("polri.sim"));
    check(await_staff("bundles refused: 1, see the log of core"));
    put_other("1.2");
    check(await_offered(skck, true) && begins_with("text"));
}

/* The same of a service that another one calls: it counts as not offered, and the visit goes on without it. */
static void test_forged_call(void)
{
    put_caller();
    check(await_offered("polri.caller", true));
    table_start_visit(&table, "polri.caller");
    check(table_wait(&table, "text", NULL));
    table_answer(&table, json_string("SITI"));
    check(table_wait(&table, "consent", NULL)); /* of the called one */
    end_visit();
    table_stop(&table, "core");
    tamper("polri.sim", 2);
    forge_stamp("polri.sim");
    begin();
    table_start_visit(&table, "polri.caller");
    check(table_wait(&table, "text", NULL));
    table_answer(&table, json_string("SITI"));
    check(table_wait(&table, "done", NULL));
    end_visit();
    check(await_log("bundle polri.sim is not offered any more") && await_offered("polri.sim", false));
    check(await_staff("bundles refused: 1, see the log of core"));
    put_bundle("polri.sim", "1.0", &agency_keys[0]);
    check(await_offered("polri.sim", true));
}

/* The code an open visit is pinned to is not what was stored (a disk that is going bad): core notices when it takes the
 * visit up again, reads the plugins anew, and the visit goes on. */
static void test_damaged(void)
{
    struct store store;
    table_start_visit(&table, skck);
    check(table_wait(&table, "text", NULL));
    table_stop(&table, "core");
    must(store_open(&store, run_path("state/core/core.db")) == OK);
    must(sqlite3_exec(store.db, "UPDATE bundle SET code = CAST(code || 'x' AS BLOB)", NULL, NULL, NULL) == SQLITE_OK);
    store_close(&store);
    json_decref(table.screen);
    table.screen = NULL;
    told += strlen(log_text());
    table_start(&table, "core");
    check(await_log("is damaged"));
    table_stop(&table, "core"); /* it ended; the supervisor starts it again */
    begin();
    check(await_log("taken up again"));
    check(table_wait(&table, "text", NULL));
    table_answer(&table, json_string("SITI"));
    check(table_wait(&table, "done", NULL));
    end_visit();
    check(has_service(skck) && has_service("polri.sim"));
}

static void test_removed(void)
{
    table_start_visit(&table, skck);
    check(table_wait(&table, "text", NULL));
    unlink(run_path("bundles/polri.skck.anjungan"));
    check(await_log("bundle polri.skck: its file is gone"));
    table_answer(&table, json_string("SITI"));
    check(table_wait(&table, "done", NULL));
    end_visit();
    check(await_offered(skck, false));
    put_bundle(skck, "1.0", &agency_keys[0]);
    check(await_log("does not go back") && !has_service(skck));
    put_other("1.2");
    check(await_offered(skck, true));
    *table.staff = 0;
}

/* The clock's battery is dead: nothing is over, and nothing is gained. */
static void test_clock(void)
{
    struct file file = pack_until("polri.ends", "1.0", "2027-12-31", &agency_keys[0]);
    setenv("ANJUNGAN_CLOCK", "0", 1);
    start_again();
    put("bundles/polri.ends.anjungan", file.bytes, file.n);
    check(await_offered("polri.ends", true) && has_service(skck));
    put_bundle(skck, "1.0", &agency_keys[0]);
    check(is_refused("does not go back"));
    put_other("1.2");
    unsetenv("ANJUNGAN_CLOCK");
    start_again();
    check(await_offered("polri.ends", true));
    free(file.bytes);
}

/* The agency's key is taken back: nothing it signed is offered, at once; the visit that is open may end. */
static void test_revoked(void)
{
    json_t *body = root_body(2);
    char id[KEY_ID_TEXT];
    key_id_write(agency_keys[0].public.id, id);
    json_object_set_new(body, "revoked", json_pack("[s]", id));
    table_start_visit(&table, skck);
    check(table_wait(&table, "text", NULL));
    put_root(body, 2);
    check(await_log("revoked"));
    table_answer(&table, json_string("SITI"));
    check(table_wait(&table, "done", NULL));
    end_visit();
    check(await_offered(skck, false) && await_offered("polri.sim", false));
    start_again();
    check(await_offered(skck, false));
}

int main(void)
{
    fixture_start();
    open_shelf();
    put_root(root_body(1), 1);
    start_again();
    *table.staff = 0;
    test_install();
    test_upgrade();
    test_refused();
    test_refused_at_start();
    test_twice();
    test_copied_by_hand();
    test_nursery_away();
    test_forged();
    test_forged_call();
    test_damaged();
    test_removed();
    test_clock();
    test_revoked();
    table_close(&table);
    must(system(turn_text("rm -rf %s/*", folder)) == 0);
    fixture_end();
    return test_end();
}
