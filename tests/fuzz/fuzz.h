/* fuzz.h - what the targets share: cutting the input up, and handing it over as a text or as a file.
 *
 * A target is one function that takes any bytes. It may be called a million times in one process, so it leaves nothing
 * behind: what it made is freed, and the turn is ended. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/base.h"

/* What every target is; always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What a target needs once, before the first input. Only some have it; always returns 0. */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* The bytes as a text of turn memory that ends where they end: reading on is seen. */
char *fuzz_text(const uint8_t *bytes, size_t n);

/* The next part of a text whose parts are divided by lines of "%%"; "" when there is none left. */
char *fuzz_part(char **rest);

/* The path of a file with these bytes, until the next call. */
const char *fuzz_file(const void *bytes, size_t n);

/* A folder of this process alone, in memory where the system has such a place; removed when the process exits. */
const char *fuzz_folder(void);

/* Writes a small file below it, and makes the folders above. */
void fuzz_write(const char *below, const char *text);

#endif
