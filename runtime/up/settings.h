/* settings.h - site.conf: the first one of an invented regency, and changes by --set. */
#ifndef UP_SETTINGS_H
#define UP_SETTINGS_H

#include "base/json.h"
#include "up/tree.h"

/* The invented site: seven agencies and the office of religious affairs, simulated devices, every port 0. The caller
 * owns it. */
json_t *settings_new(const struct tree *tree, const char *run);

/* "screens.main.width=720", "theme=gelap", "agencies.polri.opens=07.30": rows of a list go by id, name, letter or
 * number. A value keeps the type that stands there now; a new one is JSON, or text when it is not JSON. */
int settings_set(json_t *settings, const char *change);

/* The settings as a site.conf. The caller frees it. */
char *settings_text(const json_t *settings);

#endif
