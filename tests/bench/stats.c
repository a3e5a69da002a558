/* stats: the median and the parts of samples, also of few, of one and of none. */
#include "bench/stats.h"
#include "test.h"

static double part(const double *values, size_t n, double of)
{
    struct samples samples = {0};
    for (size_t i = 0; i < n; i++)
        samples_add(&samples, values[i]);
    double value = samples_part(&samples, of);
    samples_free(&samples);
    return value;
}

static void test_median(void)
{
    const double odd[] = {3, 1, 2}, even[] = {4, 1, 3, 2};
    check(part(odd, 3, 0.5) == 2);
    check(part(even, 4, 0.5) == 2.5);
    check(part(odd, 1, 0.5) == 3);
    check(part(NULL, 0, 0.5) == 0);
}

static void test_parts(void)
{
    double hundred[100];
    for (int i = 0; i < 100; i++)
        hundred[i] = 100 - i;
    check(part(hundred, 100, 0) == 1);
    check(part(hundred, 100, 0.01) == 1);
    check(part(hundred, 100, 0.9) == 90);
    check(part(hundred, 100, 0.99) == 99);
    check(part(hundred, 100, 1) == 100);
    check(part(hundred, 10, 0.99) == 100);
}

static void test_many(void)
{
    struct samples samples = {0};
    for (int i = 0; i < 10000; i++)
        samples_add(&samples, i);
    check(samples.n == 10000);
    check(samples_part(&samples, 0.5) == 4999.5);
    samples_free(&samples);
    check(samples.n == 0 && samples_part(&samples, 0.5) == 0);
}

static void test_clock(void)
{
    double before = stats_now();
    check(before > 0 && stats_now() >= before);
}

int main(void)
{
    test_median();
    test_parts();
    test_many();
    test_clock();
    return test_end();
}
