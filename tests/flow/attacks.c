/* attacks: scripts that want out, or want it all. Each file says in its first line what must come of it; all is judged
 * from outside: what the child says, when it is dead, how much memory it had, and that the next citizen is served. */
#define _GNU_SOURCE
#include "base/guard.h"
#include "fake.h"
#include "test.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEADLINE = 800, MEMORY_KIB = 64 << 10 };

static struct fake core;

/* Peak resident memory, 0 when the process is gone. */
static long memory_of(pid_t pid)
{
    char line[256];
    long kib = 0;
    FILE *from = fopen(turn_text("/proc/%d/status", (int)pid), "r");
    while (from && fgets(line, sizeof line, from))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtol(line + 6, NULL, 10);
    if (from)
        fclose(from);
    return kib;
}

static void set_deadline(const struct kid *kid)
{
    fake_send(&core, json_pack("{ss,sI,si}", "type", "deadline", "child", (json_int_t)kid->number, "ms", DEADLINE));
}

/* "error main.lua:2: ...", "step name", "end 7" or "killed": all of it as one text. */
static const char *outcome(const struct kid *kid, const char *source, size_t n)
{
    json_t *rows = json_array(), *said;
    kid_begin_bytes(kid, source, n, rows, NULL);
    set_deadline(kid);
    said = kid_hear(kid, 10 * DEADLINE);
    json_decref(rows);
    if (!said)
        return "killed";
    const char *type = json_text(said, "type");
    json_t *value = json_object_get(said, "value");
    char *text = value ? json_write(value) : NULL;
    const char *all =
        turn_text("%s %s%s%s", type, json_text(said, "message"), json_text(said, "key"), text ? text : "");
    free(text);
    json_decref(said);
    return all;
}

/* `wanted` is "TYPE", "TYPE PART", or several of them: "error stack overflow | killed". */
static bool fits(const char *got, const char *wanted)
{
    for (const char *at = wanted; at; at = strstr(at, " | ") ? strstr(at, " | ") + 3 : NULL) {
        const char *end = strstr(at, " | ");
        char *one = turn_text("%.*s", (int)(end ? end - at : (long)strlen(at)), at), *part = strchr(one, ' ');
        size_t n_type = part ? (size_t)(part - one) : strlen(one);
        if (strncmp(got, one, n_type) == 0 && (!part || strstr(got, part + 1)))
            return true;
    }
    return false;
}

/* A child that still runs is ended by closing its socket; one that was killed is reported. */
static void end(struct kid *kid, const char *got)
{
    if (strcmp(got, "killed") == 0) {
        const char *how = fake_gone(&core, kid, 3000);
        check(strcmp(how, "deadline 9") == 0 || strncmp(how, "signal", 6) == 0);
        close(kid->socket);
        return;
    }
    long kib = memory_of(kid->pid);
    check(kib > 0 && (guard_sanitized() || kib < MEMORY_KIB));
    check_text(fake_end(&core, kid), "exit 0");
}

static void next_is_served(void)
{
    struct kid kid = fake_fork(&core, "visit");
    static const char source[] = "ask.text \"served\"";
    check_text(outcome(&kid, source, strlen(source)), "step served");
    check_text(fake_end(&core, &kid), "exit 0");
}

static void attack(const char *name)
{
    size_t n;
    char *source = fake_read_bytes(turn_text("tests/flow/attacks/%s", name), &n);
    const char *wanted = "error main.lua: ";
    if (strncmp(source, "-- want: ", 9) == 0)
        wanted = turn_text("%.*s", (int)strcspn(source + 9, "\n"), source + 9);
    struct kid kid = fake_fork(&core, "visit");
    const char *got = outcome(&kid, source, n);
    if (!fits(got, wanted))
        fprintf(stderr, "%s: wanted %s, got %.200s\n", name, wanted, got);
    check(fits(got, wanted));
    end(&kid, got);
    next_is_served();
    free(source);
    turn_end();
}

static void attack_by_check(void)
{
    struct kid kid = fake_fork(&core, "visit");
    static const char source[] = "ask.text { \"name\", check = function() while true do end end }";
    check_text(outcome(&kid, source, strlen(source)), "step name");
    set_deadline(&kid);
    kid_send(&kid, json_pack("{ss,ss}", "type", "answer", "value", "x"), NULL, 0);
    check(kid_hear(&kid, 10 * DEADLINE) == NULL);
    end(&kid, "killed");
    next_is_served();
}

int main(void)
{
    struct dirent **files;
    fake_start(&core);
    int n = scandir(SOURCE "/tests/flow/attacks", &files, NULL, alphasort);
    check(n > 50);
    for (int i = 0; i < n; i++) {
        if (strstr(files[i]->d_name, ".lua"))
            attack(files[i]->d_name);
        free(files[i]);
    }
    free(files);
    attack_by_check();
    fake_stop(&core);
    return test_end();
}
