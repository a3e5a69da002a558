/* machine.h - the conditions a run was measured under: figures without them say nothing. */
#ifndef BENCH_MACHINE_H
#define BENCH_MACHINE_H

#include "base/json.h"

/* {date, build, cpu, kernel, memory, load, disk, packages}, texts all; `folder` is where databases will lie. The caller
 * owns it. */
json_t *machine_read(const char *folder);

#endif
