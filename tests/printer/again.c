/* again.c - core as it must not be: a slip that did not come is printed once more, with the number it had. */
#include "desk/visit.h"

#include "base/json.h"

#include <string.h>

void __real_give_answer(struct visit *visit, const json_t *value);
void __wrap_give_answer(struct visit *visit, const json_t *value);

void __wrap_give_answer(struct visit *visit, const json_t *value)
{
    json_t *options = json_object_get(visit->screen, "options");
    if (!json_string_value(value) || strcmp(json_string_value(value), "missing") != 0 || !options) {
        __real_give_answer(visit, value);
        return;
    }
    json_object_set_new(options, "reason", json_string("silent"));
    json_t *again = json_string("again");
    __real_give_answer(visit, again);
    json_decref(again);
}
