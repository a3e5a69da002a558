/* contrast.c - see contrast.h. The threshold of the linear part is the one of sRGB, which WCAG 2.2 names. */
#include "draw/contrast.h"

#include <math.h>

static double linear(uint32_t eight_bits)
{
    double c = (double)eight_bits / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
    return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
}

double contrast_of(uint32_t a, uint32_t b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}
