/* contrast.h - how well one colour is seen on another: WCAG 2.2's ratio, from 1 (not at all) to 21. */
#ifndef DRAW_CONTRAST_H
#define DRAW_CONTRAST_H

#include <stdint.h>

/* What this project asks for: of texts 7, as WCAG 2.2 asks at its highest level (1.4.6) and VVSG 2.0 of voting
 * machines; of icons and the edges of what can be touched 3 (EN 301 549, 11.1.4.11). What is disabled is exempt, as
 * there.
 *
 * Of a text under a finger 4.5: EN 301 549, 11.1.4.3 (WCAG 1.4.3) asks that of every text, in whatever state it can be
 * used, and no state may fall below the law. It is not 7, because the darker ground is the very sign that the finger
 * was felt, lasts as long as the finger lies on the text, and the text was read before. */
#define CONTRAST_TEXT 7.0
#define CONTRAST_EDGE 3.0
#define CONTRAST_HELD 4.5

/* Of two colours 0xRRGGBB, in either order. */
double contrast_of(uint32_t a, uint32_t b);

#endif
