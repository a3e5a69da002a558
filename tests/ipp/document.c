/* document: anjungan-ipp before the simulated A4 printer. Whatever strikes at whatever moment, there is exactly one
 * done, its effect is true of the paper, and nothing old comes out when all is well again. */
#define _GNU_SOURCE
#include "device/rig.h"

enum { PATIENCE = 20000 };

static const char pdf[] = "%PDF-1.4\n% not looked into, and kept byte for byte: \0\xff\r\n%%EOF\n";

static struct rig rig;
static struct rig_core core;
static int64_t last_id;

static int64_t ask_bytes(const void *bytes, size_t n, int ms)
{
    int fd = memfile_make("document", bytes, n);
    core_ask(&core, ++last_id, "print", json_pack("{ss}", "number", "SURAT-1"), ms, fd);
    close(fd);
    return last_id;
}

static int64_t ask(int ms)
{
    return ask_bytes(pdf, sizeof pdf, ms);
}

static int64_t told(const char *name)
{
    json_t *status = rig_ask(&rig, "status");
    int64_t n = json_number(json_object_get(status, "documents"), name, -1);
    json_decref(status);
    return n;
}

static void await_job(int64_t jobs)
{
    for (int64_t until = clock_ms() + RIG_PATIENCE; told("jobs") < jobs && clock_ms() < until;)
        poll(NULL, 0, 5);
    check(told("jobs") == jobs);
}

/* A job that lies in the printer and takes for ever. */
static int64_t ask_slowly(int ms)
{
    int64_t jobs = told("jobs");
    rig_do(&rig, "a4 slow 3600000");
    int64_t id = ask(ms);
    await_job(jobs + 1);
    return id;
}

static void expect_reason(int64_t id, const char *result, const char *effect, const char *reason)
{
    core_expect(&core, id, result, effect);
    check_text(json_text(core.attr, "reason"), reason);
}

/* What was asked for in vain did not come out, and the next page does. */
static void expect_well(const char *repair, int64_t documents)
{
    rig_do(&rig, "a4 slow 0");
    if (repair)
        rig_do(&rig, repair);
    check(told("documents") == documents);
    core_expect(&core, ask(PATIENCE), "ok", "done");
    check(told("documents") == documents + 1);
}

static void test_print(void)
{
    char *bytes;
    size_t n;
    core_expect(&core, ask(PATIENCE), "ok", "done");
    check(file_read_path(rig_path(&rig, "state/sim/document-1.pdf"), 1 << 20, &bytes, &n) == OK);
    check(n == sizeof pdf && memcmp(bytes, pdf, n) == 0);
    free(bytes);
}

static void test_before(void)
{
    static const struct {
        const char *strike, *repair, *result, *reason;
    } faults[] = {{"a4 out", "a4 in", "empty", "empty"},   {"a4 jam", "a4 free", "jam", "jam"},
                  {"a4 open", "a4 close", "jam", "cover"}, {"a4 letter", "a4 in", "empty", "size"},
                  {"a4 unplug", "a4 plug", "gone", ""},    {"a4 silent on", "a4 silent off", "gone", ""}};
    for (size_t i = 0; i < COUNT(faults); i++) {
        int64_t documents = told("documents"), jobs = told("jobs");
        rig_do(&rig, faults[i].strike);
        expect_reason(ask(PATIENCE), faults[i].result, "none", faults[i].reason);
        check(told("jobs") == jobs);
        expect_well(faults[i].repair, documents);
    }
}

static void test_middle(void)
{
    static const struct {
        const char *strike, *repair, *result, *reason;
    } faults[] = {{"a4 out", "a4 in", "empty", "empty"},
                  {"a4 jam", "a4 free", "jam", "jam"},
                  {"a4 open", "a4 close", "jam", "cover"}};
    for (size_t i = 0; i < COUNT(faults); i++) {
        int64_t documents = told("documents"), id = ask_slowly(PATIENCE);
        rig_do(&rig, faults[i].strike);
        expect_reason(id, faults[i].result, "unknown", faults[i].reason);
        expect_well(faults[i].repair, documents);
    }
}

static void test_ends(void)
{
    int64_t documents = told("documents"), id = ask_slowly(PATIENCE);
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "unknown");
    expect_well(NULL, documents++);
    core_expect(&core, ask_slowly(2500), "timeout", "unknown");
    expect_well(NULL, documents);
    id = ask_slowly(PATIENCE);
    core_expect(&core, ask(PATIENCE), "broken", "none");
    check_text(json_text(core.attr, "reason"), "busy");
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "unknown");
    expect_reason(ask_bytes("<html>", 6, PATIENCE), "broken", "none", "page");
    rig_do(&rig, "a4 slow 0");
}

