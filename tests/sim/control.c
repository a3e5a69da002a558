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

/* ---- every word */

/* `help` writes what may follow the words; this is one of what it means. */
static char *example(const char *words)
{
    static const struct {
        const char *tail, *is;
    } tails[] = {{" [N]", " 1"}, {" [after BYTES]", " after 100"}, {" N cm", " 3 cm"}};
    static const struct {
        const char *words, *text;
    } texts[] = {{"scan TEXT", "LKR-07"},
                 {"camera show TEXT", "pattern"},
                 {"keypad press TEXT", "next"},
                 {"keypad type TEXT", "3302"}};
    for (size_t i = 0; i < COUNT(tails); i++) {
        const char *at = strstr(words, tails[i].tail);
        if (at)
            return turn_text("%.*s%s", (int)(at - words), words, tails[i].is);
    }
    for (size_t i = 0; i < COUNT(texts); i++)
        if (strcmp(words, texts[i].words) == 0)
            return turn_text("%.*s%s", (int)strlen(words) - 4, words, texts[i].text);
    check(!strstr(words, "TEXT"));
    return turn_text("%s", words);
}

/* Without a display a keypad has nothing to type into; all else is done. */
static void try_word(const char *class, const char *words)
{
    const char *line = example(words);
    bool typed = strncmp(line, "keypad", 6) == 0 && !strstr(line, "plug");
    if (strcmp(class, "card") == 0)
        rig_do(&rig, "card out");
    const char *answer = rig_tell(&rig, line);
    if (typed ? strstr(answer, "DISPLAY") == NULL : strcmp(answer, "ok") != 0)
        check_text(turn_text("%s: %s", line, answer), "ok");
    char first[32] = "";
    sscanf(line, "%31s", first);
    if (!strstr(words, "TEXT")) {
        answer = rig_tell(&rig, turn_text("%s up and down", line));
        check(strncmp(answer, "error \"", 7) == 0 && strstr(answer, turn_text("%s up and down", line)) &&
              (strstr(answer, "say: ") || strstr(answer, "there is: ")));
    }
    check(strstr(rig_tell(&rig, turn_text("%s dance", first)), "dance") || strcmp(first, "scan") == 0);
}

/* Until every plug has a caller, or none. */
static void wait_called(bool called)
{
    const char *class;
    json_t *is;
    for (bool waits = true; waits;) {
        json_t *status = rig_ask(&rig, "status");
        waits = false;
        json_object_foreach (status, class, is)
            waits |= json_object_get(is, "called") && json_truth(is, "called") != called;
        json_decref(status);
    }
}

static void test_every_word(void)
{
    int drivers[] = {call(rig.ports[0]), call(rig.ports[1]), call(rig.ports[2]), call(rig.ports[4]),
                     call(rig.ports[5])};
    const char *class, *words;
    json_t *help = rig_ask(&rig, "help"), *all, *does, *status = rig_ask(&rig, "status");
    int n = 0;
    wait_called(true);
    check(json_object_size(help) == 8 && json_object_size(status) == 8);
    json_object_foreach (help, class, all) {
        check(json_object_get(status, class) != NULL);
        json_object_foreach (all, words, does) {
            check(*json_string_value(does));
            try_word(class, words);
            n++;
        }
    }
    printf("words: %d\n", n);
    json_decref(help);
    json_decref(status);
    for (size_t i = 0; i < COUNT(drivers); i++)
        close(drivers[i]);
    wait_called(false);
}

/* What a word did stands in the status. */
static const struct {
    const char *line, *path, *value;
} truths[] = {{"paper low", "printer.paper", "\"low\""},
              {"paper 3 cm", "printer.left", "30"},
              {"paper 0 cm", "printer.paper", "\"out\""},
              {"paper in", "printer.left", "null"},
              {"cover open", "printer.cover", "\"open\""},
              {"cover close", "printer.online", "true"},
              {"printer jam", "printer.jam", "true"},
              {"printer free", "printer.jam", "false"},
              {"printer halt", "printer.halted", "true"},
              {"printer go", "printer.halted", "false"},
              {"printer silent on", "printer.silent", "true"},
              {"printer reset", "printer.silent", "false"},
              {"printer unplug", "printer.power", "false"},
              {"printer plug", "printer.power", "true"},
              {"a4 letter", "documents.paper", "\"letter\""},
              {"a4 out", "documents.paper", "\"out\""},
              {"a4 in", "documents.paper", "\"a4\""},
              {"a4 jam", "documents.jam", "true"},
              {"a4 free", "documents.jam", "false"},
              {"a4 open", "documents.cover", "\"open\""},
              {"a4 close", "documents.cover", "\"closed\""},
              {"a4 slow 900", "documents.slow", "900"},
              {"a4 slow", "documents.slow", "50"},
              {"a4 garbage on", "documents.garbage", "true"},
              {"a4 garbage off", "documents.garbage", "false"},
              {"a4 busy on", "documents.busy", "true"},
              {"a4 busy off", "documents.busy", "false"},
              {"a4 silent on", "documents.silent", "true"},
              {"a4 silent off", "documents.silent", "false"},
              {"a4 unplug", "documents.power", "false"},
              {"a4 plug", "documents.power", "true"},
              {"card in 3", "card.number", "3"},
              {"card out", "card.card", "\"out\""},
              {"card bad 2", "card.card", "\"bad\""},
              {"card silent on", "card.silent", "true"},
              {"card silent off", "card.silent", "false"},
              {"card unplug", "card.power", "false"},
              {"card plug", "card.power", "true"},
              {"stripe unplug", "stripe.power", "false"},
              {"stripe plug", "stripe.power", "true"},
              {"scanner unplug", "scanner.power", "false"},
              {"scanner plug", "scanner.power", "true"},
              {"camera show document", "camera.shows", "\"document\""},
              {"camera dark", "camera.shows", "\"dark\""},
              {"camera garbage", "camera.shows", "\"garbage\""},
              {"camera silent", "camera.shows", "\"nothing\""},
              {"camera unplug", "camera.power", "false"},
              {"camera plug", "camera.power", "true"},
              {"lamp unplug", "lamp.power", "false"},
              {"lamp plug", "lamp.power", "true"},
              {"keypad unplug", "keypad.power", "false"},
              {"keypad plug", "keypad.power", "true"}};

