/* The author of a service at work: `test-kiosk-author --run RUN FOLDER`, called by author.sh. Saves the files of the
 * service again and again while a citizen (the robot's eyes and finger) is in the middle of it. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/memfile.h"
#include "robot/robot.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

enum { LONG_MS = 20000 };

static struct robot robot;
static const char *folder;

/* As editors do it: the whole file, renamed into place. */
static void save(const char *name, const char *text)
{
    check(file_write_path(turn_text("%s/%s", folder, name), text, strlen(text), 0644) == OK);
}

static char *load(const char *name)
{
    char *text;
    size_t n;
    must(file_read_path(turn_text("%s/%s", folder, name), 65536, &text, &n) == OK);
    char *kept = turn_text("%s", text);
    free(text);
    return kept;
}

static char *changed(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    must(at != NULL);
    return turn_text("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void stands(const char *kind, const char *key)
{
    check(robot_wait(&robot, &robot.main, (struct wanted){.kind = kind, .key = key}, LONG_MS) == OK);
}

static void press(const char *id)
{
    check(robot_wait(&robot, &robot.main, (struct wanted){.target = id}, LONG_MS) == OK);
    check(robot_tap(&robot, id) == OK);
}

static void mistaken(const char *place)
{
    check(robot_wait(&robot, &robot.main, (struct wanted){.kind = "fault", .shown = place}, LONG_MS) == OK);
}

/* What stands on the glass, as bytes of a PNG. */
static char *look(size_t *n)
{
    char *bytes, *path = turn_text("%s/look.png", robot.out);
    must(robot_picture_at(&robot, &robot.main, path) == OK && file_read_path(path, 8 << 20, &bytes, n) == OK);
    return bytes;
}

static bool looks_like(const char *before, size_t n_before)
{
    size_t n;
    char *now = look(&n);
    bool same = n == n_before && memcmp(now, before, n) == 0;
    free(now);
    return same;
}

static void answer_two(void)
{
    stands("text", "name");
    check(robot_type(&robot, "SITI") == OK);
    press("next");
    stands("choice", "colour");
    press("choice:red");
    stands("phone", "phone");
}

/* Other words: the same question, what is typed stays, and the glass shows something else. */
static void words_are_saved(void)
{
    size_t n;
    check(robot_type(&robot, "0812") == OK);
    char *before = look(&n);
    save("words.id.conf", changed(load("words.id.conf"), "Nomor ponsel?", "Nomor ponsel yang baru?"));
    for (int64_t until = clock_ms() + LONG_MS; looks_like(before, n) && clock_ms() < until;)
        robot_rest(20);
    check(!looks_like(before, n));
    stands("phone", "phone");
    free(before);
}

/* A question more before the open one; how long it took is said, not judged. */
static void question_is_added(const char *code)
{
    int64_t began = clock_ms();
    save("main.lua", changed(code, "local phone", "local extra = ask.yes \"extra\"\nlocal phone"));
    stands("yes", "extra");
    printf("saved -> new screen: %lld ms\n", (long long)(clock_ms() - began));
    press("yes");
    stands("phone", "phone");
}

/* The first question is another one now: it is asked, and the rest of the way is gone without asking. */
static void first_question_changes(void)
{
    save("main.lua", changed(load("main.lua"), "max = 60", "max = 40"));
    stands("text", "name");
    press("next");
    stands("phone", "phone");
}

static void mistakes_are_shown(void)
{
    char *code = load("main.lua"), *manifest = load("plugin.conf");
    save("main.lua", changed(code, "ask.choice", "ask.chioce"));
    mistaken("mistake:main.lua:3");
    save("main.lua", changed(code, "\"phone\"", "\"phone"));
    mistaken("mistake:main.lua:5");
    save("main.lua", code);
    stands("phone", "phone");
    save("plugin.conf", changed(manifest, "minutes = 1", "minutes = \"one\""));
    mistaken("mistake:plugin.conf:1");
    save("plugin.conf", manifest);
    stands("phone", "phone");
}

static void visit_ends(void)
{
    check(robot_type(&robot, "081234567890") == OK);
    press("next");
    stands("review", "review");
    press("next");
    stands("done", "done");
    press("close");
    stands("home", NULL);
}

/* Nobody is here: what is saved is begun. */
static void visit_begins_again(void)
{
    save("main.lua", turn_text("%s-- the end\n", load("main.lua")));
    stands("text", "name");
}

int main(int argc, char **argv)
{
    struct site site;
    must(argc == 4);
    folder = argv[3];
    site_start(&site, 3, argv, "author --run RUN FOLDER");
    if (robot_open(&robot, &site, site.run, true) < 0)
        return 1;
    answer_two();
    words_are_saved();
    question_is_added(load("main.lua"));
    first_question_changes();
    mistakes_are_shown();
    visit_ends();
    visit_begins_again();
    if (test_failures)
        robot_picture_failure(&robot);
    robot_close(&robot);
    site_free(&site);
    return test_end();
}
