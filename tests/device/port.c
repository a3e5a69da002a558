/* port: what keeps a device from being opened is told each time, and logged once until it is something else. */
#define _GNU_SOURCE
#include "device/port.h"
#include "test.h"

#include <sys/mman.h>
#include <unistd.h>

static int told;

static void on_why(void *mine, const char *word)
{
    (void)mine, (void)word;
    told++;
}

static void on_opened(void *mine)
{
    (void)mine;
}

/* How many lines the log got of it. */
static int refuse(struct port *port, const char *word, int times)
{
    char bytes[4096] = "";
    int lines = 0, log = memfd_create("log", 0), before = dup(2);
    dup2(log, 2);
    for (int i = 0; i < times; i++)
        check(port_refuse(port, word, "%s: it is so", "/dev/x") == E_GONE);
    fflush(stderr);
    dup2(before, 2);
    check(pread(log, bytes, sizeof bytes - 1, 0) >= 0);
    for (const char *at = bytes; (at = strstr(at, "/dev/x: it is so")); at++)
        lines++;
    close(log);
    close(before);
    return lines;
}

int main(void)
{
    static struct port port;
    port = (struct port){.loop = loop_new(NULL, NULL), .why = on_why, .opened = on_opened};
    check(refuse(&port, "claimed", 3) == 1);
    check(refuse(&port, "access", 2) == 1);
    check(refuse(&port, "claimed", 2) == 1);
    check(refuse(&port, NULL, 2) == 0);
    check(refuse(&port, "claimed", 2) == 1);
    port_answered(&port);
    check(refuse(&port, "claimed", 2) == 1);
    check(told == 13);
    loop_free(port.loop);
    turn_end();
    return test_end();
}
