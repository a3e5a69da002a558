/* print.c - see print.h. */
#include "desk/print.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/desk.h"

#include <unistd.h>

enum { PRINT_MS = 20000, AWAY_MS = 5000 };

/* What the printer's results are called on the screen and for the staff. */
static void end_as(struct visit *visit, const char *result)
{
    static const struct {
        const char *result, *reason, *code;
    } reasons[] = {{"empty", "empty", "PRN-02"}, {"jam", "jam", "PRN-03"}, {"gone", "gone", "PRN-01"}};
    for (size_t i = 0; i < COUNT(reasons); i++) {
        if (text_is(result, reasons[i].result)) {
            visit->printing->ended(visit, reasons[i].reason, reasons[i].code);
            return;
        }
    }
    visit->printing->ended(visit, "silent", "PRN-01");
}

static void on_printed(void *mine, const char *result, const char *effect, const json_t *attr)
{
    struct visit *visit = mine;
    (void)attr;
    visit->device = NULL;
    if (text_is(effect, "done"))
        visit->printing->ended(visit, NULL, "");
    else if (text_is(effect, "unknown"))
        visit->printing->ended(visit, "unknown", "PRN-09");
    else
        end_as(visit, result);
}

static void on_composed(void *mine, int fd, int width, int height, const char *lines)
{
    struct visit *visit = mine;
    if (fd < 0) {
        visit->printing->ended(visit, "gone", "PPR-01");
        return;
    }
    visit->device = device_find(&visit->desk->devices, "printer");
    if (!visit->device) {
        close(fd);
        visit->printing->ended(visit, "gone", "PRN-00");
        return;
    }
    /* Also when it said it is out of paper: it may have been refilled since, and only a job asks it again. */
    json_t *attr =
        json_pack("{si,si,ss,ss}", "width", width, "height", height, "number", visit->printed, "lines", lines);
    if (device_request(visit->device, "print", attr, fd, PRINT_MS, on_printed, visit))
        visit->printing->leaves(visit);
    else
        visit->printing->ended(visit, "gone", "PRN-00");
}

json_t *print_data(const struct visit *visit)
{
    struct moment now = clock_local(clock_wall_ms() / 1000);
    const json_t *site = visit->desk->site.settings;
    return json_pack("{ss,ss,ss,ss}", "site", json_text(site, "name"), "place", json_text(site, "place"), "kiosk",
                     json_text(site, "kiosk"), "printed",
                     turn_text("%02d-%02d-%04d %s", now.day.day, now.day.month, now.day.year,
                               words_time(visit->row.language, now.hour, now.minute)));
}

void print_page(struct visit *visit, json_t *data, const char *number, const struct printing *how)
{
    visit->printing = how;
    snprintf(visit->printed, sizeof visit->printed, "%s", number);
    visit_show_soon(visit, "print", "", false);
    visit_show_now(visit); /* paper takes its time, and the citizen shall look at the slot */
    compose_page(&visit->desk->composer, "slip", visit->row.language, data, on_composed, visit);
}

static void on_away(void *mine)
{
    struct visit *visit = mine;
    visit->printing->ended(visit, "unknown", "PRN-09");
}

void print_await(struct visit *visit, const struct printing *how)
{
    const struct device *printer = device_find(&visit->desk->devices, "printer");
    visit->printing = how;
    loop_forget(visit->desk->loop, &visit->poll);
    visit->poll = (struct timer){.due = on_away, .mine = visit};
    if (printer && printer->role.here) {
        on_away(visit);
        return;
    }
    visit_show_soon(visit, "print", "", false);
    loop_after(visit->desk->loop, &visit->poll, AWAY_MS);
}

void print_device_changed(struct visit *visit)
{
    if (visit->poll.at)
        print_await(visit, visit->printing);
}
