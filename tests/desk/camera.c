/* camera: steps that take a picture. It is aimed at, taken, looked at, taken again, used; the camera lies, fails, dies
 * and comes back, and every program is killed at every page. In the end the letter has the picture byte for byte, and
 * neither the disk nor the folder of pictures has anything of it. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

#include "domain/picture.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 400, LARGEST = PICTURE_MAX };

static struct table table;
static unsigned char jpeg[LARGEST + 1];

/* What core looks at is the header; behind it stand words that no disk may hold. */
static size_t make_jpeg(int width, int height, size_t n)
{
    static const char inside[] = "rahasia wajah ";
    const unsigned char head[] = {0xff,
                                  0xd8,
                                  0xff,
                                  0xe0,
                                  0,
                                  4,
                                  0,
                                  0,
                                  0xff,
                                  0xc0,
                                  0,
                                  11,
                                  8,
                                  (unsigned char)(height >> 8),
                                  (unsigned char)height,
                                  (unsigned char)(width >> 8),
                                  (unsigned char)width,
                                  1,
                                  1,
                                  0x11,
                                  0};
    for (size_t i = 0; i < n; i++)
        jpeg[i] = (unsigned char)inside[i % (sizeof inside - 1)];
    memcpy(jpeg, head, sizeof head);
    return n;
}

static void new_screen(void)
{
    json_decref(table.screen);
    table.screen = NULL;
}

static void expect_page(const char *kind, const char *state, const char *phase)
{
    check(table_wait(&table, kind, NULL));
    check_text(json_text(table_option(&table, "device"), "state"), state);
    check_text(json_text(table_option(&table, "device"), "phase"), phase);
}

static bool until(const int *count, int wanted)
{
    for (int i = 0; i < ROUNDS && *count < wanted; i++)
        table_pump(&table, 5);
    return *count == wanted;
}

/* The step's request is with the camera, and a frame of it on the screen. */
static void aim(const char *kind, int takes)
{
    int aims = table.aims, frames = table.frames;
    expect_page(kind, "online", "aim");
    check(until(&table.takes, takes));
    table_aim(&table);
    check(until(&table.aims, aims + 1));
    table_frame(&table, 480, 640, 128);
    check(until(&table.frames, frames + 1));
    check(table.n_frame == 480 * 640 * 3 && table.frame[5] == (char)128);
}

/* The button is pressed; the camera shows what it took and ends with it. */
static void shoot(const char *kind, int grey, size_t n, int width, int height)
{
    int shoots = table.shoots, frames = table.frames;
    table_answer(&table, json_string("take"));
    expect_page(kind, "online", "take");
    check(until(&table.shoots, shoots + 1));
    new_screen();
    table_frame(&table, 300, 400, grey);
    table_picture(&table, jpeg, n, width, height);
    expect_page(kind, "online", "look");
    check(until(&table.frames, frames + 1));
    check(table.frame_width == 300 && table.frame[0] == (char)grey);
}

static int pictures(void)
{
    DIR *names = opendir(turn_text("%s/state/core/pictures", table.run));
    int n = 0;
    for (const struct dirent *one = names ? readdir(names) : NULL; one; one = readdir(names))
        n += one->d_name[0] != '.';
    if (names)
        closedir(names);
    return n;
}

static void expect_part(const json_t *part, const void *bytes, size_t n)
{
    char *got = NULL;
    size_t n_got = 0;
    check(picture_is_part(part) && picture_read_part(part, &got, &n_got) && n_got == n && memcmp(got, bytes, n) == 0);
    free(got);
}

/* From the review to the letter, which is opened (new). */
static json_t *finish(void)
{
    int letters = table_letters(&table, "id.anjungan.polri.test.apply");
    check(table_wait(&table, "review", NULL));
    table_answer(&table, json_true());
    check(table_wait(&table, "done", NULL));
    check(!table_has_text(&table, "rahasia wajah"));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
    check(until(&letters, letters) && pictures() == 0);
    for (int i = 0; i < ROUNDS && table_letters(&table, "id.anjungan.polri.test.apply") == letters; i++)
        table_pump(&table, 5);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == letters + 1);
    check(!table_has_text(&table, "rahasia wajah"));
    json_t *data = table_opened(&table, json_array_size(table.letters) - 1);
    check(data != NULL);
    return data;
}

