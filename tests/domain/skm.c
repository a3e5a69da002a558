/* The index of satisfaction: the worked vectors of the research (services, 3.7 [C]) and both sides of every grade
 * [bppp]. */
#include "domain/skm.h"
#include "test.h"

static struct skm survey(int weight)
{
    struct skm skm = {.n = SKM_ELEMENTS};
    for (int i = 0; i < skm.n; i++)
        skm.elements[i].weight = weight;
    return skm;
}

/* All elements have the same mean: sum / answers. */
static struct skm flat(int64_t sum, int64_t answers, int weight)
{
    struct skm skm = survey(weight);
    for (int i = 0; i < skm.n; i++)
        skm.elements[i].sum = sum, skm.elements[i].answers = answers;
    return skm;
}

static void gives(struct skm skm, int hundredths, char grade)
{
    struct skm_index index = {0};
    check(skm_read(&skm, &index));
    if (index.hundredths != hundredths || index.grade != grade)
        fprintf(stderr, "got %d %c, wanted %d %c\n", index.hundredths, index.grade, hundredths, grade);
    check(index.hundredths == hundredths && index.grade == grade);
}

/* Three people: 3.5185, which is 87.96 with 1/9, 87.88 with 0.111, 87.08 with the printed 0.11: B all the same. */
static void test_worked(int weight, int hundredths)
{
    static const int people[3][SKM_ELEMENTS] = {
        {3, 3, 4, 4, 3, 4, 4, 3, 4}, {4, 4, 4, 4, 4, 4, 4, 4, 4}, {3, 3, 2, 4, 3, 3, 4, 2, 3}};
    struct skm skm = survey(weight);
    struct skm_index index;
    for (int i = 0; i < 3; i++)
        check(skm_add(&skm, people[i]));
    gives(skm, hundredths, 'B');
    check(skm_read(&skm, &index) && index.means[0] == 3333 && index.means[3] == 4000 && index.means[5] == 3667);
}

static void test_grades(void)
{
    gives(flat(1, 1, 0), 2500, 'D');
    gives(flat(25996, 10000, 0), 6499, 'D'); /* the last of D, and the gap behind it */
    gives(flat(259979, 100000, 0), 6499, 'D');
    gives(flat(25998, 10000, 0), 6500, 'C'); /* 64.995 */
    gives(flat(26, 10, 0), 6500, 'C');
    gives(flat(3064, 1000, 0), 7660, 'C');
    gives(flat(306419, 100000, 0), 7660, 'C');
    gives(flat(30642, 10000, 0), 7661, 'B'); /* 76.605 */
    gives(flat(30644, 10000, 0), 7661, 'B');
    gives(flat(3532, 1000, 0), 8830, 'B');
    gives(flat(353219, 100000, 0), 8830, 'B');
    gives(flat(35322, 10000, 0), 8831, 'A'); /* 88.305 */
    gives(flat(35324, 10000, 0), 8831, 'A');
    gives(flat(4, 1, 0), 10000, 'A');
    gives(flat(4, 1, 111), 9990, 'A'); /* all best, by weight */
    gives(flat(4, 1, 110), 9900, 'A');
    gives(flat(1, 1, 110), 2475, 'D');
    gives(flat(4 * (int64_t)SKM_PEOPLE, SKM_PEOPLE, 0), 10000, 'A');
    check_text(skm_grade_text(skm_grade(8831)), "Sangat Baik");
    check_text(skm_grade_text(skm_grade(8830)), "Baik");
    check_text(skm_grade_text(skm_grade(7660)), "Kurang Baik");
    check_text(skm_grade_text(skm_grade(6499)), "Tidak Baik");
}

/* A missing answer makes the divisor of its own element smaller, and nothing else. */
static void test_missing(void)
{
    struct skm skm = survey(0);
    struct skm_index index;
    check(!skm_read(&skm, &index));
    check(skm_add(&skm, (int[]){4, 4, 4, 4, 4, 4, 4, 4, 0}));
    check(skm_add(&skm, (int[]){4, 4, 4, 4, 4, 4, 4, 4, 1}));
    gives(skm, 9167, 'A'); /* (8 * 4 + 1) / 9 * 25 */
    struct skm nobody = survey(0);
    check(skm_add(&nobody, (int[]){2, 2, 2, 2, 2, 2, 2, 2, 0}));
    gives(nobody, 5000, 'D'); /* eight elements of an eighth */
    nobody = survey(111);
    check(skm_add(&nobody, (int[]){2, 2, 2, 2, 2, 2, 2, 2, 0}));
    check(!skm_read(&nobody, &index));
}

static void test_own_elements(void)
{
    struct skm skm = {.n = 2, .elements = {{.weight = 250}, {.weight = 750}}};
    struct skm_index index;
    check(skm_add(&skm, (int[]){4, 2}));
    gives(skm, 6250, 'D');
    skm.elements[0].weight = 0;
    check(!skm_read(&skm, &index));
    skm.elements[0].weight = 251;
    check(!skm_read(&skm, &index));
    check(!skm_add(&skm, (int[]){5, 1}) && !skm_add(&skm, (int[]){1, -1}));
    check(skm.elements[0].answers == 1 && skm.elements[1].sum == 2);
}

int main(void)
{
    test_worked(0, 8796);
    test_worked(111, 8788);
    test_worked(110, 8708);
    test_grades();
    test_missing();
    test_own_elements();
    return test_end();
}
