/* price: the one rule or look that a script names as the source of an amount. */
#include "domain/price.h"
#include "test.h"

static bool is_of(const char *row, const char *of, int64_t amount)
{
    json_t *read = json_loads(row, 0, NULL);
    bool is = price_is_of(read, of, amount);
    json_decref(read);
    return is;
}

int main(void)
{
    static const char fee[] = "{\"kind\":\"rule\",\"key\":\"rule:sim.fee\",\"value\":{\"A\":120000,\"C\":[75000]}}",
                      bill[] = "{\"kind\":\"look\",\"key\":\"pasar.levy\",\"value\":{\"total\":9000}}",
                      again[] = "{\"kind\":\"look\",\"key\":\"stall[2].pasar.levy#3\",\"value\":{\"total\":9000}}",
                      typed[] = "{\"kind\":\"number\",\"key\":\"sim.fee\",\"value\":75000}";
    check(is_of(fee, "sim.fee", 120000));
    check(is_of(fee, "sim.fee", 75000));
    check(!is_of(fee, "sim.fee", 75001));
    check(!is_of(fee, "sim.fees", 75000)); /* the same number elsewhere proves nothing */
    check(!is_of(fee, "", 75000));
    check(is_of(bill, "pasar.levy", 9000));
    check(is_of(again, "pasar.levy", 9000));
    check(!is_of(bill, "levy", 9000));
    check(!is_of(typed, "sim.fee", 75000)); /* a citizen said it */
    turn_end();
    return test_end();
}
