/* buttons.c - see buttons.h. In the order they stand on the panel. */
#include "panel/buttons.h"

#include <string.h>

const struct group_of groups[GROUPS] = {
    [PRINTER] = {"printer", NULL, 3},
    [DOCUMENTS] = {"documents", NULL, 3},
    [CARD] = {"card", NULL, 3},
    [STRIPE] = {"stripe", "credit_card", 3},
    [SCANNER] = {"scanner", "qr_code_scanner", 3},
    [CAMERA] = {"camera", NULL, 3},
    [LAMP] = {"lamp", NULL, 3},
    [KEYPAD] = {"keypad", "dialpad", 5},
    [PEOPLE] = {"people", "groups", 3},
};

/* What trouble looks like: on until it is mended. */
#define TROUBLE(group, label, is, with, member, value)                                                                 \
    {                                                                                                                  \
        group, label, is, with, member, value, true, NULL, 0                                                           \
    }
#define CHOICE(group, label, command, member, value)                                                                   \
    {                                                                                                                  \
        group, label, command, NULL, member, value, false, NULL, 0                                                     \
    }
#define ONCE(group, label, command)                                                                                    \
    {                                                                                                                  \
        group, label, command, NULL, NULL, NULL, false, NULL, 0                                                        \
    }
#define CARD_OF(n)                                                                                                     \
    {                                                                                                                  \
        CARD, "", "sim card in " #n, "sim card out", "number", #n, false, NULL, n                                      \
    }
#define SWIPE_OF(n)                                                                                                    \
    {                                                                                                                  \
        STRIPE, "", "sim stripe swipe " #n, NULL, NULL, NULL, false, NULL, n                                           \
    }
#define KEY(label, icon)                                                                                               \
    {                                                                                                                  \
        KEYPAD, label, "sim keypad press " label, NULL, NULL, NULL, false, icon, 0                                     \
    }

