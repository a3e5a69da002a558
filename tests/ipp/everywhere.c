/* everywhere: anjungan-ipp before a printer that others wrote, ippeveprinter of CUPS. Runs inside everywhere.sh.
 *
 * Its command (print.sh below) is what moves the paper: it prints while no file `trouble` lies there, and says what is
 * wrong with it as long as one does. */
#define _GNU_SOURCE
#include "device/rig.h"

enum { PATIENCE = 20000, PORT = 8631 };

static const char command[] =
    "#!/bin/sh\n"
    "cd \"$(dirname \"$0\")\"; echo > begun\n"
    "while [ -s trouble ]; do [ -s said ] || sed 's/^/STATE: +/' trouble | tee said >&2; sleep 0.05; done\n"
    "[ ! -s said ] || sed 's/+/-/' said >&2; rm -f said begun\n"
    "[ -e uncounted ] || echo 'ATTR: job-impressions-completed=1' >&2\n"
    "cp \"$1\" paper.pdf\n";

static const char a4[] = "ATTR keyword media-ready iso_a4_210x297mm\n"
                         "ATTR keyword media-supported iso_a4_210x297mm\n"
                         "ATTR mimeMediaType document-format-supported application/pdf\n";

static struct rig rig;
static struct rig_core core;
static pid_t printer;
static int64_t last_id;

static void start_printer(bool with_a4)
{
    printer = fork();
    if (printer != 0)
        return;
    dup2(open("/dev/null", O_WRONLY), 2);
    const char *port = turn_text("%d", PORT), *sink = rig_path(&rig, "print.sh"), *spool = rig_path(&rig, "spool");
    if (with_a4)
        execlp("ippeveprinter", "ippeveprinter", "-p", port, "-n", "localhost", "-d", spool, "-c", sink, "-a",
               rig_path(&rig, "a4.conf"), "Kiosk", NULL);
    else
        execlp("ippeveprinter", "ippeveprinter", "-p", port, "-n", "localhost", "-d", spool, "-c", sink, "-f",
               "application/pdf", "Kiosk", NULL);
    _exit(127);
}

static void kill_printer(void)
{
    kill(printer, SIGKILL);
    waitpid(printer, NULL, 0);
}

static char *document(size_t *n)
{
    *n = 1500000;
    char *bytes = make(*n);
    for (size_t i = 0; i < *n; i++)
        bytes[i] = (char)(i * 131 % 251);
    memcpy(bytes, "%PDF-1.7\n", 9);
    return bytes;
}

static int64_t ask(int ms)
{
    size_t n;
    char *bytes = document(&n);
    int fd = memfile_make("document", bytes, n);
    core_ask(&core, ++last_id, "print", json_pack("{ss}", "number", "SURAT-1"), ms, fd);
    close(fd);
    free(bytes);
    return last_id;
}

static bool there(const char *name)
{
    return access(rig_path(&rig, name), F_OK) == 0;
}

static void await(const char *name)
{
    for (int64_t until = clock_ms() + RIG_PATIENCE; !there(name) && clock_ms() < until;)
        poll(NULL, 0, 10);
    check(there(name));
}

static void expect_reason(int64_t id, const char *result, const char *effect, const char *reason)
{
    core_expect(&core, id, result, effect);
    check_text(json_text(core.attr, "reason"), reason);
}

static void test_bytes(void)
{
    size_t n, n_printed = 0;
    char *bytes = document(&n), *printed = NULL;
    core_expect(&core, ask(PATIENCE), "ok", "done");
    check(file_read_path(rig_path(&rig, "paper.pdf"), 2 << 20, &printed, &n_printed) == OK);
    check(n == n_printed && memcmp(bytes, printed, n) == 0);
    free(printed);
    free(bytes);
}

/* It says "completed", and that it printed nothing. */
static void test_uncounted(void)
{
    rig_write(rig_path(&rig, "uncounted"), "1");
    expect_reason(ask(PATIENCE), "broken", "unknown", "pages");
    unlink(rig_path(&rig, "uncounted"));
}

/* The command is not ended by Cancel-Job here: it goes on as soon as paper is there. That is why nobody may be told
 * that nothing came. */
static void test_trouble(const char *reason, const char *result, const char *detail)
{
    unlink(rig_path(&rig, "paper.pdf"));
    rig_write(rig_path(&rig, "trouble"), turn_text("%s\n", reason));
    expect_reason(ask(PATIENCE), result, "unknown", detail);
    check(!there("paper.pdf"));
    unlink(rig_path(&rig, "trouble"));
    core_expect_status(&core, "online", "full");
}

static void test_killed(void)
{
    rig_write(rig_path(&rig, "trouble"), "none\n");
    int64_t id = ask(PATIENCE);
    await("begun");
    kill_printer();
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "unknown");
    unlink(rig_path(&rig, "trouble"));
    core_expect_status(&core, "noDevice", "unknown");
    expect_reason(ask(PATIENCE), "broken", "none", "busy");
    start_printer(true); /* it knows nothing of the job any more */
    core_expect_status(&core, "online", "full");
    test_bytes();
}

/* As it comes out of its box Letter lies in it: a letter from an office would be cut off. */
static void test_letter(void)
{
    kill_printer();
    core_expect(&core, ask(PATIENCE), "gone", "none");
    start_printer(false);
    *core.device = 0;
    core_expect_status(&core, "online", "full");
    expect_reason(ask(PATIENCE), "empty", "none", "size");
}

int main(void)
{
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"w\"; port = \"%d\"; }, { name = \"x\"; port = \"%d\"; }, { name = \"y\"; port = \"%d\"; }, "
              "{ name = \"z\"; port = \"%d\"; }, { name = \"a4\"; class = \"document\"; driver = \"ipp\"; "
              "port = \"ipp://127.0.0.1:8631/ipp/print\"; profile = { }; }");
    rig_write(rig_path(&rig, "print.sh"), command);
    rig_write(rig_path(&rig, "a4.conf"), a4);
    check(chmod(rig_path(&rig, "print.sh"), 0755) == 0 && mkdir(rig_path(&rig, "spool"), 0755) == 0);
    start_printer(true);
    core_begin(&core, &rig, "anjungan-ipp", "a4");
    core_expect_status(&core, "online", "full");
    test_bytes();
    test_uncounted();
    test_trouble("media-empty", "empty", "empty");
    test_trouble("media-jam", "jam", "jam");
    test_killed();
    test_letter();
    check(rig_end(core.pid) == 0);
    kill_printer();
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
