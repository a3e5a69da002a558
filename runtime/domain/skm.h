/* skm.h - the index of public satisfaction (Survei Kepuasan Masyarakat), PermenPANRB 14/2017.
 *
 * Nine elements (U1 requirements, U2 procedure, U3 time, U4 fee, U5 product, U6 competence, U7 behaviour, U8
 * complaints, U9 place), each answered with 1 to 4. The mean of an element is over those who answered it; the index is
 * the sum of mean times weight, times 25: 25.00 to 100.00, rounded half up to two places, and graded after that,
 * because the table of the regulation has gaps between its ranges (2.5996 and 2.60).
 *
 * The weight is 1/9. The regulation prints 0.11 and many reports use 0.111, which make 99.00 and 99.90 of the best
 * answers: so the weight that was used belongs into the report. A unit may have other elements and weights, as long as
 * the weights make 1. No NIK belongs anywhere near this. */
#ifndef DOMAIN_SKM_H
#define DOMAIN_SKM_H

#include "base/base.h"

enum { SKM_ELEMENTS = 9, SKM_MOST = 20, SKM_PEOPLE = 10000000 };

struct skm {
    int n; /* elements, 1 to SKM_MOST */
    struct {
        int64_t sum, answers; /* answers at most SKM_PEOPLE */
        int weight; /* in thousandths, not below 0; 0 in all: one by the number of elements that have answers */
    } elements[SKM_MOST];
};

struct skm_index {
    int hundredths;      /* 8796 is 87.96 */
    char grade;          /* 'A' to 'D' */
    int means[SKM_MOST]; /* of each element in thousandths, rounded half up; 0 without answers */
};

/* The answers of one person, one an element; 0 is none. False, and nothing is counted, when one is not 0 to 4. */
bool skm_add(struct skm *skm, const int *answers);

/* False when nobody answered anything, when only some elements have a weight or they make more than 1, or when one with
 * a weight has no answers. */
bool skm_read(const struct skm *skm, struct skm_index *to);

/* 'A' from 88.31, 'B' from 76.61, 'C' from 65.00, 'D' below. */
char skm_grade(int hundredths);

/* "Sangat Baik", "Baik", "Kurang Baik", "Tidak Baik" */
const char *skm_grade_text(char grade);

#endif
