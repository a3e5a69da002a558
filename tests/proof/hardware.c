/* hardware: the level gold. The test is the device, on TCP, and the person, on a pipe; the host between them is the
 * kiosk's own. */
#define _GNU_SOURCE
#include "device/rig.h"
#include "person.h"

static int device = -1, listener;
static struct person person;

/* More settings than fit into a line of anybody. */
static const char *profile(void)
{
    const char *all = "aim=1";
    for (int i = 1; i < 16; i++)
        all = turn_text("%s setting%d=\"%0180d\"", all, i, i);
    return all;
}

static void start(int port)
{
    const char *const arguments[] = {SOURCE "/hw/scan/scan.txt",          "--fuzz",    "10",      "--device",
                                     turn_text("tcp:127.0.0.1:%d", port), "--profile", profile(), NULL};
    person_start(&person, "scan", arguments);
}

static void await(const char *what)
{
    test_checks++;
    if (person_await(&person, what))
        return;
    test_failures++;
    fprintf(stderr, "it was not said: %s\n", what);
}

static void plug(void)
{
    check(rig_readable(listener));
    device = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    check(device >= 0);
}

static int end(void)
{
    int code = person_end(&person);
    close(device);
    return code;
}

static void scan(const char *code)
{
    plug();
    await("Now do what it waits for");
    check(write(device, code, strlen(code)) == (ssize_t)strlen(code));
}

static void test_gold(int port)
{
    start(port);
    scan("]Q1LKR-07\n");
    await("done: ok done {\"code\":\"LKR-07\",\"symbology\":\"qr\"}");
    await("Is that what was on it?");
    person_say(&person, "y\n");
    await("Unplug the device.");
    close(device);
    await("status: noDevice");
    plug();
    await("level: gold");
    check(end() == 0);
}

/* The person sees something else; the device cannot be unplugged. */
static void test_doubt(int port)
{
    start(port);
    scan("]Q1LKR-08\n");
    await("Is that what was on it?");
    person_say(&person, "n\n");
    await("the person does not see what the driver says");
    await("Unplug the device.");
    person_say(&person, "s\n");
    await("skipped");
    await("level: none");
    check(end() == 1);
}

static void test_trouble(int port)
{
    start(port);
    scan("without its sign\n");
    await("it has ended retry none");
    person_say(&person, "n\n");
    person_say(&person, "s\n");
    await("level: none");
    check(end() == 1);
}

int main(void)
{
    int port;
    signal(SIGPIPE, SIG_IGN);
    listener = rig_listen(&port);
    test_gold(port);
    test_doubt(port);
    test_trouble(port);
    close(listener);
    turn_end();
    return test_end();
}
