/* icons.h - which names the icon font of the kiosks has. */
#ifndef KIT_ICONS_H
#define KIT_ICONS_H

#include "base/base.h"

struct icons;

/* NULL when the font is not installed here: icons cannot be checked then. */
struct icons *icons_open(void);
void icons_close(struct icons *icons);

bool icons_have(const struct icons *icons, const char *name);

#endif