static void begin(void)
{
    new_screen();
    table_start_visit(&table, "test.camera");
}

static void use(void)
{
    table_answer(&table, json_string("use"));
}

static void test_taken(void)
{
    size_t n = make_jpeg(720, 960, 50000);
    unsigned char *photo = make(n);
    int takes = table.takes;
    memcpy(photo, jpeg, n);
    begin();
    aim("photo", takes + 1);
    shoot("photo", 10, n - 7, 720, 960);
    table_answer(&table, json_string("again"));
    aim("photo", takes + 2);
    shoot("photo", 20, n, 720, 960);
    use();
    aim("scan", takes + 3);
    check(pictures() == 1);
    n = make_jpeg(1600, 1200, LARGEST);
    shoot("scan", 30, n, 1600, 1200);
    use();
    check(table_wait(&table, "review", NULL));
    check(pictures() == 2);
    json_t *data = finish(), *letter = json_object_get(data, "letter");
    expect_part(json_object_get(letter, "photo"), photo, 50000);
    expect_part(json_at(letter, "more.paper"), jpeg, n);
    check(json_number(letter, "width", 0) == 720);
    json_decref(data);
    free(photo);
}

/* Back leads to the picture of before; Ubah takes another one, and the old one goes with it. */
static void test_changed(void)
{
    size_t n = make_jpeg(600, 800, 3000);
    int takes = table.takes;
    begin();
    aim("photo", takes + 1);
    shoot("photo", 10, n, 600, 800);
    use();
    expect_page("scan", "online", "aim");
    table_back(&table);
    aim("photo", takes + 3);
    shoot("photo", 11, n - 1, 600, 800);
    use();
    aim("scan", takes + 4);
    shoot("scan", 12, n - 2, 600, 800);
    use();
    check(table_wait(&table, "review", NULL));
    check(pictures() == 2);
    table_edit(&table, "photo");
    aim("photo", takes + 5);
    shoot("photo", 13, n - 3, 600, 800);
    use();
    check(table_wait(&table, "review", NULL));
    json_t *data = finish();
    expect_part(json_at(data, "letter.photo"), jpeg, n - 3);
    expect_part(json_at(data, "letter.more.paper"), jpeg, n - 2);
    json_decref(data);
}

/* What is none is taken again, and after three times the service that needs it has its fault. */
static void test_lies(void)
{
    int takes = table.takes, shoots = table.shoots;
    size_t n = make_jpeg(720, 960, 4000);
    begin();
    aim("photo", takes + 1);
    table_answer(&table, json_string("take"));
    check(until(&table.shoots, shoots + 1));
    new_screen();
    table_frame(&table, 300, 400, 1);
    table_picture(&table, jpeg, n, 640, 480); /* of another size than it says */
    expect_page("photo", "online", "again");
    check(until(&table.takes, takes + 2));
    table_frame(&table, 700, 10, 1); /* larger than a frame is */
    new_screen();
    table_camera(&table, "broken", "garbage");
    expect_page("photo", "online", "again");
    check(until(&table.takes, takes + 3));
    new_screen();
    table_camera(&table, "ok", NULL); /* without a picture */
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), "CAM-02");
    check_text(table.staff, "CAM-02");
    table_answer(&table, json_string("retry"));
    aim("photo", takes + 4);
    shoot("photo", 3, n, 720, 960);
    use();
    aim("scan", takes + 5);
    new_screen();
    table_camera(&table, "timeout", "silent");
    expect_page("scan", "online", "again");
    table_answer(&table, json_string("without"));
    json_t *data = finish();
    check(!json_at(data, "letter.more.paper"));
    json_decref(data);
}

