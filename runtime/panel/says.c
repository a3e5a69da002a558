/* says.c - see says.h. The first line that is true of a device is said. */
#include "panel/says.h"

static const struct rule {
    enum group group;
    const char *member, *value; /* NULL: always */
    struct says says;
} rules[] = {
    {PRINTER, "power", "false", {"unplugged", BAD}},
    {PRINTER, "silent", "true", {"silent", BAD}},
    {PRINTER, "cover", "open", {"cover", BAD}},
    {PRINTER, "jam", "true", {"jam", BAD}},
    {PRINTER, "paper", "out", {"empty", BAD}},
    {PRINTER, "halted", "true", {"halted", BAD}},
    {PRINTER, "called", "false", {"nobody", CARE}},
    {PRINTER, "left", "+", {"left", CARE}},
    {PRINTER, "paper", "low", {"low", CARE}},
    {PRINTER, NULL, NULL, {"printer", GOOD}},
    {DOCUMENTS, "power", "false", {"unplugged", BAD}},
    {DOCUMENTS, "silent", "true", {"silent", BAD}},
    {DOCUMENTS, "garbage", "true", {"garbage", BAD}},
    {DOCUMENTS, "cover", "open", {"cover", BAD}},
    {DOCUMENTS, "jam", "true", {"jam", BAD}},
    {DOCUMENTS, "paper", "out", {"tray", BAD}},
    {DOCUMENTS, "paper", "letter", {"letter", CARE}},
    {DOCUMENTS, NULL, NULL, {"documents", GOOD}},
    {CARD, "power", "false", {"unplugged", BAD}},
    {CARD, "silent", "true", {"silent", BAD}},
    {CARD, "called", "false", {"nobody", CARE}},
    {CARD, "card", "bad", {"unreadable", BAD}},
    {CARD, "card", "in", {"card", GOOD}},
    {CARD, NULL, NULL, {"no_card", PLAIN}},
    {STRIPE, "power", "false", {"unplugged", BAD}},
    {STRIPE, "called", "false", {"nobody", CARE}},
    {STRIPE, NULL, NULL, {"stripe", PLAIN}},
    {SCANNER, "power", "false", {"unplugged", BAD}},
    {SCANNER, "called", "false", {"nobody", CARE}},
    {SCANNER, NULL, NULL, {"scanner", PLAIN}},
    {CAMERA, "power", "false", {"unplugged", BAD}},
    {CAMERA, "shows", "dark", {"dark", BAD}},
    {CAMERA, "shows", "garbage", {"garbage", BAD}},
    {CAMERA, "shows", "nothing", {"silent", BAD}},
    {CAMERA, "shows", "", {"no_camera", CARE}},
    {CAMERA, NULL, NULL, {"camera", GOOD}},
    {LAMP, "power", "false", {"unplugged", BAD}},
    {LAMP, "called", "false", {"nobody", CARE}},
    {LAMP, "buzzer", "on", {"sounds", CARE}},
    {LAMP, "buzzer", "flashes", {"sounds", CARE}},
    {LAMP, "red", "on", {"red", BAD}},
    {LAMP, "red", "flashes", {"red", BAD}},
    {LAMP, "yellow", "on", {"yellow", CARE}},
    {LAMP, "yellow", "flashes", {"yellow", CARE}},
    {LAMP, "green", "on", {"green", GOOD}},
    {LAMP, "green", "flashes", {"green", GOOD}},
    {LAMP, NULL, NULL, {"lamp", PLAIN}},
    {KEYPAD, "there", "false", {"no_keypad", CARE}},
    {KEYPAD, "power", "false", {"unplugged", BAD}},
    {KEYPAD, NULL, NULL, {"keypad", PLAIN}},
    {PEOPLE, NULL, NULL, {"people", PLAIN}},
};

struct says says_of(enum group group, const json_t *status)
{
    const json_t *device = json_object_get(status, groups[group].name);
    if (!device && group != PEOPLE)
        return (struct says){"away", CARE};
    for (size_t i = 0;; i++) {
        const struct rule *rule = &rules[i];
        must(i < COUNT(rules));
        if (rule->group == group && (!rule->member || button_says(device, rule->member, rule->value)))
            return rule->says;
    }
}
