/* hardware: the level gold. The test is the device, on TCP, and the person, on a pipe; the host between them is the
 * kiosk's own. */
#define _GNU_SOURCE
#include "device/rig.h"

static int device = -1, listener, person;
static FILE *said;
static char line[400];

static pid_t start(const char *driver, const char *transcript, int port)
{
    int in[2], out[2];
    check(pipe(in) == 0 && pipe(out) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        for (int fd = 3; fd < 64; fd++)
            close(fd);
        execl(BUILD "/bin/anjungan-drivertest", "anjungan-drivertest", driver, transcript, "--fuzz", "10", "--device",
              turn_text("tcp:127.0.0.1:%d", port), "--profile", "aim=1", NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    person = in[1];
    said = fdopen(out[0], "r");
    return pid;
}

/* Reads on until that was said. */
static bool await(const char *what)
{
    while (fgets(line, sizeof line, said))
        if (strstr(line, what))
            return true;
    test_checks++;
    test_failures++;
    fprintf(stderr, "it was not said: %s\n", what);
    return false;
}

static void answer(const char *word)
{
    check(write(person, word, strlen(word)) == (ssize_t)strlen(word));
}

static void plug(void)
{
    check(rig_readable(listener));
    device = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    check(device >= 0);
}

static int end(pid_t pid)
{
    while (fgets(line, sizeof line, said))
        ;
    fclose(said);
    close(person);
    close(device);
    return rig_wait(pid);
}

static void scan(const char *code)
{
    plug();
    check(await("Now do what it waits for"));
    check(write(device, code, strlen(code)) == (ssize_t)strlen(code));
}

static void test_gold(int port)
{
    pid_t pid = start(BUILD "/lib/drivers/scan.so", SOURCE "/hw/scan/scan.txt", port);
    scan("]Q1LKR-07\n");
    check(await("done: ok done {\"code\":\"LKR-07\",\"symbology\":\"qr\"}"));
    check(await("Is that what was on it?"));
    answer("y\n");
    check(await("Unplug the device."));
    close(device);
    check(await("status: noDevice"));
    plug();
    check(await("level: gold"));
    check(end(pid) == 0);
}

/* The person sees something else; the device cannot be unplugged. */
static void test_doubt(int port)
{
    pid_t pid = start(BUILD "/lib/drivers/scan.so", SOURCE "/hw/scan/scan.txt", port);
    scan("]Q1LKR-08\n");
    check(await("Is that what was on it?"));
    answer("n\n");
    check(await("the person does not see what the driver says"));
    check(await("Unplug the device."));
    answer("s\n");
    check(await("skipped"));
    check(await("level: none"));
    check(end(pid) == 1);
}

static void test_trouble(int port)
{
    pid_t pid = start(BUILD "/lib/drivers/scan.so", SOURCE "/hw/scan/scan.txt", port);
    scan("without its sign\n");
    check(await("it has ended retry none"));
    answer("n\n");
    answer("s\n");
    check(await("level: none"));
    check(end(pid) == 1);
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
