/* slow: a printer that stops reading in the middle of a page. The request ends in its time, and what is still read of
 * the page until the process is over is the page: nothing is freed while it is on its way. */
#define _GNU_SOURCE
#include "device/rig.h"
#include "ipp/document.h"

#include <semaphore.h>

enum { PATIENCE = 60000, PAGE = 2000000, SPOILT = 4 };

static struct rig rig;
static struct rig_core core;
static struct document document;
static char page[PAGE];
static sem_t given_up;
static size_t sent;
static bool spoilt;

/* In libcups' place, in the thread: the first piece of the page stays where it is until nobody waits for it any more.
 */
http_status_t cupsWriteRequestData(http_t *http, const char *bytes, size_t n)
{
    if (sent == 0)
        sem_wait(&given_up);
    spoilt = spoilt || memcmp(bytes, page + sent, n) != 0;
    sent += n;
    if (sent == PAGE)
        shutdown(httpGetFd(http), SHUT_RDWR); /* no answer will come */
    return HTTP_STATUS_CONTINUE;
}

/* In the loop, when it has given up: whatever the thread does, it does before the process is gone. */
static void on_settle(void *mine)
{
    struct pollfd thread = {document.exchange.ends[0], POLLIN, 0};
    (void)mine;
    if (!document.exchange.busy || document.exchange.question.ask != ASK_PRINT || document.request)
        return;
    sem_post(&given_up);
    check(poll(&thread, 1, RIG_PATIENCE) == 1);
}

static void serve(void)
{
    static char program[] = "anjungan-ipp", option[] = "--run", name[] = "a4";
    char *words[] = {program, option, rig.run, name, NULL};
    struct site site;
    site_start(&site, 4, words, "");
    struct loop *loop = loop_new(on_settle, NULL);
    if (document_open(&document, loop, &site, site.name) < 0)
        _Exit(2);
    int code = loop_run(loop);
    document_close(&document);
    _Exit(spoilt || sent != PAGE ? SPOILT : code == E_TIMEOUT ? 1 : 0);
}

static void test_slow(void)
{
    int fd = memfile_make("document", page, sizeof page);
    core_expect_status(&core, "online", "full");
    core_ask(&core, 1, "print", json_pack("{ss}", "number", "SURAT-1"), 500, fd);
    close(fd);
    core_expect(&core, 1, "timeout", "unknown");
    check(rig_wait(core.pid) == 1);
}

int main(void)
{
    for (size_t i = 0; i < sizeof page; i++)
        page[i] = "%PDF- kept "[i % 11];
    check(sem_init(&given_up, 0, 0) == 0);
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"x\"; port = \"%d\"; }, { name = \"y\"; port = \"%d\"; }, { name = \"z\"; port = \"%d\"; }, "
              "{ name = \"a4\"; class = \"document\"; driver = \"ipp\"; port = \"ipp://127.0.0.1:%d/ipp/print\"; "
              "profile = { }; }");
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    core = (struct rig_core){.name = "a4", .fd = -1};
    check(mkdir(rig_path(&rig, "run/driver.a4"), 0700) == 0);
    core.listener = wire_listen(wire_path(rig.run, "driver.a4"));
    core.pid = fork();
    if (core.pid == 0)
        serve();
    core_greet(&core);
    test_slow();
    check(rig_end(sim) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
