/* serial: the scanner's driver on a serial line (a pseudo terminal under a name that comes and goes, as below
 * /dev/serial/by-id): codes, the speed that was asked for, a cable that is pulled, another line under the same name. */
#define _GNU_SOURCE
#include "rig.h"

#include "pty.h"

static struct rig rig;
static struct rig_core core;
static struct pty line;

static void type(const char *text)
{
    check(write(line.device, text, strlen(text)) == (ssize_t)strlen(text));
}

static void expect_code(const char *code)
{
    int64_t id = core_ask_held(&core, "scan");
    type(turn_text("%s\r\n", code));
    core_expect(&core, id, "ok", "done");
    check_text(json_text(core.attr, "code"), code);
}

static void test_codes(void)
{
    struct termios is;
    core_expect_status(&core, "online", "unknown");
    expect_code("LKR-07-2611-D00042");
    expect_code("\xea\xa6\xb1"); /* all eight bits arrive, nothing is echoed or translated */
    check(tcgetattr(line.keep, &is) == 0);
    check(cfgetospeed(&is) == B19200 && !(is.c_lflag & (ECHO | ICANON | ISIG)) && !(is.c_iflag & (ICRNL | IXON)));
    check(is.c_iflag & INPCK); /* a byte whose parity is wrong comes as 00, which is in no code */
}

/* 64 kB as one code: nobody takes it, and the next one counts. */
static void test_flood(void)
{
    enum { PIECES = 64 };
    char kilobyte[1025];
    int64_t id = core_ask_held(&core, "scan");
    memset(kilobyte, 'x', 1024);
    kilobyte[1024] = '\0';
    for (int i = 0; i < PIECES; i++)
        type(kilobyte);
    type("\r\n");
    core_expect(&core, id, "retry", "none");
    expect_code("AFTER");
}

static void test_pulled(void)
{
    int64_t id = core_ask_held(&core, "scan");
    pty_unplug(&line);
    core_expect(&core, id, "gone", "none");
    core_expect_status(&core, "noDevice", "unknown");
    pty_plug(&line);
    core_expect_status(&core, "online", "unknown");
    expect_code("AGAIN");
}

/* Something is there under its name, which is no serial line. */
static void test_other(void)
{
    pty_unplug(&line);
    core_expect_status(&core, "noDevice", "unknown");
    check(symlink("/dev/null", line.name) == 0);
    while (strcmp(core.detail, "shape") != 0 && core_hear(&core))
        ;
    check_text(core.device, "noDevice");
    check_text(core.detail, "shape");
    check(unlink(line.name) == 0);
    pty_plug(&line);
    core_expect_status(&core, "online", "unknown");
    expect_code("AGAIN");
}

/* Core is gone, and the driver hears of that only when it says what it has read. */
static void test_core_gone(void)
{
    struct pollfd typed = {line.keep, POLLIN, 0};
    core_ask_held(&core, "scan");
    kill(core.pid, SIGSTOP);
    check(waitpid(core.pid, NULL, WUNTRACED) == core.pid);
    type("NOBODYS\r\n");
    check(poll(&typed, 1, RIG_PATIENCE) == 1);
    close(core.fd);
    core.fd = -1;
    kill(core.pid, SIGCONT);
    core_greet(&core);
    *core.device = 0;
    core_expect_status(&core, "online", "unknown");
    expect_code("AFTER");
}

int main(void)
{
    rig_start(&rig, BUILD "/lib/drivers", "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }");
    rig_write(
        rig_path(&rig, "site.conf"),
        turn_text("folders = { drivers = \"%s\"; };\ndevices = ( { name = \"scanner\"; class = \"scanner\"; driver "
                  "= \"scan\"; port = \"serial:%s/line,19200,8E1\"; } );\n",
                  BUILD "/lib/drivers", rig.run));
    line.name = make_text(rig_path(&rig, "line"));
    pty_plug(&line);
    core_open(&core, &rig, "scanner");
    test_codes();
    test_flood();
    test_pulled();
    test_pulled();
    test_other();
    for (int i = 0; i < 8; i++) /* which of the two it sees first is not ours to say */
        test_core_gone();
    check(rig_end(core.pid) == 0);
    core_close(&core);
    pty_unplug(&line);
    free(line.name);
    rig_stop(&rig);
    return test_end();
}