static void test_away(void)
{
    int takes = table.takes;
    size_t n = make_jpeg(300, 400, 500);
    begin();
    aim("photo", takes + 1);
    new_screen();
    table_leave(&table.camera); /* with the request open */
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), "CAM-01");
    table_sit(&table, &table.camera);
    table_pump(&table, 20);
    table_answer(&table, json_string("retry"));
    aim("photo", takes + 2);
    shoot("photo", 5, n, 300, 400);
    table_leave(&table.camera); /* what was taken is there to be looked at */
    table_pump(&table, 20);
    use();
    expect_page("scan", "offline", "aim");
    new_screen();
    table_sit(&table, &table.camera);
    aim("scan", takes + 3);
    new_screen();
    table_leave(&table.camera);
    expect_page("scan", "offline", "aim");
    table_answer(&table, json_string("without"));
    table_sit(&table, &table.camera);
    json_decref(finish());
}

/* One program dies at one page; whoever it was, the visit comes to its end and the letter has the picture. */
static bool visit_with_kill(const char *what, int n)
{
    static const char *const phases[] = {"aim", "take", "look"};
    size_t size = make_jpeg(480, 640, 2000);
    int pages = 0, last = 0;
    bool killed = false;
    begin();
    while (test_failures == 0) {
        table_pump(&table, 5);
        int step = (int)json_number(table.screen, "step", 0);
        const char *kind = table_kind(&table), *phase = json_text(table_option(&table, "device"), "phase");
        if (strcmp(kind, "review") == 0 && (killed || pages + 1 < n))
            break;
        if (!*kind || step == last || strcmp(kind, "wait") == 0)
            continue;
        last = step;
        if (++pages == n && !killed) {
            killed = true;
            last = 0;
            new_screen();
            if (strcmp(what, "camera") == 0) {
                table_leave(&table.camera);
                table_pump(&table, 10);
                table_sit(&table, &table.camera);
            } else {
                table_kill(&table, what);
            }
            table_sit(&table, &table.ui);
        } else if (strcmp(kind, "fault") == 0) {
            table_answer(&table, json_string("retry"));
        } else if (strcmp(phase, phases[1]) == 0) {
            table_pump(&table, 10);
            table_frame(&table, 48, 64, 9);
            table_picture(&table, jpeg, size, 480, 640);
        } else if (strcmp(phase, phases[2]) == 0) {
            use();
        } else if (strcmp(json_text(table_option(&table, "device"), "state"), "online") == 0) {
            table_pump(&table, 10);
            table_answer(&table, json_string("take"));
        }
    }
    json_t *data = finish();
    expect_part(json_at(data, "letter.photo"), jpeg, size);
    expect_part(json_at(data, "letter.more.paper"), jpeg, size);
    json_decref(data);
    return killed;
}

static void test_kills(void)
{
    static const char *const programs[] = {"core", "flow", "camera"};
    for (size_t i = 0; i < COUNT(programs); i++)
        for (int n = 1; visit_with_kill(programs[i], n) && test_failures == 0; n++)
            ;
}

/* A visit that nobody can take up again leaves no picture. */
static void test_lost(void)
{
    size_t n = make_jpeg(480, 640, 2000);
    int takes = table.takes;
    begin();
    aim("photo", takes + 1);
    shoot("photo", 5, n, 480, 640);
    use();
    expect_page("scan", "online", "aim");
    check(pictures() == 1);
    table_stop(&table, "core");
    check(system(turn_text("rm %s/keys/*", table.run)) == 0);
    table_start(&table, "core");
    table_sit(&table, &table.ui);
    for (int i = 0; i < ROUNDS && pictures() > 0; i++)
        table_pump(&table, 5);
    check(pictures() == 0);
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    test_taken();
    test_changed();
    test_lies();
    test_away();
    test_kills();
    test_lost();
    table_close(&table);
    return test_end();
}
