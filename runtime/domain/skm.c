/* skm.c - see skm.h.
 *
 * Whole numbers only, so that every machine computes the same index. Means are kept to ten places; what rounding them
 * may have taken away is given back before the half is looked at, so that an exact half never rounds down. */
#include "domain/skm.h"

static const int64_t one = 10000000000; /* 1.0 in ten places */

enum { WHOLE = 1000 /* a weight of 1, a mean of 1 */, TO_INDEX = 2500 /* times 25, in hundredths */ };

bool skm_add(struct skm *skm, const int *answers)
{
    for (int i = 0; i < skm->n; i++)
        if (answers[i] < 0 || answers[i] > 4 || skm->elements[i].answers == SKM_PEOPLE)
            return false;
    for (int i = 0; i < skm->n; i++) {
        skm->elements[i].sum += answers[i];
        skm->elements[i].answers += answers[i] > 0;
    }
    return true;
}

/* What the index rests on: weights in all of them or in none, and answers wherever a weight is. */
static bool is_sound(const struct skm *skm, int *active, int *weights)
{
    int weighted = 0, lost = 0;
    *active = *weights = 0;
    for (int i = 0; i < skm->n; i++) {
        bool has_weight = skm->elements[i].weight > 0, has_answers = skm->elements[i].answers > 0;
        weighted += has_weight;
        lost += has_weight && !has_answers;
        *active += has_answers;
        *weights += skm->elements[i].weight;
    }
    return *active > 0 && lost == 0 && (weighted == 0 || weighted == skm->n) && *weights <= WHOLE;
}

static int64_t half_up(int64_t number, int64_t by, int64_t lost)
{
    return (number + by / 2 + lost) / by;
}

/* The index in hundredths from means and weights in parts of `whole`; a mean is wrong by half of its last place at
 * most. */
static int index_of(const struct skm *skm, int whole, bool equal)
{
    int64_t sum = 0, weights = 0;
    for (int i = 0; i < skm->n; i++) {
        if (skm->elements[i].answers == 0)
            continue;
        int64_t weight = equal ? 1 : skm->elements[i].weight;
        sum += weight * half_up(skm->elements[i].sum * one, skm->elements[i].answers, 0);
        weights += weight;
    }
    return (int)half_up(sum * TO_INDEX, whole * one, weights * TO_INDEX / 2);
}

bool skm_read(const struct skm *skm, struct skm_index *to)
{
    int active, weights;
    must(skm->n > 0 && skm->n <= SKM_MOST);
    if (!is_sound(skm, &active, &weights))
        return false;
    *to = (struct skm_index){.hundredths = index_of(skm, weights ? WHOLE : active, weights == 0)};
    to->grade = skm_grade(to->hundredths);
    for (int i = 0; i < skm->n; i++)
        if (skm->elements[i].answers > 0)
            to->means[i] = (int)half_up(skm->elements[i].sum * WHOLE, skm->elements[i].answers, 0);
    return true;
}

char skm_grade(int hundredths)
{
    return hundredths >= 8831 ? 'A' : hundredths >= 7661 ? 'B' : hundredths >= 6500 ? 'C' : 'D';
}

const char *skm_grade_text(char grade)
{
    return grade == 'A' ? "Sangat Baik" : grade == 'B' ? "Baik" : grade == 'C' ? "Kurang Baik" : "Tidak Baik";
}
