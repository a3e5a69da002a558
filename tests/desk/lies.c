/* lies: the real core and the real deliver against receivers that lie in every way, and the operator's command. In the
 * end each letter had its effect once and in the order of its subject, or is dead and holds back only its own subject.
 *
 * Letters are put into core's database while core is away, as a turn of its own would. */
#define _GNU_SOURCE
#include "desk/liar.h"

#include "base/clock.h"
#include "base/link.h"
#include "base/memfile.h"
#include "store/outbox.h"
#include "test.h"
#include "web/harness.h"

#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 1000, KILLS = 12, MAX = 128, HANG_MS = 60000 };

#define HTML "<!doctype html><title>Gateway</title><h1>Welcome</h1>"
#define FOUR_TIMES(text) text text text text
static const char long_error[] = "{\"error\":\"ditolak: " FOUR_TIMES(FOUR_TIMES("ꦲꦤꦕꦫꦏ")) "\"}";

static const struct lie lies[] = {
    {"slow", LATE, true, false, NULL, NULL},
    {"never", NEVER, true, false, NULL, NULL},
    {"drops", DROPS, true, false, NULL, NULL},
    {"cuts", CUTS, true, false, NULL, NULL},
    {"twice", TWICE, true, false, NULL, NULL},
    {"html", SAYS, false, false, "200 OK\r\nContent-Type: text/html", HTML},
    {"empty", SAYS, true, false, "200 OK", ""},
    {"says500", SAYS, true, false, "500 Oh", "{}"},
    {"says503", SAYS, false, false, "503 Not now", HTML},
    {"says401", SAYS, false, false, "401 Who", "{}"},
    {"says408", SAYS, false, false, "408 Too slow", "{}"},
    {"says409", SAYS, false, false, "409 Busy with it", "{}"},
    {"says425", SAYS, false, false, "425 Too early", "{}"},
    {"says429", SAYS, false, false, "429 Too many\r\nRetry-After: 2", "{}"},
    {"says400", SAYS, false, true, "400 No", "{\"error\":\"the NIK 3302046902000001 is \\u001b[31mbad\"}"},
    {"says403", SAYS, false, true, "403 No", HTML},
    {"says413", SAYS, false, true, "413 No", ""},
    {"says422", SAYS, false, true, "422 No", long_error},
    {"down", SAYS, false, true, "500 Oh", "{}"},
    {NULL, SAYS, false, false, NULL, NULL},
};

static const char *const mortal[] = {"says400", "says403", "says413", "says422"};

struct sent {
    int64_t seq;
    char id[40], agency[16], subject[16];
};

static struct rig rig;
static struct liar liar;
static pid_t core;
static struct sent sent[MAX];
static int n_sent;

/* --- the kiosk -------------------------------------------------------------------------------------------------------
 */

static char *below(const char *path)
{
    return turn_text("%s/%s", rig.run, path);
}

static void write_text(const char *path, const char *text)
{
    check(file_write_path(below(path), text, strlen(text), 0600) == OK);
}

static void write_settings(void)
{
    const char *rows = "";
    for (const struct lie *lie = lies; lie->agency; lie++)
        rows = turn_text("%s%s{ id = \"%s\"; name = \"%s\"; url = \"http://127.0.0.1:%d/%s\"; key = \"\"; }", rows,
                         *rows ? ", " : "", lie->agency, lie->agency, rig.office_port, lie->agency);
    write_text(
        "site.conf",
        turn_text("name = \"MPP\"; place = \"Lokaraya\"; site = \"LKR\"; kiosk = \"07\"; languages = [ \"id\" ];\n"
                  "folders = { plugins = \"%s/plugins\"; }; agencies = ( %s ); queues = ( );\n"
                  "hall = { url = \"http://127.0.0.1:%d/hall\"; }; patience = %d;\n",
                  rig.run, rows, rig.office_port, PATIENCE_MS));
}