static void test_truth(void)
{
    for (size_t i = 0; i < COUNT(truths); i++) {
        rig_do(&rig, truths[i].line);
        json_t *status = rig_ask(&rig, "status"), *value = json_at(status, truths[i].path);
        char *text = value ? json_dumps(value, JSON_ENCODE_ANY) : make_text("null");
        check_text(turn_text("%s: %s", truths[i].line, text), turn_text("%s: %s", truths[i].line, truths[i].value));
        free(text);
        json_decref(status);
    }
    rig_do(&rig, "card out");
}

static void expect_printer(const char *member, const char *wanted)
{
    char *text = NULL;
    for (int i = 0; i < 20000 && (!text || strcmp(text, wanted) != 0); i++) {
        json_t *status = rig_ask(&rig, "status");
        free(text);
        text = json_dumps(json_object_get(json_object_get(status, "printer"), member), JSON_ENCODE_ANY);
        json_decref(status);
        turn_end();
    }
    check_text(text, wanted);
    free(text);
}

/* Three centimetres are 240 rows of a head with 8 dots a mm: eight lines of 30 rows. */
static void test_centimetres(void)
{
    int driver = call(rig.ports[0]);
    rig_do(&rig, "paper 3 cm");
    check(write(driver, "\n\n\n\n\n\n\n", 7) == 7);
    expect_printer("left", "3");
    expect_printer("paper", "\"low\"");
    check(write(driver, "\n", 1) == 1);
    expect_printer("paper", "\"out\"");
    close(driver);
    expect_printer("called", "false");
    rig_do(&rig, "paper in");
}

/* What is wrong, where, and what to do about it. */
static void test_refusals(void)
{
    static const struct {
        const char *line, *part;
    } all[] = {
        {"dance", "\"dance\" is no word of the simulator; a command begins with one of: paper cover printer a4 card"},
        {"card dance", "of the card; there is: card in [N], card bad [N], card out"},
        {"paper in 3", "after \"paper in\" that means nothing; say: paper in"},
        {"paper out after x", "say: paper out [after BYTES]"},
        {"paper 3", "there is: paper in"},
        {"card in 99", "there is no card 99; say a number from 1 to"},
        {"stripe swipe 99", "there is no card 99"},
        {"camera show nobody", "it shows person, document, pattern or the path of a PNG"},
        {"keypad press up", "has no key \"up\"; it has next previous"},
        {"keypad type 12a", "\"12a\" is not at most"}};
    for (size_t i = 0; i < COUNT(all); i++) {
        const char *answer = rig_tell(&rig, all[i].line);
        if (strncmp(answer, "error ", 6) != 0 || !strstr(answer, all[i].part))
            check_text(answer, all[i].part);
    }
    rig_do(&rig, "card in");
    check(strstr(rig_tell(&rig, "card in"), "already; say: card out") != NULL);
    rig_do(&rig, "card out");
    rig_do(&rig, "keypad unplug");
    check(strstr(rig_tell(&rig, "keypad press next"), "say: keypad plug") != NULL);
    rig_do(&rig, "keypad plug");
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
    char line[2048];
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
    rig_write(rig_path(&rig, "site.conf"),
              "folders = { drivers = \"" BUILD "/lib/drivers\"; };\nkeypad = true;\ndevices = ( );\n");
    unsetenv("DISPLAY");
    signal(SIGPIPE, SIG_IGN);
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    test_commands();
    test_card();
    test_scanner();
    test_lamp();
    test_every_word();
    test_truth();
    test_centimetres();
    test_refusals();
    test_watch();
    check(rig_end(sim) == 0);
    rig_stop(&rig);
    return test_end();
}
