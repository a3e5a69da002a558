/* control: anjungan-sim by its control socket, and one caller at a time at its plugs. */
#define _GNU_SOURCE
#include "../device/rig.h"

static struct rig rig;

static int call(int port)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    check(connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

static void expect_line(int fd, const char *wanted)
{
    char line[256] = "";
    size_t n = 0;
    while (n < sizeof line - 1 && rig_readable(fd) && read(fd, line + n, 1) == 1 && line[n] != '\n')
        n++;
    line[n] = '\0';
    check_text(line, wanted);
}

static bool expect_refused(const char *command)
{
    return strncmp(rig_tell(&rig, command), "error ", 6) == 0;
}

static void test_commands(void)
{
    static const char *const wrong[] = {"",
                                        "dance",
                                        "paper",
                                        "paper in 3",
                                        "card in x",
                                        "card in ",
                                        "paper out after",
                                        "paper out after x",
                                        "paper out after -1",
                                        "statuss"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        check(expect_refused(wrong[i]));
    json_t *status = rig_ask(&rig, "status");
    check_text(json_text(json_at(status, "printer"), "paper"), "full");
    check_text(json_text(json_at(status, "card"), "card"), "out");
    json_decref(status);
    status = rig_ask(&rig, "slips");
    check(json_is_array(status) && json_array_size(status) == 0);
    json_decref(status);
}

static void test_card(void)
{
    int first = call(rig.ports[1]), second = call(rig.ports[1]);
    check(write(first, "sta", 3) == 3 && write(first, "te\nread\n", 8) == 8);
    expect_line(first, "out");
    expect_line(first, "empty");
    rig_do(&rig, "card bad");
    expect_line(first, "in");
    check(write(first, "read\n", 5) == 5);
    expect_line(first, "unreadable");
    check(write(second, "state\n", 6) == 6);
    close(first); /* now the second has its turn */
    expect_line(second, "in");
    rig_do(&rig, "card out");
    expect_line(second, "out");
    rig_do(&rig, "card in 4");
    expect_line(second, "in");
    check(write(second, "read\n", 5) == 5);
    expect_line(second,
                "card\t3510093102560001\tPAIJO\t1956-03-02\tL\tDusun Sumberwangi, RT 006 RW 002, Desa Ringinanom, "
                "Kec. Tamansari\tKabupaten Lokaraya");
    rig_do(&rig, "card unplug");
    char byte;
    check(rig_readable(second) && read(second, &byte, 1) <= 0);
    close(second);
    rig_do(&rig, "card plug");
    rig_do(&rig, "card out");
}

static void test_scanner(void)
{
    check(expect_refused("scan CODE")); /* nobody listens */
    int driver = call(rig.ports[2]);
    for (int i = 0; i < 2000 && expect_refused("scan LKR 07  siti"); i++)
        usleep(1000);
    expect_line(driver, "]Q1LKR 07  siti\r");
    check(expect_refused("scan") && expect_refused("scan ") && expect_refused("scanner"));
    rig_do(&rig, "scanner unplug");
    char byte;
    check(rig_readable(driver) && read(driver, &byte, 1) <= 0);
    close(driver);
    rig_do(&rig, "scanner plug");
}

static void expect_light(const char *part, const char *wanted)
{
    json_t *status = NULL;
    for (int i = 0; i < 2000; i++) {
        json_decref(status);
        status = rig_ask(&rig, "status");
        if (strcmp(json_text(json_at(status, "lamp"), part), wanted) == 0)
            break;
        usleep(1000);
    }
    check_text(json_text(json_at(status, "lamp"), part), wanted);
    json_decref(status);
}

static void test_lamp(void)
{
    int driver = call(rig.ports[4]);
    check(write(driver, "\x21\x22\x24\x42\x48\x99", 6) == 6);
    expect_light("yellow", "flashes");
    expect_light("buzzer", "flashes");
    expect_light("red", "off");
    rig_do(&rig, "lamp unplug");
    expect_light("yellow", "off");
    close(driver);
    rig_do(&rig, "lamp plug");
}

/* Who watches is told of every change, and of nothing else. */
static void test_watch(void)
{
    struct rig other = rig;
    rig_call_control(&other);
    json_t *status = rig_ask(&other, "watch");
    check_text(json_text(json_at(status, "printer"), "cover"), "closed");
    json_decref(status);
    rig_do(&rig, "cover open");
    char line[1024];
    check(rig_readable(other.control));
    ssize_t n = read(other.control, line, sizeof line - 1);
    line[n > 0 ? n : 0] = '\0';
    check(strstr(line, "\"cover\":\"open\"") != NULL && strchr(line, '\n') == line + n - 1);
    rig_do(&rig, "cover open");
    struct pollfd quiet = {other.control, POLLIN, 0};
    check(poll(&quiet, 1, 50) == 0);
    close(other.control);
    rig_do(&rig, "cover close");
    rig_do(&rig, "printer jam");
    rig_do(&rig, "printer free");
    rig_do(&rig, "printer halt after 100");
    rig_do(&rig, "printer halt");
    rig_do(&rig, "printer go");
}

int main(void)
{
    rig_start(&rig, BUILD "/lib/drivers", "");
    signal(SIGPIPE, SIG_IGN);
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    test_commands();
    test_card();
    test_scanner();
    test_lamp();
    test_watch();
    check(rig_end(sim) == 0);
    rig_stop(&rig);
    return test_end();
}