const struct button buttons[] = {
    CHOICE(PRINTER, "full", "sim paper in", "paper", "full"),
    CHOICE(PRINTER, "low", "sim paper low", "paper", "low"),
    CHOICE(PRINTER, "three_cm", "sim paper 3 cm", "left", "+"),
    TROUBLE(PRINTER, "empty", "sim paper out", "sim paper in", "paper", "out"),
    TROUBLE(PRINTER, "cover", "sim cover open", "sim cover close", "cover", "open"),
    TROUBLE(PRINTER, "jam", "sim printer jam", "sim printer free", "jam", "true"),
    TROUBLE(PRINTER, "halted", "sim printer halt", "sim printer go", "halted", "true"),
    TROUBLE(PRINTER, "silent", "sim printer silent on", "sim printer silent off", "silent", "true"),
    TROUBLE(PRINTER, "unplugged", "sim printer unplug", "sim printer plug", "power", "false"),
    ONCE(PRINTER, "garbage", "sim printer garbage"),
    ONCE(PRINTER, "ends_soon", "sim paper out after 4000"),
    ONCE(PRINTER, "reset", "sim printer reset"),

    KEY("previous", "arrow_back"),
    KEY("next", "arrow_forward"),
    KEY("select", "check"),
    KEY("back", "undo"),
    KEY("delete", "backspace"),
    KEY("1", NULL),
    KEY("2", NULL),
    KEY("3", NULL),
    KEY("again", "replay"),
    KEY("speech", "record_voice_over"),
    KEY("4", NULL),
    KEY("5", NULL),
    KEY("6", NULL),
    KEY("quieter", "volume_down"),
    KEY("louder", "volume_up"),
    KEY("7", NULL),
    KEY("8", NULL),
    KEY("9", NULL),
    KEY("0", NULL),
    KEY("staff", "support_agent"),
    {KEYPAD, "lean", "sim keypad garbage", NULL, NULL, NULL, false, "back_hand", 0},
    {KEYPAD, "unplugged", "sim keypad unplug", "sim keypad plug", "power", "false", true, "power_off", 0},

    CARD_OF(1),
    CARD_OF(2),
    CARD_OF(3),
    CARD_OF(4),
    TROUBLE(CARD, "unreadable", "sim card bad 1", "sim card out", "card", "bad"),
    TROUBLE(CARD, "silent", "sim card silent on", "sim card silent off", "silent", "true"),
    TROUBLE(CARD, "unplugged", "sim card unplug", "sim card plug", "power", "false"),
    ONCE(CARD, "garbage", "sim card garbage"),

    CHOICE(DOCUMENTS, "a4", "sim a4 in", "paper", "a4"),
    CHOICE(DOCUMENTS, "letter", "sim a4 letter", "paper", "letter"),
    TROUBLE(DOCUMENTS, "tray", "sim a4 out", "sim a4 in", "paper", "out"),
    TROUBLE(DOCUMENTS, "cover", "sim a4 open", "sim a4 close", "cover", "open"),
    TROUBLE(DOCUMENTS, "jam", "sim a4 jam", "sim a4 free", "jam", "true"),
    TROUBLE(DOCUMENTS, "slow", "sim a4 slow 5000", "sim a4 slow", "slow", "5000"),
    TROUBLE(DOCUMENTS, "silent", "sim a4 silent on", "sim a4 silent off", "silent", "true"),
    TROUBLE(DOCUMENTS, "garbage", "sim a4 garbage on", "sim a4 garbage off", "garbage", "true"),
    TROUBLE(DOCUMENTS, "unplugged", "sim a4 unplug", "sim a4 plug", "power", "false"),

    CHOICE(CAMERA, "person", "sim camera show person", "shows", "person"),
    CHOICE(CAMERA, "document", "sim camera show document", "shows", "document"),
    CHOICE(CAMERA, "pattern", "sim camera show pattern", "shows", "pattern"),
    TROUBLE(CAMERA, "dark", "sim camera dark", "sim camera show person", "shows", "dark"),
    TROUBLE(CAMERA, "garbage", "sim camera garbage", "sim camera show person", "shows", "garbage"),
    TROUBLE(CAMERA, "silent", "sim camera silent", "sim camera show person", "shows", "nothing"),
    TROUBLE(CAMERA, "unplugged", "sim camera unplug", "sim camera plug", "power", "false"),

    SWIPE_OF(1),
    SWIPE_OF(2),
    ONCE(STRIPE, "worn", "sim stripe bad"),
    ONCE(STRIPE, "half", "sim stripe silent"),
    ONCE(STRIPE, "garbage", "sim stripe garbage"),
    TROUBLE(STRIPE, "unplugged", "sim stripe unplug", "sim stripe plug", "power", "false"),

    ONCE(SCANNER, "number", "sim scan https://mpp.example/n/1"),
    ONCE(SCANNER, "other_code", "sim scan 8991102345678"),
    ONCE(SCANNER, "half", "sim scanner silent"),
    ONCE(SCANNER, "garbage", "sim scanner garbage"),
    TROUBLE(SCANNER, "unplugged", "sim scanner unplug", "sim scanner plug", "power", "false"),

    TROUBLE(LAMP, "unplugged", "sim lamp unplug", "sim lamp plug", "power", "false"),

    ONCE(PEOPLE, "pay", "pay"),
    ONCE(PEOPLE, "call", "call D1"),
    ONCE(PEOPLE, "recall", "recall D1"),
};

const int n_buttons = COUNT(buttons);

bool button_says(const json_t *device, const char *member, const char *value)
{
    const json_t *is = json_object_get(device, member);
    if (json_is_string(is))
        return strcmp(json_string_value(is), value) == 0;
    if (json_is_integer(is) && *value == '+')
        return json_integer_value(is) > 0;
    if (json_is_integer(is))
        return strcmp(turn_text("%lld", (long long)json_integer_value(is)), value) == 0;
    return json_is_boolean(is) && strcmp(json_is_true(is) ? "true" : "false", value) == 0;
}

bool button_is_on(const struct button *button, const json_t *status)
{
    const json_t *device = json_object_get(status, groups[button->group].name);
    return button->member && button_says(device, button->member, button->value);
}
