/* frames: runs the driver of cameras against text files of frames. One statement a line, `#` begins a comment, every
 * scene stands for itself:
 *
 *   scene NAME                    the port is closed and everything starts anew
 *   profile band=2 cut=0          settings for the attach of this and the following scenes
 *   attach                        the port is open
 *   > 10 04 01 "state\n"          the driver has sent exactly this next; the port takes it. Hex, and text in quotes
 *   >                             the driver has sent nothing more
 *   < 12 "in\n"                   these bytes come from the device
 *   call print width=16 height=2 raster=ffff0000 number="A027"
 *   cancel | late                 cancelled by somebody, or by its deadline
 *   wait                          nothing happens until the driver's next timer
 *   wait TIMER                    the same, and it is that one
 *   lost                          the port is lost
 *   reset                         the driver has asked for a reset, which happens
 *   status online full [detail]   what the driver said last
 *   rest                          no timer is set: nothing wakes until something happens
 *   open                          the request is still open
 *   tell aim                      a word about the open request
 *   frame jpeg 640x480 ff8000 [n] the frame it asked for comes, all of one colour, in rgb, yuyv or jpeg; only its
 *                                 first n bytes
 *   aim 480x640 ff8000            it has shown this since the last `aim`; with nothing behind it: nothing
 *   picture 720x960 ff8000        the picture of its end
 *   done RESULT EFFECT [attr...]  it has ended so, once */
#include "bench.h"

#include "device/attr.h"
#include "jpeg.h"

#include <ctype.h>

enum { LINE = 4096, PIXELS = 2000 * 1300 };

static struct bench bench;
static struct kd_attr profile[BENCH_PROFILE];
static char profile_names[BENCH_PROFILE][32];
static size_t n_profile;
static const char *file;
static int line_number;

static void wrong(const char *why, const char *detail)
{
    fprintf(stderr, "%s:%d: %s%s%s\n", file, line_number, why, detail ? ": " : "", detail ? detail : "");
    test_failures++;
}

/* Hex pairs, and text in quotes with \n and \t. */
static size_t read_bytes(const char *at, uint8_t *to)
{
    size_t n = 0;
    for (; *at && *at != '\n'; at++) {
        unsigned value;
        if (isspace((unsigned char)*at))
            continue;
        if (*at == '"') {
            for (at++; *at && *at != '"'; at++) {
                bool escape = *at == '\\' && (at[1] == 'n' || at[1] == 't');
                to[n++] = (uint8_t)(!escape ? *at : at[1] == 'n' ? '\n' : '\t');
                at += escape;
            }
        } else if (sscanf(at, "%2x", &value) == 1) {
            to[n++] = (uint8_t)value;
            at++;
        } else {
            wrong("neither hex nor text", at);
            break;
        }
    }
    return n;
}

static void show(const char *what, const uint8_t *bytes, size_t n)
{
    fprintf(stderr, "  %s", what);
    for (size_t i = 0; i < n && i < 64; i++)
        fprintf(stderr, " %02x", bytes[i]);
    fprintf(stderr, "%s\n", n > 64 ? " ..." : "");
}

static void expect_sent(const char *text)
{
    uint8_t wanted[LINE];
    size_t n = read_bytes(text, wanted);
    bool same = n <= bench.n_queue && memcmp(bench.queue, wanted, n) == 0 && (n > 0 || bench.n_queue == 0);
    test_checks++;
    if (same) {
        bench_take(&bench, n);
        return;
    }
    wrong("the driver has sent something else", NULL);
    show("wanted", wanted, n);
    show("sent  ", bench.queue, bench.n_queue);
}

static void receive(const char *text)
{
    uint8_t bytes[LINE];
    bench_input(&bench, bytes, read_bytes(text, bytes));
}

/* name=12, name="text", name=0badc0de (an even number of hex digits with a letter or more than nine). */
static size_t read_attrs(char *text, struct kd_attr *attr, uint8_t *room)
{
    size_t n = 0;
    for (char *word = strtok(text, " \n"); word; word = strtok(NULL, " \n")) {
        char *value = strchr(word, '=');
        if (!value)
            continue;
        *value++ = '\0';
        attr[n] = (struct kd_attr){.name = word};
        if (strcmp(word, "raster") == 0 || *value == '"') {
            size_t length = read_bytes(value, room);
            attr[n].bytes = (struct kd_bytes){room, length};
            room += length;
        } else {
            attr[n].number = strtol(value, NULL, 10);
        }
        n++;
    }
    return n;
}

