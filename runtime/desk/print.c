/* print.c - see print.h. */
#include "desk/print.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/desk.h"

#include <unistd.h>

enum { SLIP_MS = 20000, DOCUMENT_MS = 90000, AWAY_MS = 5000 };

/* What the printer's results are called on the screen and for the staff. */
static const struct trouble {
    const char *result, *reason, *code;
} troubles[] = {{"empty", "empty", "PRN-02"},
                {"jam", "jam", "PRN-03"},
                {"gone", "gone", "PRN-01"},
                {"", "silent", "PRN-01"}},
  none = {"", "gone", "PRN-00"};

static const struct trouble *trouble_of(const char *result)
{
    size_t i = 0;
    while (*troubles[i].result && !text_is(result, troubles[i].result))
        i++;
    return &troubles[i];
}

void print_stop(struct visit *visit)
{
    if (visit->page.fd >= 0)
        close(visit->page.fd);
    wipe_text(visit->page.lines);
    visit->page = (struct page){.fd = -1};
}

static void end_as(struct visit *visit, const char *reason, const char *code)
{
    print_stop(visit);
    visit->device = NULL;
    visit->printing->ended(visit, reason, code);
}

static void try_next(struct visit *visit);

static void on_printed(void *mine, const char *result, const char *effect, const json_t *attr)
{
    struct visit *visit = mine;
    (void)attr;
    if (text_is(effect, "done")) {
        end_as(visit, NULL, "");
    } else if (text_is(effect, "unknown")) {
        end_as(visit, "unknown", "PRN-09");
    } else {
        say("print: %s: %s", visit->device->name, result);
        visit->page.why = visit->page.why ? visit->page.why : trouble_of(result);
        try_next(visit);
    }
}

static json_t *attributes(const struct visit *visit)
{
    const struct page *page = &visit->page;
    return text_is(visit->printing->class, "document")
               ? json_pack("{ss}", "number", visit->printed)
               : json_pack("{si,si,ss,ss}", "width", page->width, "height", page->height, "number", visit->printed,
                           "lines", page->lines);
}

/* Also when it said it is out of paper: it may have been refilled since, and only a job asks it again. */
static bool ask(struct visit *visit)
{
    int ms = text_is(visit->printing->class, "document") ? DOCUMENT_MS : SLIP_MS;
    return device_request(visit->device, "print", attributes(visit), dup(visit->page.fd), ms, on_printed, visit);
}

/* Somebody has to fill the one that could not, also when the page came out of another. */
static void tell_staff(struct visit *visit)
{
    const struct trouble *why = visit->page.why;
    if (why && visit->device)
        desk_call_staff(visit->desk, turn_text("%s %s", visit->device->name, why->reason));
}

static void try_next(struct visit *visit)
{
    struct device *before = visit->device;
    const char *class = visit->printing->class;
    while ((visit->device = device_next(&visit->desk->devices, class, visit->page.tried))) {
        visit->page.tried |= 1u << (visit->device - visit->desk->devices.list);
        if (!ask(visit))
            continue;
        struct device *now = visit->device;
        visit->device = before;
        tell_staff(visit);
        visit->device = now;
        visit->printing->leaves(visit);
        return;
    }
    const struct trouble *why = visit->page.why ? visit->page.why : &none;
    end_as(visit, why->reason, why->code);
}

static void print(struct visit *visit, struct page page)
{
    print_stop(visit);
    visit->page = page;
    visit->device = NULL;
    try_next(visit);
}

static void on_composed(void *mine, int fd, int width, int height, const char *lines)
{
    struct visit *visit = mine;
    if (fd < 0)
        end_as(visit, "gone", "PPR-01");
    else
        print(visit, (struct page){.fd = fd, .width = width, .height = height, .lines = make_text(lines)});
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

static void begin(struct visit *visit, const char *number, const struct printing *how)
{
    visit->printing = how;
    snprintf(visit->printed, sizeof visit->printed, "%s", number);
    visit_show_soon(visit, text_is(how->class, "document") ? "document" : "print", "", false);
    visit_show_now(visit); /* paper takes its time, and the citizen shall look at the slot */
}

void print_page(struct visit *visit, json_t *data, const char *number, const struct printing *how)
{
    begin(visit, number, how);
    compose_page(&visit->desk->composer, how->template, visit->row.language, data, on_composed, visit);
}

void print_file(struct visit *visit, int fd, const char *number, const struct printing *how)
{
    begin(visit, number, how);
    print(visit, (struct page){.fd = dup(fd)});
}

static void on_away(void *mine)
{
    struct visit *visit = mine;
    loop_forget(visit->desk->loop, &visit->poll);
    end_as(visit, "unknown", "PRN-09");
}

/* Whichever it was that got the page: none of its class is away. */
static bool are_back(const struct visit *visit)
{
    const struct devices *devices = &visit->desk->devices;
    int n = 0;
    for (int i = 0; i < devices->n; i++) {
        if (!text_is(devices->list[i].class, visit->printing->class))
            continue;
        if (!devices->list[i].role.here)
            return false;
        n++;
    }
    return n > 0;
}

void print_await(struct visit *visit, const struct printing *how)
{
    visit->printing = how;
    loop_forget(visit->desk->loop, &visit->poll);
    visit->poll = (struct timer){.due = on_away, .mine = visit};
    if (are_back(visit)) {
        on_away(visit);
        return;
    }
    visit_show_soon(visit, text_is(how->class, "document") ? "document" : "print", "", false);
    loop_after(visit->desk->loop, &visit->poll, AWAY_MS);
}

void print_device_changed(struct visit *visit)
{
    if (visit->poll.at)
        print_await(visit, visit->printing);
}
