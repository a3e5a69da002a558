/* theme.h - how everything looks, as data: colours by role, radii, sizes of type.
 *
 * A page never names a colour. The high-contrast variant of a theme is another file with the same roles, and larger
 * text is another column of its sizes, so both are nothing but a redraw. */
#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#include "base/base.h"

enum colour {
    C_GROUND,    /* behind everything */
    C_SURFACE,   /* cards, fields, keys */
    C_SOFT,      /* behind icons; quiet buttons */
    C_TINT,      /* a part of a card */
    C_TRAY,      /* behind keys */
    C_SHADE,     /* lower edge of keys and cards */
    C_RULE,      /* thin lines, steps to come */
    C_EDGE,      /* edges of what can be touched */
    C_INK,       /* text */
    C_INK2,      /* second text */
    C_BRAND,     /* main buttons, what is chosen */
    C_ON_BRAND,  /* text on it */
    C_ACCENT,    /* brand as text and icon on surface */
    C_DEEP,      /* the band on top */
    C_ON_DEEP,   /* text on it */
    C_ON_DEEP2,  /* second text on it */
    C_BAR,       /* the access bar */
    C_ON_BAR,    /* text on it */
    C_SIGNAL,    /* now, you */
    C_ON_SIGNAL, /* text on it */
    C_CARE,      /* soft signal ground: something to look at */
    C_ON_CARE,   /* text on it */
    C_GOOD,      /* it went well */
    C_GOOD_SOFT, /* its ground */
    C_BAD,       /* it did not */
    C_BAD_SOFT,  /* its ground */
    C_OFF,       /* closed things */
    C_ON_OFF,    /* text on them */
    C_PATTERN,   /* the kawung lattice on the band */
    C_COUNT
};

enum type {
    T_CAPTION, /* the smallest */
    T_SMALL,
    T_BODY,
    T_LABEL, /* rows, tabs */
    T_BUTTON,
    T_TILE,
    T_KEY,
    T_HEAD, /* sections */
    T_FIELD,
    T_QUESTION,
    T_HERO, /* home's own question */
    T_CLOCK,
    T_COUNTDOWN,
    T_NUMBER, /* the queue number on paper trouble */
    T_TICKET, /* the queue number when all is done */
    T_COUNT
};

enum { THEME_SIZES = 3, THEME_BRANDS = 32 };

/* An agency's own colours, while somebody is at one of its services. */
struct brand {
    char agency[36];
    uint32_t brand, deep;
};

struct theme {
    uint32_t colours[C_COUNT];
    uint32_t letters[26]; /* an agency's colour by its letter */
    int types[T_COUNT][THEME_SIZES];
    int radius_small, radius, radius_large;
    int edge;    /* thickness of edges */
    int target;  /* the least height and width of what can be touched */
    int pattern; /* strength of the lattice, of 255; 0: none */
    struct brand brands[THEME_BRANDS];
    int n_brands;
};

/* One file of a theme. A theme that lacks a role is refused: nothing may turn up black on black. */
int theme_read(struct theme *theme, const char *path);

/* How many things of such a file no theme knows: a role that is misspelt is said, with its file. */
int theme_strangers(const char *path);

/* Both looks of the theme NAME in a folder of themes: NAME/theme.conf, and for high contrast NAME/contrast.conf or,
 * when it brings none, contrast/theme.conf. A theme that is refused is replaced by wedel: a kiosk stays readable. */
int theme_open(struct theme *plain, struct theme *contrast, const char *folder, const char *name);

/* The theme in the colours of an agency, in `to` (kept by the caller); the theme itself when it has none of its own. */
const struct theme *theme_dress(const struct theme *theme, const char *agency, struct theme *to);

#endif
