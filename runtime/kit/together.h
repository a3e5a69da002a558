/* together.h - what only shows when several plugins are looked at: names used twice, services that call each other. */
#ifndef KIT_TOGETHER_H
#define KIT_TOGETHER_H

#include "kit/plugin.h"

void check_together(struct plugin **plugins, int n, struct problems *problems);

/* The same plugins, those that others call before their callers; in a circle as they come. */
void order_by_calls(struct plugin **plugins, int n, struct plugin **order);

#endif
