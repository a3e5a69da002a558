/* services.h - a folder of plugins with many services, as a large building has them. */
#ifndef BENCH_SERVICES_H
#define BENCH_SERVICES_H

#include "base/base.h"

/* Makes `folder` with links to every plugin of `shipped` and with plugins of twenty generated services each, until
 * there are `services` generated ones. */
int services_make(const char *folder, const char *shipped, int services);

#endif
