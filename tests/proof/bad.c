/* bad: `anjungan drivertest` finds every spoiled driver (spoiled.c) and says what is wrong with it; what it keeps of a
 * failure shows the failure again; and the one that is not spoiled passes. */
#define _GNU_SOURCE
#include "test.h"

#include "base/guard.h"
#include "base/json.h"
#include "base/memfile.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char tmp[] = "/tmp/drivertest-XXXXXX";
static char said[1 << 16];

/* Its exit code; what it said is in `said`. */
static int try(const char *name, const char *options)
{
    const char *command = turn_text("'%s/bin/anjungan-drivertest' '%s/%s.so' %s 2>&1", BUILD, BAD, name, options);
    FILE *from = popen(command, "r");
    check(from != NULL);
    size_t n = from ? fread(said, 1, sizeof said - 1, from) : 0;
    said[n] = '\0';
    while (from && fgetc(from) != EOF)
        ;
    int status = from ? pclose(from) : -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const char *with(const char *transcript, const char *more)
{
    return turn_text("'%s/tests/proof/%s.txt' --seed 1 --report '%s/report.json' %s", SOURCE, transcript, tmp, more);
}

static void expect_said(const char *name, const char *what)
{
    test_checks++;
    if (strstr(said, what))
        return;
    test_failures++;
    fprintf(stderr, "%s: it was not said: %s; but:\n%.2000s\n", name, what, said);
}

static const char *level(void)
{
    static char to[16];
    json_t *report = json_read_file(turn_text("%s/report.json", tmp), 1 << 20);
    check(report && json_number(report, "format", 0) == 1 && strlen(json_text(report, "sha256")) == 64);
    snprintf(to, sizeof to, "%s", json_text(report, "level"));
    json_decref(report);
    return to;
}

static void test_good(void)
{
    check(try("reports", with("one", "")) == 0);
    expect_said("reports", "level: bronze");
    check(try("good", with("spoiled", "")) == 0);
    expect_said("good", "level: bronze");
    check_text(level(), "bronze");
    check(try("seeing", with("camera", "--fuzz 500")) == 0);
    expect_said("seeing", "level: bronze");
    check(try("good", with("spoiled", "--fuzz 50")) == 0);
    expect_said("good", "ok     50 cases");
}

/* What the allocator keeps aside hangs on how long the names are; none of it is the driver's. */
static void test_names(void)
{
    static const char name[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (size_t n = 1; n < sizeof name; n += 2) {
        const char *to = turn_text("%s/%.*s.txt", tmp, (int)n, name);
        check(system(turn_text("cp '%s/tests/proof/spoiled.txt' '%s'", SOURCE, to)) == 0);
        check(try("good", turn_text("'%s' --seed 1 --fuzz 0", to)) == 0);
        expect_said("good", "level: bronze");
    }
}

/* A sanitizer ends the process itself, with its own words. `unseen`: the scenes that would show it were not written. */
static const struct {
    const char *name, *says, *sanitized;
    bool unseen;
} bad[] = {
    {"sleep", "it imports sleep: a driver waits for nothing", NULL, false},
    {"fork", "it imports fork: a driver starts no process", NULL, false},
    {"export", "it exports helper: kiosk_driver is the one symbol", NULL, false},
    {"toaster", "the host refuses it", NULL, false},
    {"verbs", "no transcript calls its verb \"eject\"", NULL, false},
    {"twice", "done() for request 1, which has ended already", NULL, false},
    {"never", "a cancelled `print` has not ended after 3000 ms", NULL, true},
    {"lie", "it ends with ok none: ok goes with done, and nothing else does", NULL, false},
    {"garble", "its results cannot be read", NULL, false},
    {"verbose", "its results cannot be read", NULL, false},
    {"crash", "it crashes in request(): Segmentation fault", "it ends the process in request()", false},
    {"over", "it crashes in request(): Segmentation fault", "it ends the process in request()", false},
    {"under", "request has written outside of its state", NULL, false},
    {"after", "a request's after its done", "it ends the process in request()", false},
    {"static", "a variable of the file has changed", NULL, false},
    {"leak", "memory grows by", NULL, false},
    {"flood", "more than 65536 bytes wait to be sent", NULL, false},
    {"slot", "it sends to port 1, which takes nothing", NULL, false},
    {"hasty", "it sends a command before the last one is answered", NULL, false},
    {"ghost", "it calls timer in detach(): done, status and log are what it may use there", NULL, false},
    {"port", "it sends to port 1 and has named 1", NULL, false},
    {"timer", "it sets timer 8 and there are 8", NULL, false},
    {"stranger", "done() for request 2, which there is not", NULL, false},
    {"media", "no printer has device state 0 with media 5", NULL, false},
    {"packets", "heard byte by byte", NULL, false},
    {"faith", "although the device has said nothing since it was asked", NULL, false},
    {"hope", "before the device has said what proved it", NULL, true},
    {"storm", "a storm of timers", NULL, true},
    {"deaf", "no fault at them, calls its tell()", NULL, false},
};

static void test_bad(void)
{
    for (size_t i = 0; i < COUNT(bad); i++) {
        const char *says = guard_sanitized() && bad[i].sanitized ? bad[i].sanitized : bad[i].says;
        check(try(bad[i].name, with(bad[i].unseen ? "one" : "spoiled", "")) == 1);
        expect_said(bad[i].name, says);
        expect_said(bad[i].name, "level: none");
        check_text(level(), "none");
    }
}

static const struct {
    const char *name, *says;
} blind[] = {
    {"squint", "it shows 32 by 24 in 2301 bytes"},
    {"stale", "what it has shown last is not the picture it ends with"},
    {"hoard", "something of a frame is still in its state"},
    {"hollow", "it ends `take` with ok done and without a picture"},
    {"scrap", "its picture cannot be read: it has to be a baseline JPEG, whole"},
    {"boast", "its picture is 32 by 24, and it says something else"},
    {"peek", "it captures while nobody has asked for anything"},
    {"trusting", "it crashes in frame(): Segmentation fault"},
    {"unseen", "it ends `take` with ok done"},
};

static void test_blind(void)
{
    for (size_t i = 0; i < COUNT(blind); i++) {
        check(try(blind[i].name, with("camera", "--fuzz 0")) == 1);
        bool other = guard_sanitized() && strcmp(blind[i].name, "trusting") == 0;
        expect_said(blind[i].name, other ? "it ends the process in frame()" : blind[i].says);
        check_text(level(), "none");
    }
    static const char small[] = "scene x\nattach\ncall take width=16 height=48\ntell shoot\nframe rgb 32x24 c08040\n"
                                "done ok done width=32 height=24\n";
    check(file_write_path(turn_text("%s/small.txt", tmp), small, strlen(small), 0600) == OK);
    check(try("seeing", turn_text("'%s/small.txt'", tmp)) == 1);
    expect_said("seeing", "its picture is 32 by 24; 16 by 48 was the largest wanted");
}

static void test_spin(void)
{
    if (guard_sanitized())
        return; /* it has ten times the time there */
    check(try("spin", turn_text("'%s/tests/proof/one.txt'", SOURCE)) == 1);
    expect_said("spin", "request() does not return: 200 ms are allowed");
}

/* What was kept is a transcript like any other, and fails alone. */
static void test_kept(void)
{
    check(try("never", with("one", turn_text("--keep '%s/kept'", tmp))) == 1);
    check(try("never", turn_text("'%s/kept/1.txt'", tmp)) == 1);
    expect_said("never", "a cancelled `print` has not ended after 3000 ms");
    check(try("good", turn_text("'%s/kept/1.txt' --fuzz 10", tmp)) == 1); /* alone it shows no `ok done` */
    expect_said("good", "transcripts  ok");
}

static void test_usage(void)
{
    check(try("good", "--fuzz many") == 2);
    check(try("good", "--capture x.pcap") == 2);
    check(try("good", "--unknown 1") == 2);
    check(try("good", turn_text("'%s/nothing.txt'", tmp)) == 1);
    check(try("nobody", with("spoiled", "")) == 1);
    expect_said("nobody", "level: none");
    check(try("good", "") == 1);
    expect_said("good", "no transcripts");
}

int main(void)
{
    check(mkdtemp(tmp) != NULL);
    test_good();
    test_names();
    test_bad();
    test_blind();
    test_spin();
    test_kept();
    test_usage();
    check(system(turn_text("rm -rf '%s'", tmp)) == 0);
    turn_end();
    return test_end();
}
