/* mm.c - see mm.h. */
#include "glass/mm.h"

#include <math.h>

#define CAPITALS 0.727 /* of the size, in Inter */
#define USUAL_DIAGONAL (27 * 25.4)
#define LEAST_PITCH 0.1 /* finer than any panel of a kiosk: 160 by 90 "mm" is a ratio */
#define MOST_PITCH 2.0  /* coarser than a wall of two metres */
#define SQUARE 1.25     /* no pixel is longer than wide by more */

bool mm_pitch(double mm_w, double mm_h, int across, int down, double *pitch)
{
    if (across < 1 || down < 1)
        return false;
    double x = mm_w / across, y = mm_h / down;
    *pitch = fmin(x, y);
    return *pitch >= LEAST_PITCH && fmax(x, y) <= MOST_PITCH && fmax(x, y) <= *pitch * SQUARE;
}

double mm_usual_pitch(int across, int down)
{
    double diagonal = hypot(across, down);
    return diagonal > 0 ? USUAL_DIAGONAL / diagonal : 0;
}

double mm_capitals(int size, double unit)
{
    return size * CAPITALS * unit;
}

int mm_column(const int *sizes, int n, double unit, double capitals)
{
    for (int i = 0; i < n - 1; i++)
        if (mm_capitals(sizes[i], unit) >= capitals)
            return i;
    return n - 1;
}
