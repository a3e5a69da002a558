/* doctor.c - see doctor.h. Core knows how a device is, the supervisor whether its program runs at all. */
#include "up/doctor.h"

#include "up/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What people see, and what they can do. The first row that fits; NULL fits all. */
static const struct advice {
    const char *device, *media, *detail;
    const char *seen, *todo; /* todo NULL: nothing */
} advice[] = {
    {"online", "low", NULL, "little paper", "bring a new roll"},
    {"online", NULL, NULL, "well", NULL},
    {NULL, NULL, "cover", "cover open", "close the cover"},
    {NULL, NULL, "empty", "no paper", "fill in paper"},
    {NULL, "out", NULL, "no paper", "fill in paper"},
    {NULL, NULL, "jam", "jammed", "open it, take out what is stuck, close it; else call the service"},
    {NULL, "jammed", NULL, "jammed", "open it, take out what is stuck, close it; else call the service"},
    {NULL, NULL, "silent", "silent", "it takes bytes and answers nothing: switch it off and on, look at the cable"},
    {NULL, NULL, "several", "several of it", "say in site.conf which one: its port with ,serial=TEXT or ,path=1-2"},
    {NULL, NULL, "access", "locked away",
     "the driver's user may not open it: see runtime/device/README.md, USB and files"},
    {NULL, NULL, "claimed", "taken", "another program has it: end that (CUPS, a test tool)"},
    {NULL, NULL, "shape", "unusable",
     "it is not what its port in site.conf says, or speaks otherwise: is it the right device?"},
    {"noDevice", NULL, NULL, "not there", "plug it in and switch it on; where it is looked for says port in site.conf"},
    {"hardwareError", NULL, NULL, "broken", "call the service"},
    {NULL, NULL, NULL, "out of order", "look at it; its log says more"},
};

static bool fits(const char *wanted, const char *is)
{
    return !wanted || strcmp(wanted, is) == 0;
}

static const struct advice *advice_for(const json_t *row)
{
    const struct advice *a = advice;
    while (!fits(a->device, json_text(row, "device")) || !fits(a->media, json_text(row, "media")) ||
           !fits(a->detail, json_text(row, "detail")))
        a++;
    return a;
}

static void print_row(const json_t *row, const char *seen, const char *todo)
{
    printf("%-10s %-10s %-15s %8s   %s\n", json_text(row, "name"), json_text(row, "class"), seen, age_text(row),
           todo ? todo : "-");
}

static bool is_out(const json_t *programs, const char *name)
{
    size_t i;
    const json_t *program;
    json_array_foreach (programs, i, program)
        if (strcmp(json_text(program, "name"), name) == 0)
            return json_truth(program, "out");
    return false;
}

/* True when there is nothing to do. */
static bool print_device(const char *run, const json_t *row, const json_t *programs)
{
    const char *name = json_text(row, "name");
    if (is_out(programs, name)) {
        print_row(row, "out of service",
                  turn_text("its program ended five times in ten minutes; see %s/log/%s.log, then: anjungan start %s",
                            run, name, name));
        return false;
    }
    if (!json_truth(row, "here")) {
        print_row(row, "no program", turn_text("wait for it; else see %s/log/%s.log", run, name));
        return false;
    }
    const struct advice *a = advice_for(row);
    print_row(row, a->seen, a->todo);
    return !a->todo;
}

static bool print_devices(const char *run, const json_t *rows, const json_t *programs)
{
    size_t i;
    const json_t *row;
    bool well = true;
    printf("%-10s %-10s %-15s %8s   %s\n", "DEVICE", "CLASS", "STATE", "SINCE", "WHAT TO DO");
    json_array_foreach (rows, i, row)
        well &= print_device(run, row, programs);
    return well;
}

int doctor_print(const char *run)
{
    struct packet answer;
    char *programs = ask_line(run, "run/up/control", "the supervisor", "status");
    if (!programs)
        return E_GONE;
    int code = ask_core(run, json_pack("{ss}", "type", "devices"), &answer);
    if (code == OK) {
        json_t *rows = json_loads(programs, 0, NULL);
        code = print_devices(run, json_object_get(answer.body, "rows"), rows) ? OK : E_STATE;
        json_decref(rows);
        packet_free(&answer);
    }
    free(programs);
    return code;
}
