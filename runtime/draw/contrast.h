/* contrast.h - how well one colour is seen on another: WCAG 2.2's ratio, from 1 (not at all) to 21. */
#ifndef DRAW_CONTRAST_H
#define DRAW_CONTRAST_H

#include <stdint.h>

/* What this project asks for: of texts that carry meaning (EN 301 549 asks for 4.5, VVSG 2.0 for 7 or 10), and of icons
 * and the edges of what can be touched (both: 3). */
#define CONTRAST_TEXT 7.0
#define CONTRAST_EDGE 3.0
#define CONTRAST_HELD 4.5 /* text under a finger */

/* Of two colours 0xRRGGBB, in either order. */
double contrast_of(uint32_t a, uint32_t b);

#endif
