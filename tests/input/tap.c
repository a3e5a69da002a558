/* One finger, a trembling one, one that slides away, the flat of a hand, and a panel gone mad. */
#define _GNU_SOURCE
#include "stand.h"
#include "test.h"

#include "base/clock.h"

#include <stdlib.h>
#include <unistd.h>

enum { PERIOD_US = 8000, GHOSTS = 1000 }; /* 125 Hz */

static void move(int kind, int x, int y)
{
    glass_touch(&stand.glass, PANEL_MAIN, kind, 1, x, y);
}

/* The key answers while the finger is down, and looks as before when it left. */
static void test_feedback(void)
{
    struct area key = stand_target("key:A");
    uint64_t calm = glass_pixels(&stand.glass, key);
    int64_t began = clock_ms();
    stand_finger(XI_TouchBegin, 1, "key:A");
    check(stand_changes(key, calm));
    printf("pressed: seen after %lld ms\n", (long long)(clock_ms() - began));
    check(!probe_enabled(&stand.probe, "next"));
    stand_finger(XI_TouchEnd, 1, "key:A");
    check(stand_looks(key, calm));
    check_text(stand_answer(), "A");
}

static void test_sliding(void)
{
    struct area key = stand_target("key:A"), other = stand_target("key:F");
    int y = key.y + key.height / 2;
    stand_text(1);
    uint64_t calm = glass_pixels(&stand.glass, key);
    stand_finger(XI_TouchBegin, 1, "key:A");
    check(stand_changes(key, calm));
    for (int x = key.x + key.width / 2; x < other.x + other.width / 2; x += 10)
        move(XI_TouchUpdate, x, y);
    check(stand_looks(key, calm));
    move(XI_TouchEnd, other.x + other.width / 2, y); /* outside: nothing, and nothing of the key below it */
    stand_finger(XI_TouchBegin, 1, "key:S");
    move(XI_TouchUpdate, other.x, y);
    stand_finger(XI_TouchUpdate, 1, "key:S");
    stand_finger(XI_TouchEnd, 1, "key:S"); /* there and back: a tap */
    check_text(stand_answer(), "S");
}

/* Six pixels around the edge of a key, at the speed of a panel: down on either side of it, up on either side. */
static void test_trembling(void)
{
    static const int way[] = {-6, 5, -3, 6, 0, -5, 6, -6, 3, -1, 4, 6};
    struct area key = stand_target("key:G");
    stand_text(1);
    for (unsigned tap = 0; tap < 6; tap++) {
        int edge = tap < 3 ? key.x : key.x + key.width - 1, y = key.y + key.height / 2;
        for (unsigned i = 0; i < COUNT(way); i++, usleep(PERIOD_US)) {
            int kind = i == 0 ? XI_TouchBegin : i + 1 == COUNT(way) ? XI_TouchEnd : XI_TouchUpdate;
            int off = way[(i + tap * 5) % COUNT(way)];
            bool neighbour = kind == XI_TouchBegin && (tap < 3 ? off < -4 : off > 4); /* nearer to the next key */
            move(kind, edge + (neighbour ? off / 2 : off), y);
        }
    }
    const char *letters = stand_answer();
    check_text(letters, "GGGGGG");
    printf("trembling: 6 taps, typed %s\n", letters);
}

/* Again and again, as somebody does whom nothing answers; how often. The window may hear more than one of them. */
static int insist(const char *id)
{
    int taps = 0;
    for (; taps < 200 && !probe_enabled(&stand.probe, "next"); taps++) {
        stand_tap(id);
        probe_look(&stand.probe, 50);
    }
    return taps;
}

static bool consists_of(const char *text, const char *letters)
{
    return *text && strspn(text, letters) == strlen(text);
}

/* Five at once press nothing, though they may stay; a finger types again a little later. */
static void test_palm(void)
{
    static const char *const keys[] = {"key:Q", "key:W", "key:E", "key:S", "key:D"};
    stand_text(1);
    for (unsigned i = 0; i < COUNT(keys); i++)
        stand_finger(XI_TouchBegin, i, keys[i]);
    for (unsigned i = 0; i < 3; i++)
        stand_finger(XI_TouchEnd, i, keys[i]);
    printf("palm: heard again at tap %d\n", insist("key:L"));
    for (unsigned i = 3; i < COUNT(keys); i++)
        stand_finger(XI_TouchEnd, i, keys[i]);
    check(consists_of(stand_answer(), "L"));
}

/* Among all that the ghosts said, the answer of this visit. */
static bool hears(const char *visit, const char *letters)
{
    for (json_t *said; (said = stand_said()) != NULL;) {
        bool found = strcmp(json_text(said, "visit"), visit) == 0 && consists_of(json_text(said, "value"), letters);
        json_decref(said);
        if (found)
            return true;
    }
    return false;
}

/* A thousand touches at any place by ten fingers, some of which never leave; whatever they pressed, the next visit is
 * as any other. */
static void test_ghosts(void)
{
    bool down[10] = {0};
    stand_text(1);
    srand(7);
    for (int i = 0; i < GHOSTS; i++) {
        unsigned finger = (unsigned)rand() % COUNT(down);
        int kind = !down[finger] ? XI_TouchBegin : rand() % 2 ? XI_TouchUpdate : XI_TouchEnd;
        glass_touch(&stand.glass, PANEL_MAIN, kind, finger, rand() % 1080, rand() % 1920);
        down[finger] = kind != XI_TouchEnd;
    }
    for (unsigned finger = 0; finger < COUNT(down); finger++)
        if (down[finger])
            glass_touch(&stand.glass, PANEL_MAIN, XI_TouchEnd, finger, 1079, 0);
    check(stand_settles());
    stand_visit("V2");
    stand_text(1);
    insist("key:X");
    stand_tap("next");
    check(hears("V2", "X"));
    check(stand_is_well());
    printf("ghosts: %d events, the window is well\n", GHOSTS);
}

int main(void)
{
    stand_open();
    stand_visit("V1");
    stand_text(1);
    test_feedback();
    test_sliding();
    test_trembling();
    test_palm();
    test_ghosts();
    stand_close();
    return test_end();
}