static void call(char *text)
{
    static uint8_t room[LINE]; /* lives until done */
    static char copy[LINE];
    char verb[32];
    int at = 0;
    struct kd_attr attr[16];
    snprintf(copy, sizeof copy, "%s", text);
    sscanf(copy, "%31s%n", verb, &at);
    bench_request(&bench, verb, attr, read_attrs(copy + at, attr, room));
}

static void set_profile(char *text)
{
    uint8_t room[LINE];
    n_profile = read_attrs(text, profile, room);
    for (size_t i = 0; i < n_profile; i++) { /* the line is read over by the next one */
        snprintf(profile_names[i], sizeof profile_names[i], "%s", profile[i].name);
        profile[i].name = profile_names[i];
    }
}

static void expect_done(const char *text)
{
    char got[2048];
    snprintf(got, sizeof got, "%s %s%s%s", attr_result(bench.result), attr_effect(bench.effect),
             bench.attr[0] ? " " : "", bench.attr);
    test_checks++;
    if (bench.dones != 1 || strcmp(got, text) != 0)
        wrong(bench.dones ? "it has ended so" : "the request is still open", got);
}

static void expect_status(const char *text)
{
    char got[256];
    snprintf(got, sizeof got, "%s %s%s%s", attr_device(bench.device),
             attr_media(bench.driver->device_class, bench.media), bench.detail[0] ? " " : "", bench.detail);
    test_checks++;
    if (strcmp(got, text) != 0)
        wrong("the status is", got);
}

/* --- a camera ----------------------------------------------------------------------------------------------------- */

static void fill(uint8_t *to, uint32_t pixels, unsigned colour)
{
    for (uint32_t i = 0; i < pixels; i++) {
        *to++ = (uint8_t)(colour >> 16);
        *to++ = (uint8_t)(colour >> 8);
        *to++ = (uint8_t)colour;
    }
}

/* Grey only: what YUYV is made of needs no colour to be tried. */
static void fill_yuyv(uint8_t *to, uint32_t pixels, unsigned colour)
{
    for (uint32_t i = 0; i < pixels; i++) {
        *to++ = (uint8_t)(16 + (colour & 255) * 219 / 255);
        *to++ = 128;
    }
}

static void give_frame(const char *text)
{
    static uint8_t rgb[PIXELS * 3], jpeg[PIXELS * 3];
    char format[8] = "";
    unsigned width = 0, height = 0, colour = 0, most = sizeof jpeg;
    struct kd_frame frame = {.format = KD_RGB};
    if (sscanf(text, "%7s %4ux%4u %6x %u", format, &width, &height, &colour, &most) < 4 || width * height > PIXELS) {
        wrong("no such frame", text);
        return;
    }
    fill(rgb, width * height, colour);
    frame = (struct kd_frame){KD_RGB, width, height, width * 3, {rgb, (size_t)width * height * 3}};
    if (strcmp(format, "yuyv") == 0) {
        fill_yuyv(jpeg, width * height, colour);
        frame = (struct kd_frame){KD_YUYV, width, height, width * 2, {jpeg, (size_t)width * height * 2}};
    } else if (strcmp(format, "jpeg") == 0) {
        frame =
            (struct kd_frame){KD_JPEG, width, height, 0, {jpeg, jpeg_write(rgb, width, height, 90, jpeg, sizeof jpeg)}};
    }
    if (most < frame.bytes.n)
        frame.bytes.n = most;
    bench_frame(&bench, &frame);
}

/* Every pixel is of that colour, as near as a JPEG comes. */
static bool is_all(const uint8_t *rgb, size_t pixels, unsigned colour)
{
    for (size_t i = 0; i < pixels * 3; i++)
        if (abs(rgb[i] - (int)(colour >> (16 - i % 3 * 8) & 255)) > 4)
            return false;
    return pixels > 0;
}

static void expect_pixels(const char *what, const char *text, const uint8_t *rgb, uint32_t width, uint32_t height)
{
    char got[64];
    unsigned w = 0, h = 0, colour = 0;
    snprintf(got, sizeof got, "%ux%u", width, height);
    test_checks++;
    if (sscanf(text, "%4ux%4u %6x", &w, &h, &colour) != 3 || w != width || h != height)
        wrong(what, got);
    else if (!is_all(rgb, (size_t)width * height, colour))
        wrong(what, "of another colour");
}

