/* paused: the real core on a disk with less than 64 MiB free. No visit begins, the open one goes on.
 *
 * Core's folder is a small tmpfs in a mount namespace of our own; skipped where that is not allowed. */
#define _GNU_SOURCE
#include "base/base.h"
#include "desk/table.h"
#include "test.h"

#include <sched.h>
#include <sys/mount.h>

enum { SKIPPED = 77 };

static struct table table;
static const char *folder;

static bool set_size(const char *size, unsigned long how)
{
    return mount("tmpfs", folder, "tmpfs", how, turn_text("size=%s", size)) == 0;
}

static const char *home_state(void)
{
    return json_text(json_object_get(json_object_get(table.home, "states"), "polri"), "state"); /* "": open */
}

/* A service that nobody offers: core answers with home as it is now. */
static void ask_home(void)
{
    json_decref(table.home);
    table.home = NULL;
    table_start_visit(&table, "nobody.offers");
    check(table_wait_home(&table));
}

static void test_no_visit(void)
{
    check_text(home_state(), "paused");
    json_decref(table.home);
    table.home = NULL;
    table_start_visit(&table, "test.visit");
    check(table_wait_home(&table)); /* instead of a visit */
    check_text(home_state(), "paused");
}

static void test_open_visit(void)
{
    check(set_size("200M", MS_REMOUNT));
    ask_home();
    check_text(home_state(), "");
    table_start_visit(&table, "test.visit");
    check(table_wait(&table, "consent", "consent"));
    check(set_size("20M", MS_REMOUNT));
    for (int i = 0; i < 200 && strcmp(table_kind(&table), "done") != 0; i++) {
        table_go_on(&table);
        table_pump(&table, 40);
    }
    check_text(table_kind(&table), "done");
    check(table_letters(&table, "id.anjungan.polri.test.apply") == 1);
    table_go_on(&table);
    check(table_wait_closed(&table));
    ask_home();
    check_text(home_state(), "paused");
}

int main(void)
{
    if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) {
        printf("skipped: no mounts of our own here\n");
        return SKIPPED;
    }
    table_open(&table, SOURCE "/tests/desk/plugins");
    folder = make_text(turn_text("%s/state/core", table.run));
    check(set_size("20M", 0)); /* over the folder of the core that runs; the next one sees it */
    table_kill(&table, "core");
    check(table_wait_home(&table));
    test_no_visit();
    test_open_visit();
    table_stop(&table, "core");
    check(umount(folder) == 0);
    table_start(&table, "core");
    table_sit(&table, &table.ui);
    table_close(&table);
    return test_end();
}
