/* scan.c - a code on paper or on a phone: the scanner reads it, or the citizen types it.
 *
 * A code is what anybody printed: nothing is believed of it here, and the script that asked has to look at it. The
 * screen changes only when there is something else to say: whoever types meanwhile types on. */
#include "desk/desk.h"
#include "domain/answer.h"

#include <string.h>

enum { SCAN_MS = 5 * 60 * 1000 };

static const char *state_of(const struct visit *visit)
{
    return device_online(visit->device) ? "online" : "offline";
}

static void show(struct visit *visit, const char *phase)
{
    json_t *options = json_deep_copy(visit->step.options);
    json_object_set_new(options, "device", json_pack("{ss,ss}", "state", state_of(visit), "phase", phase));
    visit_show(visit, "code", options);
}

static void show_if_new(struct visit *visit, const char *phase)
{
    const json_t *shown = json_at(visit->screen, "options.device");
    if (strcmp(json_text(shown, "state"), state_of(visit)) != 0 || strcmp(json_text(shown, "phase"), phase) != 0)
        show(visit, phase);
}

static void ask(struct visit *visit);

static json_t *scanned(const json_t *attr)
{
    json_t *value = json_pack("{ss,ss}", "code", json_text(attr, "code"), "source", "scanner");
    if (*json_text(attr, "symbology"))
        json_object_set(value, "symbology", json_object_get(attr, "symbology"));
    return value;
}

static void on_scanned(void *mine, const char *result, const char *effect, const json_t *attr)
{
    struct visit *visit = mine;
    bool ok = strcmp(result, "ok") == 0, timeout = strcmp(result, "timeout") == 0;
    (void)effect;
    visit->reading = false;
    if (ok && *json_text(attr, "code")) {
        visit_settle(visit, scanned(attr));
        return;
    }
    if (ok || strcmp(result, "retry") == 0)
        show_if_new(visit, "again");
    else if (!timeout)
        show_if_new(visit, "scan"); /* offline now: the screen offers to type */
    if (ok || timeout || strcmp(result, "retry") == 0)
        ask(visit);
}

static void ask(struct visit *visit)
{
    if (!visit->reading && device_online(visit->device))
        visit->reading = device_request(visit->device, "scan", json_object(), -1, SCAN_MS, on_scanned, visit);
}

void scan_start(struct visit *visit)
{
    visit->device = device_find(&visit->desk->devices, "scanner");
    show(visit, "scan");
    ask(visit);
}

void scan_answer(struct visit *visit, const json_t *value)
{
    const char *error = NULL;
    json_t *code = answer_check(&(struct question){.kind = "text", .options = visit->step.options},
                                json_object_get(value, "code"), &error);
    if (code)
        visit_settle(visit, json_pack("{so,ss}", "code", code, "source", "typed"));
    else
        visit_show_error(visit, error);
}

void scan_device_changed(struct visit *visit)
{
    const char *phase = json_text(json_at(visit->screen, "options.device"), "phase");
    if (!visit->reading)
        visit->device = device_find(&visit->desk->devices, "scanner");
    show_if_new(visit, *phase ? phase : "scan");
    ask(visit);
}