/* It falls silent with the job in it: who knows. When it hears again the job is taken back before anything else. */
static void test_silence(void)
{
    int64_t documents = told("documents"), id = ask_slowly(PATIENCE);
    rig_do(&rig, "a4 silent on");
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "unknown");
    core_expect_status(&core, "noDevice", "unknown");
    expect_reason(ask(PATIENCE), "broken", "none", "busy");
    rig_do(&rig, "a4 silent off");
    core_expect_status(&core, "online", "full");
    expect_well(NULL, documents);
}

static void test_mains(void)
{
    int64_t documents = told("documents"), id = ask_slowly(PATIENCE);
    rig_do(&rig, "a4 unplug");
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "unknown");
    core_expect_status(&core, "noDevice", "unknown");
    rig_do(&rig, "a4 plug");
    core_expect_status(&core, "online", "full");
    expect_well(NULL, documents);
}

/* The page dies with whoever watched it: the next one takes it back. Core may go at any moment, too. */
static void test_kills(void)
{
    int64_t documents = told("documents");
    ask_slowly(PATIENCE);
    kill(core.pid, SIGKILL);
    check(rig_wait(core.pid) == -SIGKILL);
    core.pid = rig_run(&rig, "anjungan-ipp", "a4", false);
    core_greet(&core);
    *core.device = 0;
    core_expect_status(&core, "online", "full");
    expect_well(NULL, documents++);
    ask_slowly(PATIENCE);
    core_greet(&core); /* core is gone, and back */
    *core.device = 0;
    core_expect_status(&core, "online", "full");
    expect_well(NULL, documents);
}

/* "No time" is no word about the job: it is watched on, and taken back like any other. */
static void test_busy(void)
{
    int64_t documents = told("documents"), id = ask_slowly(PATIENCE);
    rig_do(&rig, "a4 busy on");
    core_expect_status(&core, "noDevice", "unknown");
    rig_do(&rig, "a4 busy off");
    core_expect_status(&core, "online", "full");
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "unknown");
    expect_well(NULL, documents);
}

/* Core asks as soon as it is greeted, while a new process still asks what the last one left behind. */
static void test_haste(pid_t sim)
{
    int64_t documents = told("documents");
    ask_slowly(PATIENCE);
    kill(core.pid, SIGKILL);
    check(rig_wait(core.pid) == -SIGKILL);
    kill(sim, SIGSTOP);
    core.pid = rig_run(&rig, "anjungan-ipp", "a4", false);
    core_greet(&core);
    int64_t id = ask(PATIENCE);
    kill(sim, SIGCONT);
    expect_reason(id, "broken", "none", "busy");
    *core.device = 0;
    core_expect_status(&core, "online", "full");
    expect_well(NULL, documents);
}

/* A new process takes back what is its own, and nobody else's: the page of another kiosk comes out. */
static void test_stranger(void)
{
    struct rig_core other;
    int64_t documents = told("documents"), jobs = told("jobs");
    int fd = memfile_make("document", pdf, sizeof pdf);
    core_begin(&other, &rig, "anjungan-ipp", "b4");
    core_expect_status(&other, "online", "full");
    rig_do(&rig, "a4 slow 3600000");
    core_ask(&other, 1, "print", json_pack("{ss}", "number", "SURAT-2"), 2 * PATIENCE, fd);
    close(fd);
    await_job(jobs + 1);
    check(rig_end(core.pid) == 0);
    core.pid = rig_run(&rig, "anjungan-ipp", "a4", false);
    core_greet(&core);
    *core.device = 0;
    core_expect_status(&core, "online", "full");
    rig_do(&rig, "a4 slow 0");
    rig_do(&rig, "a4 open");
    rig_do(&rig, "a4 close");
    core_expect(&other, 1, "ok", "done");
    check(told("documents") == documents + 1);
    check(rig_end(other.pid) == 0);
    core_close(&other);
}

int main(void)
{
    rig_start(
        &rig, BUILD "/lib/drivers",
        "{ name = \"x\"; port = \"%1$d\"; }, { name = \"y\"; port = \"%2$d\"; }, { name = \"z\"; port = \"%3$d\"; }, "
        "{ name = \"a4\"; class = \"document\"; driver = \"ipp\"; port = \"ipp://127.0.0.1:%4$d/ipp/print\"; "
        "profile = { }; }, "
        "{ name = \"b4\"; class = \"document\"; driver = \"ipp\"; port = \"ipp://127.0.0.1:%4$d/ipp/print\"; "
        "profile = { }; }");
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    core_begin(&core, &rig, "anjungan-ipp", "a4");
    core_expect_status(&core, "online", "full");
    test_print();
    test_before();
    test_middle();
    test_ends();
    test_silence();
    test_mains();
    test_busy();
    test_kills();
    test_haste(sim);
    test_stranger();
    check(rig_end(core.pid) == 0);
    check(rig_end(sim) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