static void make_kiosk(void)
{
    static const char *const folders[] = {"plugins",  "run",         "run/ui.main",  "run/ui.call",
                                          "run/flow", "run/deliver", "run/control",  "run/paper",
                                          "keys",     "state",       "secrets/core", "state/core"};
    unsigned char public[32], secret[64];
    char hex[129];
    rig_open(&rig);
    for (size_t i = 0; i < COUNT(folders); i++)
        check(mkdir(below(folders[i]), 0700) == 0);
    crypto_sign_keypair(public, secret);
    write_text("secrets/core/kiosk.key", sodium_bin2hex(hex, sizeof hex, secret, sizeof secret));
    write_settings();
    liar = (struct liar){.listener = rig.office_socket, .lies = lies, .late_ms = 2 * PATIENCE_MS};
}

static void start_core(void)
{
    core = rig_start(&rig, "anjungan-core", -1);
}

static void start_deliver(void)
{
    rig.deliver = rig_start(&rig, "anjungan-deliver", -1);
}

/* A core that was told to end before its loop stood is ended by the signal itself; both are fine. */
static void stop_core(void)
{
    int code = rig_stop(&core, SIGTERM);
    check(code == 0 || code == 128 + SIGTERM);
}

static void kill_one(pid_t *pid)
{
    check(rig_stop(pid, SIGKILL) == 128 + SIGKILL);
}

static void put_letter(struct store *store, const char *agency, const char *subject, const char *what)
{
    struct sent *s = &sent[n_sent];
    struct letter letter = {
        .visit = turn_text("%s %s", agency, subject), .step = what, .agency = agency, .subject = subject};
    must(n_sent < MAX);
    check(outbox_new_id(store, letter.id) == OK);
    letter.body = turn_text("{\"id\":\"%s\",\"%s\":true}", letter.id, what);
    letter.n_body = strlen(letter.body);
    check(outbox_put(store, &letter) == OK);
    s->seq = letter.seq;
    memcpy(s->id, letter.id, sizeof s->id);
    snprintf(s->agency, sizeof s->agency, "%s", agency);
    snprintf(s->subject, sizeof s->subject, "%s", subject);
    n_sent++;
}

/* While core is away: two letters of one subject, the first of which is lied about, and one of another subject. */
static void put_letters(const struct lie *lie, const char *subject)
{
    struct store store;
    check(store_open(&store, below("state/core/core.db")) == OK);
    for (; lie->agency; lie++) {
        put_letter(&store, lie->agency, subject, "first");
        put_letter(&store, lie->agency, subject, "second");
        put_letter(&store, lie->agency, turn_text("%s'", subject), "beside");
    }
    check(store_settle(&store) == OK);
    store_close(&store);
}

static const struct sent *sent_to(const char *agency, int n)
{
    for (int i = 0; i < n_sent; i++)
        if (strcmp(sent[i].agency, agency) == 0 && n-- == 0)
            return &sent[i];
    die("nothing was sent to %s", agency);
}