static void expect_aim(const char *text)
{
    test_checks++;
    if (!*text != !bench.aims)
        wrong(bench.aims ? "it has shown something" : "it has shown nothing", NULL);
    else if (*text)
        expect_pixels("it has shown", text, bench.aim, bench.aim_width, bench.aim_height);
    bench.aims = 0;
}

static void expect_picture(const char *text)
{
    static uint8_t rgb[PIXELS * 3];
    static struct scaler scaler;
    const struct shape whole = {SCALE_ACROSS, SCALE_ACROSS, 0};
    if (!jpeg_read((struct kd_bytes){bench.picture, bench.n_picture}, whole, &scaler, rgb, sizeof rgb))
        wrong("there is no picture that can be read", NULL);
    else
        expect_pixels("the picture is", text, rgb, scaler.width, scaler.height);
}

static void wait_for(const char *text)
{
    int64_t at = *text ? bench.timers[strtol(text, NULL, 10) % KD_TIMERS] : bench.now;
    if (at < 0 || !bench_wait(&bench))
        wrong("no such timer is set", NULL);
    else if (*text && bench.now != at)
        wrong("another timer is due first", NULL);
}

static void expect_rest(void)
{
    test_checks++;
    for (int i = 0; i < KD_TIMERS; i++)
        if (bench.timers[i] >= 0)
            wrong("a timer is set", NULL);
}

static void start_scene(void)
{
    if (bench.dev.state)
        bench_lose(&bench);
    bench.request = 0;
    bench.dones = 0;
    bench.unsure = true;
}

static void run_line(char *line)
{
    char word[32] = "";
    int at = 0;
    line[strcspn(line, "#\n")] = '\0';
    for (size_t n = strlen(line); n > 0 && line[n - 1] == ' '; n--)
        line[n - 1] = '\0';
    if (sscanf(line, "%31s %n", word, &at) < 1)
        return;
    char *rest = line + at;
    if (strcmp(word, "scene") == 0)
        start_scene();
    else if (strcmp(word, "profile") == 0)
        set_profile(rest);
    else if (strcmp(word, "attach") == 0)
        bench_attach(&bench, profile, n_profile);
    else if (strcmp(word, ">") == 0)
        expect_sent(rest);
    else if (strcmp(word, "<") == 0)
        receive(rest);
    else if (strcmp(word, "call") == 0)
        call(rest);
    else if (strcmp(word, "cancel") == 0)
        bench_cancel(&bench, KD_CANCELLED);
    else if (strcmp(word, "late") == 0)
        bench_cancel(&bench, KD_TIMEOUT);
    else if (strcmp(word, "wait") == 0)
        wait_for(rest);
    else if (strcmp(word, "lost") == 0)
        bench_lose(&bench);
    else if (strcmp(word, "status") == 0)
        expect_status(rest);
    else if (strcmp(word, "done") == 0)
        expect_done(rest);
    else if (strcmp(word, "rest") == 0)
        expect_rest();
    else if (strcmp(word, "open") == 0)
        check(bench.request != 0);
    else if (strcmp(word, "tell") == 0)
        bench_tell(&bench, rest);
    else if (strcmp(word, "frame") == 0)
        give_frame(rest);
    else if (strcmp(word, "aim") == 0)
        expect_aim(rest);
    else if (strcmp(word, "picture") == 0)
        expect_picture(rest);
    else if (strcmp(word, "reset") == 0) {
        check(bench.reset_wanted);
        bench_lose(&bench);
    } else
        wrong("no such statement", word);
}

static void run(const char *driver, const char *path)
{
    char line[LINE];
    FILE *f = fopen(path, "r");
    file = path;
    line_number = 0;
    n_profile = 0;
    if (!f || !bench_open(&bench, driver)) {
        wrong("cannot be run", driver);
        return;
    }
    while (fgets(line, sizeof line, f)) {
        line_number++;
        run_line(line);
    }
    start_scene();
    fclose(f);
    printf("%s: %d lines\n", path, line_number);
}

int main(int argc, char **argv)
{
    static const char *const ours[][2] = {{"camera", "take"}};
    char driver[512], path[512];
    for (int i = 2; i < argc; i++)
        run(argv[1], argv[i]);
    for (size_t i = 0; argc < 3 && i < COUNT(ours); i++) {
        snprintf(driver, sizeof driver, "%s/lib/drivers/%s.so", BUILD, ours[i][0]);
        snprintf(path, sizeof path, "%s/hw/%s/%s.txt", SOURCE, ours[i][0], ours[i][1]);
        run(driver, path);
    }
    return test_end();
}
