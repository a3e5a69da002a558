/* test.h - the whole test library: check() and a summary.
 *
 *   int main(void) { test_x(); return test_end(); }
 */
#ifndef TEST_H
#define TEST_H

#include <stdio.h>
#include <string.h>

static int test_checks, test_failures;

#define check(condition)                                                                                               \
    do {                                                                                                               \
        test_checks++;                                                                                                 \
        if (!(condition)) {                                                                                            \
            test_failures++;                                                                                           \
            fprintf(stderr, "%s:%d: check(%s)\n", __FILE__, __LINE__, #condition);                                     \
        }                                                                                                              \
    } while (0)

#define check_text(got, wanted)                                                                                        \
    do {                                                                                                               \
        const char *got_ = (got), *wanted_ = (wanted);                                                                 \
        test_checks++;                                                                                                 \
        if (!got_ || strcmp(got_, wanted_) != 0) {                                                                     \
            test_failures++;                                                                                           \
            fprintf(stderr, "%s:%d: got \"%s\", wanted \"%s\"\n", __FILE__, __LINE__, got_ ? got_ : "(none)",          \
                    wanted_);                                                                                          \
        }                                                                                                              \
    } while (0)

static inline int test_end(void)
{
    printf("%d checks, %d failed\n", test_checks, test_failures);
    return test_failures ? 1 : 0;
}

#endif
