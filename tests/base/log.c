/* log.c - what must not reach a log: numbers that may be a NIK, bytes that a terminal would obey. */
#define _GNU_SOURCE
#include "base/base.h"
#include "test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* What say() writes for this text, without its level and the end of the line. */
static const char *said(const char *text)
{
    static char line[4096];
    int log = memfd_create("log", 0), before = dup(STDERR_FILENO);
    dup2(log, STDERR_FILENO);
    say("%s", text);
    dup2(before, STDERR_FILENO);
    ssize_t n = pread(log, line, sizeof line - 1, 0);
    line[n > 0 ? n - 1 : 0] = 0;
    close(log);
    close(before);
    return strncmp(line, "<6>", 3) == 0 ? line + 3 : line;
}

static void test_nik(void)
{
    check_text(said("3302047112990001"), "################");
    check_text(said("nik=3302047112990001."), "nik=################.");
    check_text(said("x 330204 711299 0001 y"), "x ###### ###### #### y");
    check_text(said("3302-0471-1299-0001"), "####-####-####-####");
    check_text(said("33.02.04.711299.0001"), "##.##.##.######.####");
    check_text(said("33020471129900012"), "#################");
}

static void test_grouped_in_a_sentence(void)
{
    check_text(said("visit 7 of 3302047112990001 3 times"), "visit 7 of ################ # times");
}

static void test_others_stay(void)
{
    check_text(said("LKR-07-2611-00042 at 2026-11-22 13.40"), "LKR-07-2611-00042 at 2026-11-22 13.40");
    check_text(said("127.0.0.1:34567 after 46 ms, 330204 711299 000"),
               "127.0.0.1:34567 after 46 ms, 330204 711299 000");
    check_text(said("330204  711299  0001"), "330204  711299  0001");
    check_text(said(""), "");
}

static void test_control_bytes(void)
{
    check_text(said("a\x1b[2Jb\nc\x7f"), "a [2Jb c ");
}

int main(void)
{
    test_nik();
    test_grouped_in_a_sentence();
    test_others_stay();
    test_control_bytes();
    return test_end();
}
