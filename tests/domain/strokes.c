/* strokes: paths are read strictly; what a finger draws is bounded, simpler, and reads back the same. */
#define _GNU_SOURCE
#include "domain/strokes.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct strokes strokes, again;

static bool reads(const char *path)
{
    char text[STROKES_TEXT];
    if (!strokes_read(path, &strokes))
        return false;
    strokes_write(&strokes, text);
    return strcmp(text, path) == 0;
}

static void test_read(void)
{
    static const char *const bad[] = {"",
                                      "M",
                                      "L1 1L200 200",
                                      "M1 1 L200 200",
                                      "M1 1L200  200",
                                      "M1 1L200 200 ",
                                      "M1 1L200 200Z",
                                      "m1 1l200 200",
                                      "M-1 1L200 200",
                                      "M01 1L200 200",
                                      "M1,1L200 200",
                                      "M1.5 1L200 200",
                                      "M1 1L1001 200",
                                      "M1 1L1000 401",
                                      "M1 1L99999999999999999999 1",
                                      "M5 5",
                                      "M5 5L5 104",
                                      "M1 1L200 200\" onload=\"x"};
    check(reads("M0 0L1000 400"));
    check(reads("M5 5L5 105"));
    check(reads("M0 0M10 10L100 90L5 5M7 7"));
    check(strokes.n == 3 && strokes.n_points == 5 && strokes.begins[1] == 1 && strokes.begins[3] == 5);
    for (size_t i = 0; i < COUNT(bad); i++)
        check(!strokes_read(bad[i], &strokes));
}

/* A path of n strokes of m points each. */
static char *path_of(int n, int m)
{
    char *text = make((size_t)(n * m) * 10 + 1), *at = text;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            at += sprintf(at, "%c%d %d", j ? 'L' : 'M', j % 2 ? 900 : 100, i % 400);
    return text;
}

static void test_bounds(void)
{
    static const struct {
        int strokes, points;
        bool good;
    } rows[] = {{STROKES_MOST, 2, true},
                {STROKES_MOST + 1, 2, false},
                {1, STROKES_POINTS, true},
                {1, STROKES_POINTS + 1, false}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = path_of(rows[i].strokes, rows[i].points);
        check(strokes_read(path, &strokes) == rows[i].good);
        free(path);
    }
}

static void test_pen(void)
{
    memset(&strokes, 0, sizeof strokes);
    strokes_add(&strokes, 5, 5); /* no stroke has begun */
    strokes_end(&strokes);
    strokes_undo(&strokes);
    check(strokes.n == 0 && strokes.n_points == 0 && !strokes_enough(&strokes));
    strokes_begin(&strokes, -50, 500);
    check(strokes.points[0].x == 0 && strokes.points[0].y == 400);
    for (int x = 1; x <= 600; x++)
        strokes_add(&strokes, x, 400); /* straight */
    check(strokes.n_points > 100);
    strokes_end(&strokes);
    check(strokes.n_points == 2 && strokes.points[1].x == 600);
    check(strokes_enough(&strokes));
    strokes_begin(&strokes, 100, 100);
    strokes_end(&strokes);
    check(strokes.n == 2 && strokes.n_points == 3);
    strokes_undo(&strokes);
    check(strokes.n == 1 && strokes.n_points == 2 && strokes.begins[1] == 2);
}

/* A circle keeps its form, and needs fewer points. */
static void test_round(void)
{
    char text[STROKES_TEXT];
    memset(&strokes, 0, sizeof strokes);
    strokes_begin(&strokes, 650, 200);
    for (int i = 1; i <= 360; i++)
        strokes_add(&strokes, 500 + (int)lround(150 * cos(i * M_PI / 180)),
                    200 + (int)lround(150 * sin(i * M_PI / 180)));
    int before = strokes.n_points;
    strokes_end(&strokes);
    check(strokes.n_points < before / 2 && strokes.n_points > 12);
    for (int i = 1; i < strokes.n_points; i++) { /* the middle of each line is where the circle was */
        const struct spot *a = &strokes.points[i - 1], *b = a + 1;
        check(fabs(hypot((a->x + b->x) / 2.0 - 500, (a->y + b->y) / 2.0 - 200) - 150) < 2);
    }
    strokes_write(&strokes, text);
    check(strokes_read(text, &again) && again.n_points == strokes.n_points);
}

/* Somebody who scribbles for ever. */
static void test_full(void)
{
    char text[STROKES_TEXT];
    memset(&strokes, 0, sizeof strokes);
    for (int s = 0; s < 100; s++) {
        strokes_begin(&strokes, s * 7, 10);
        for (int i = 0; i < 100; i++)
            strokes_add(&strokes, (i * 397 + s) % 1000, (i * 211) % 400);
        strokes_end(&strokes);
    }
    check(strokes_full(&strokes) && strokes.n_points <= STROKES_POINTS && strokes.n <= STROKES_MOST);
    strokes_write(&strokes, text);
    check(strlen(text) < sizeof text && strokes_read(text, &again));
    while (strokes.n > 0)
        strokes_undo(&strokes);
    check(strokes.n_points == 0 && !strokes_full(&strokes));
    for (int s = 0; s < STROKES_MOST + 5; s++)
        strokes_begin(&strokes, s, s);
    check(strokes.n == STROKES_MOST);
}

int main(void)
{
    test_read();
    test_bounds();
    test_pen();
    test_round();
    test_full();
    return test_end();
}
