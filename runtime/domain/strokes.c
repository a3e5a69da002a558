/* strokes.c - see strokes.h. */
#include "domain/strokes.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP = 3, TOLERANCE = 1 };

/* Reading and writing ---------------------------------------------------------------- */

/* A whole number without a sign or a zero in front, up to `most`; -1 for anything else. */
static int read_number(const char **at, int most)
{
    int n = 0;
    const char *from = *at;
    while (isdigit((unsigned char)**at) && *at - from < 4)
        n = n * 10 + *(*at)++ - '0';
    bool good = *at > from && (*from != '0' || *at == from + 1) && n <= most;
    return good ? n : -1;
}

static bool read_spot(const char **at, struct spot *to)
{
    to->x = read_number(at, STROKES_WIDTH);
    if (to->x < 0 || *(*at)++ != ' ')
        return false;
    to->y = read_number(at, STROKES_HEIGHT);
    return to->y >= 0;
}

/* begins[n] is always n_points: so a new stroke knows already where it begins. */
static bool add_spot(struct strokes *to, char how, struct spot spot)
{
    if (to->n_points == STROKES_POINTS || (how == 'M' && to->n == STROKES_MOST) || (how == 'L' && to->n == 0))
        return false;
    to->n += how == 'M';
    to->points[to->n_points++] = spot;
    to->begins[to->n] = to->n_points;
    return true;
}

bool strokes_read(const char *path, struct strokes *to)
{
    memset(to, 0, sizeof *to);
    while (*path) {
        struct spot spot;
        char how = *path++;
        if ((how != 'M' && how != 'L') || !read_spot(&path, &spot) || !add_spot(to, how, spot))
            return false;
    }
    return strokes_enough(to);
}

void strokes_write(const struct strokes *strokes, char to[STROKES_TEXT])
{
    char *at = to;
    *at = 0;
    for (int s = 0; s < strokes->n; s++)
        for (int i = strokes->begins[s]; i < strokes->begins[s + 1]; i++)
            at +=
                sprintf(at, "%c%d %d", i == strokes->begins[s] ? 'M' : 'L', strokes->points[i].x, strokes->points[i].y);
}

/* Drawing ---------------------------------------------------------------- */

static int within(int n, int most)
{
    return n < 0 ? 0 : n > most ? most : n;
}

static struct spot in_the_box(int x, int y)
{
    return (struct spot){within(x, STROKES_WIDTH), within(y, STROKES_HEIGHT)};
}

void strokes_begin(struct strokes *strokes, int x, int y)
{
    add_spot(strokes, 'M', in_the_box(x, y));
}

static double between(struct spot a, struct spot b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

void strokes_add(struct strokes *strokes, int x, int y)
{
    struct spot spot = in_the_box(x, y);
    if (strokes->n > 0 && between(spot, strokes->points[strokes->n_points - 1]) >= STEP)
        add_spot(strokes, 'L', spot);
}

/* How far a point lies from the line between two others. */
static double away(struct spot at, struct spot from, struct spot to)
{
    double length = between(from, to);
    if (length < 1)
        return between(at, from);
    return fabs((double)(to.x - from.x) * (at.y - from.y) - (double)(to.y - from.y) * (at.x - from.x)) / length;
}

/* Douglas and Peucker: of the points between two that stay, the farthest stays too when it is too far away. */
static void keep_corners(const struct spot *points, int from, int to, bool *stays)
{
    int farthest = from;
    double most = TOLERANCE;
    for (int i = from + 1; i < to; i++) {
        double is = away(points[i], points[from], points[to]);
        if (is > most) {
            most = is;
            farthest = i;
        }
    }
    if (farthest == from)
        return;
    stays[farthest] = true;
    keep_corners(points, from, farthest, stays);
    keep_corners(points, farthest, to, stays);
}

void strokes_end(struct strokes *strokes)
{
    bool stays[STROKES_POINTS] = {0};
    if (strokes->n == 0)
        return;
    int from = strokes->begins[strokes->n - 1], last = strokes->n_points - 1, n = from;
    stays[from] = stays[last] = true;
    keep_corners(strokes->points, from, last, stays);
    for (int i = from; i <= last; i++)
        if (stays[i])
            strokes->points[n++] = strokes->points[i];
    strokes->begins[strokes->n] = strokes->n_points = n;
}

void strokes_undo(struct strokes *strokes)
{
    if (strokes->n > 0)
        strokes->n_points = strokes->begins[--strokes->n];
}

bool strokes_full(const struct strokes *strokes)
{
    return strokes->n == STROKES_MOST || strokes->n_points == STROKES_POINTS;
}

bool strokes_enough(const struct strokes *strokes)
{
    double length = 0;
    for (int s = 0; s < strokes->n; s++)
        for (int i = strokes->begins[s] + 1; i < strokes->begins[s + 1]; i++)
            length += between(strokes->points[i - 1], strokes->points[i]);
    return length >= STROKES_LEAST;
}
