/* sandbox.h - other people's scripts tried out, as `anjungan sandbox` does: the very nursery of a kiosk, with this
 * program in core's place.
 *
 * Each file is the visit of another citizen with another plugin: a child of its own, an empty journal, core's deadline.
 * Nobody is there to answer: every step is answered with nothing (nil) and the script runs on. */
#ifndef FLOW_SANDBOX_H
#define FLOW_SANDBOX_H

#include "base/base.h"

/* Runs the files one after the other and prints one line for each on standard output:
 *
 *   RESULT ok VALUE         what the script returned, as JSON
 *   RESULT error MESSAGE    what it, or the file, did wrong
 *   RESULT stopped WHY      deadline, signal NAME, exit NUMBER, or what it did that no child may
 *
 * Printable ASCII, escaped as in a JSON text, cut after 1,000 characters with a mark that says how many there were.
 * `programs` is the folder of anjungan-flow. A negative result: the nursery itself could not serve; the log says why.
 */
int sandbox_run(char *const *files, int n, const char *programs);

#endif