/* Whether core has stored that a question about its database has this answer. */
static bool store_says(const char *question, int64_t answer)
{
    sqlite3 *db;
    sqlite3_stmt *s = NULL;
    bool says = sqlite3_open_v2(below("state/core/core.db"), &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                sqlite3_busy_timeout(db, 1000) == SQLITE_OK &&
                sqlite3_prepare_v2(db, question, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
                sqlite3_column_int64(s, 0) == answer;
    sqlite3_finalize(s);
    sqlite3_close(db);
    return says;
}

/* Core may be killed when it knows this. */
static void wait_stored(const char *question, int64_t answer)
{
    int64_t until = clock_ms() + HANG_MS;
    while (!store_says(question, answer) && clock_ms() < until)
        liar_serve(&liar, 20);
    check(store_says(question, answer));
}

/* --- the operator ----------------------------------------------------------------------------------------------------
 */

static json_t *ask(json_t *question)
{
    struct packet answer = {0};
    int fd = wire_connect(wire_path(rig.run, "control"));
    json_t *hello = link_hello("test"), *body = NULL;
    if (fd >= 0 && wire_send(fd, hello, NULL, 0) == OK && wire_send(fd, question, NULL, 0) == OK &&
        wire_receive(fd, &door_core_to_control, &answer) == OK)
        body = json_incref(answer.body);
    packet_free(&answer);
    json_decref(hello);
    json_decref(question);
    if (fd >= 0)
        close(fd);
    return body;
}

static bool letters_are(int waiting, int dead)
{
    json_t *now = ask(json_pack("{ss}", "type", "outbox"));
    bool are = now && json_number(now, "waiting", -1) == waiting && json_number(now, "dead", -1) == dead;
    json_decref(now);
    return are;
}

static bool wait_letters(int waiting, int dead)
{
    int64_t until = clock_ms() + HANG_MS;
    while (!letters_are(waiting, dead) && clock_ms() < until)
        liar_serve(&liar, 50);
    if (clock_ms() < until)
        return true;
    json_t *now = ask(json_pack("{ss}", "type", "outbox"));
    char *text = now ? json_dumps(now, 0) : make_text("core is away");
    fprintf(stderr, "wanted %d waiting, %d dead: %s\n", waiting, dead, text);
    free(text);
    json_decref(now);
    return false;
}

/* What `anjungan outbox ...` prints, and its exit code. */
static const char *command(const char *words, int *code)
{
    char text[32768];
    FILE *out = popen(turn_text("timeout 20 %s/bin/anjungan outbox %s --run %s 2>&1", BUILD, words, rig.run), "r");
    size_t n = fread(text, 1, sizeof text - 1, out);
    text[n] = 0;
    int how = pclose(out);
    *code = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
    return turn_text("%s", text);
}

/* --- the tests -------------------------------------------------------------------------------------------------------
 */

/* All but those to `without` had their effect once, and in order. */
static void check_book(int from, const char *without)
{
    check(liar.doubled == 0 && liar.changed == 0);
    for (int i = from; i < n_sent; i++) {
        if (strcmp(sent[i].agency, without) == 0)
            continue;
        int rank = liar_rank(&liar, sent[i].id);
        check(rank > 0);
        for (int k = from; k < i; k++)
            if (strcmp(sent[k].agency, sent[i].agency) == 0 && strcmp(sent[k].subject, sent[i].subject) == 0)
                check(liar_rank(&liar, sent[k].id) < rank);
    }
}

static bool is_mortal(const char *agency)
{
    for (size_t i = 0; i < COUNT(mortal); i++)
        if (strcmp(mortal[i], agency) == 0)
            return true;
    return strcmp(agency, "down") == 0;
}

static int become_deliver(void)
{
    json_t *hello = link_hello("test");
    int fd = -1;
    while (fd < 0 || wire_send(fd, hello, NULL, 0) < 0) {
        liar_serve(&liar, 20);
        fd = wire_connect(wire_path(rig.run, "deliver"));
    }
    json_decref(hello);
    wire_calm(fd);
    return fd;
}

/* A deliver that takes letters and says nothing of them: core hangs up, and whoever comes next gets them all. */
static void test_mute(void)
{
    int letters = 0, fd = become_deliver(), code = OK;
    for (int64_t until = clock_ms() + HANG_MS; clock_ms() < until && (code >= 0 || code == E_STATE);) {
        struct packet packet = {0};
        code = wire_receive(fd, &door_core_to_deliver, &packet);
        letters += code >= 0 && strcmp(packet_type(&packet), "letter") == 0;
        packet_free(&packet);
        liar_serve(&liar, 20);
    }
    check(code == E_GONE && letters > 0);
    close(fd);
}

/* Every lie once. Four agencies refuse for good: one dead and one behind it each; one is down for as long as we want.
 */
static void test_lies(void)
{
    liar.hall_refuses = true;
    put_letters(lies, "s");
    start_core();
    test_mute();
    start_deliver();
    check(wait_letters((int)COUNT(mortal) + 2, (int)COUNT(mortal)));
    for (const struct lie *lie = lies; lie->agency; lie++) {
        const char *first = sent_to(lie->agency, 0)->id, *second = sent_to(lie->agency, 1)->id;
        check(liar_rank(&liar, sent_to(lie->agency, 2)->id) > 0 && liar_tries(&liar, sent_to(lie->agency, 2)->id) == 1);
        if (is_mortal(lie->agency)) {
            check(liar_tries(&liar, second) == 0);
            continue;
        }
        check(liar_tries(&liar, first) == (lie->way == TWICE ? 1 : 2) && liar_tries(&liar, second) == 1);
        check(liar_rank(&liar, first) > 0 && liar_rank(&liar, first) < liar_rank(&liar, second));
    }
    for (size_t i = 0; i < COUNT(mortal); i++)
        check(liar_tries(&liar, sent_to(mortal[i], 0)->id) == 1);
    const char *limited = sent_to("says429", 0)->id;
    check(liar_time(&liar, limited, 1) - liar_time(&liar, limited, 0) >= 2000);
    check(liar.changed == 0);
}

/* Core ends and starts again, so many hours later. */
static void restart_later(int hours)
{
    stop_core();
    setenv("ANJUNGAN_CLOCK", turn_text("%lld", (long long)(clock_wall_ms() / 1000 + hours * 3600)), 1);
    start_core();
    unsetenv("ANJUNGAN_CLOCK");
    liar_serve(&liar, 700);
}

/* The hall was deaf until now: the next core calls again, once for each refusal, and the one after it does not. */
static void test_alarms(void)
{
    check(liar.n_calls == 0);
    liar.hall_refuses = false;
    restart_later(0);
    wait_stored("SELECT count(*) FROM outbox WHERE state = 3", COUNT(mortal));
    restart_later(0);
    for (size_t i = 0; i < COUNT(mortal); i++)
        check(liar_calls(&liar, turn_text("letter refused by %s", mortal[i])) == 1);
    check(liar.n_calls == COUNT(mortal));
}

static void test_list(void)
{
    int code;
    const char *list = command("", &code), *first = sent_to("says400", 0)->id;
    check(code == 0 && strstr(list, "6 waiting, 4 dead, "));
    check(strstr(list, "says400             1        1   "));
    check(strstr(list, "down                2        0   "));
    const char *row = strstr(list, first);
    check(row && strstr(row, "400 400: the NIK ################ is  [31mbad\n"));
    check(!strstr(list, sent_to("down", 0)->id) && !strstr(list, sent_to("says500", 0)->id));
    check(strstr(list, "422 422: ditolak: ꦲꦤꦕꦫꦏ"));
    check(strstr(command("resend nobody", &code), "no dead letter is called nobody") && code == 1);
    check(strstr(command("resend", &code), "outbox wants nothing more, or: resend ID") && code == 2);
    check(strstr(command("dance all", &code), "outbox wants nothing more, or: resend ID") && code == 2);
}

/* The pause is in the database: a core that starts again does not try sooner, and counts on. */
static void test_pause_survives(void)
{
    enum { REST = 1500 };
    struct store store;
    const char *down = sent_to("down", 0)->id;
    int64_t seq = sent_to("down", 0)->seq;
    char tries[64]; /* longer than a turn */
    snprintf(tries, sizeof tries, "SELECT tries FROM outbox WHERE seq = %lld", (long long)seq);
    stop_core();
    kill_one(&rig.deliver);
    liar_serve(&liar, 100); /* who is on the way arrives */
    check(store_open(&store, below("state/core/core.db")) == OK);
    int before = outbox_tries(&store, seq), came = liar_tries(&liar, down);
    check(before >= 2 && came >= 2);
    int64_t then = clock_ms();
    check(outbox_later(&store, seq, clock_wall_ms() + REST, "503") == OK && store_settle(&store) == OK);
    store_close(&store);
    start_core();
    start_deliver();
    wait_stored(tries, before + 2);
    check(liar_tries(&liar, down) == came + 1 && liar_time(&liar, down, came) - then >= REST - 50);
    stop_core();
    check(store_open(&store, below("state/core/core.db")) == OK);
    check(outbox_tries(&store, seq) == before + 2);
    int64_t pause = outbox_next_due(&store, clock_wall_ms()) - clock_wall_ms();
    check(pause <= (1000 << (before + 1)) + 100);
    store_close(&store);
    start_core();
}

/* Exactly so many, once they are there. */
static bool calls_become(const char *reason, int n)
{
    for (int64_t until = clock_ms() + HANG_MS; liar_calls(&liar, reason) < n && clock_ms() < until;)
        liar_serve(&liar, 20);
    return liar_calls(&liar, reason) == n;
}

static void wait_arrival(const char *id)
{
    for (int64_t until = clock_ms() + HANG_MS; !liar_rank(&liar, id) && clock_ms() < until;)
        liar_serve(&liar, 20);
}

/* A day later the staff is called, once a day. */
static void test_old_letters(void)
{
    static const char reason[] = "letters wait over a day: says400";
    restart_later(23);
    check(liar_calls(&liar, reason) == 0);
    restart_later(25);
    check(calls_become(reason, 1));
    restart_later(26);
    check(calls_become(reason, 1));
    restart_later(50);
    check(calls_become(reason, 2));
    liar.honest = true;
    kill_one(&rig.deliver); /* it would let the agency rest */
    start_deliver();
    restart_later(0); /* and the clock is set back: what was put off until the day after tomorrow is due */
    check(liar_calls(&liar, reason) == 2);
    wait_arrival(sent_to("down", 1)->id);
    check(liar_rank(&liar, sent_to("down", 1)->id) > liar_rank(&liar, sent_to("down", 0)->id));
}

/* The reasons are repaired: what was refused goes out, and then what stood behind it. */
static void test_resend(void)
{
    int code;
    const char *one = sent_to("says403", 0)->id;
    check(strstr(command(turn_text("resend %s", one), &code), "1 sent again") && code == 0);
    wait_arrival(sent_to("says403", 1)->id);
    check(liar_rank(&liar, one) > 0 && liar_rank(&liar, one) < liar_rank(&liar, sent_to("says403", 1)->id));
    check(strstr(command("resend all", &code), "3 sent again") && code == 0);
    check(wait_letters(0, 0));
    check_book(0, "");
    check(strstr(command("resend all", &code), "0 sent again") && code == 0);
}

/* Killed in the middle, one after the other, while everybody lies. */
static void test_kills(void)
{
    int from = n_sent;
    kill_one(&core);
    liar.honest = false;
    put_letters(lies, "k");
    start_core();
    for (int i = 0; i < KILLS; i++) {
        liar_serve(&liar, 60 + (int)randombytes_uniform(240));
        kill_one(i % 2 ? &core : &rig.deliver);
        if (i % 2)
            start_core();
        else
            start_deliver();
    }
    liar_serve(&liar, 500);
    liar.honest = true;
    for (int64_t until = clock_ms() + HANG_MS; !letters_are(0, 0) && clock_ms() < until;) {
        json_decref(ask(json_pack("{ss,ss}", "type", "resend", "id", "all")));
        liar_serve(&liar, 300);
    }
    check(wait_letters(0, 0));
    check_book(from, "");
}

static int64_t number_in_store(const char *name)
{
    struct store store;
    check(store_open(&store, below("state/core/core.db")) == OK);
    int64_t number = store_number(&store, name);
    store_close(&store);
    return number;
}

/* A damaged database is put aside: the staff is called for it until the call was taken, and then no more. */
static void test_put_aside(void)
{
    static const char reason[] = "database put aside, see the log of core";
    int64_t open = 1;
    kill_one(&core);
    write_text("state/core/core.db", "no database at all");
    for (int i = 0; i < 20 && open; i++) {
        start_core();
        liar_serve(&liar, 700);
        stop_core();
        open = number_in_store(store_aside);
    }
    int calls = liar_calls(&liar, reason);
    check(open == 0 && calls > 0);
    start_core();
    liar_serve(&liar, 700);
    check(liar_calls(&liar, reason) == calls);
}

static void test_core_away(void)
{
    int code;
    stop_core();
    check(strstr(command("", &code), "core does not answer at") && code == 1);
    check(strstr(command("resend all", &code), "Is the kiosk up") && code == 1);
}

int main(void)
{
    make_kiosk();
    test_lies();
    test_alarms();
    test_list();
    test_pause_survives();
    test_old_letters();
    test_resend();
    test_kills();
    test_put_aside();
    test_core_away();
    liar_close(&liar);
    rig_close(&rig);
    return test_end();
}
