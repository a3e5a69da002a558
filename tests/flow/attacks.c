/* attacks: scripts that want out, or want it all. Each file says in its first line what must come of it; all is judged
 * from outside: what the child says, when it is dead, how much memory it had, that the next citizen is served, and that
 * the nursery has not grown. Those that run for ever do so together. */
#define _GNU_SOURCE
#include "attack.h"
#include "base/guard.h"
#include "fake.h"
#include "peek.h"
#include "test.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    DEADLINE = 800,  /* of those that run for ever */
    PATIENCE = 4500, /* of the others; less than the walls' 5 s of computing */
    MEMORY_KIB = 64 << 10,
    TOGETHER = 16,
    MANY = 500,
    GROWTH_KIB = 512,
};

struct attack {
    char *name, *source;
    size_t n;
    const char *wanted;
    struct kid kid;
    long kib;
};

static struct fake core;

static void set_deadline(const struct kid *kid, int ms)
{
    fake_send(&core, json_pack("{ss,sI,si}", "type", "deadline", "child", (json_int_t)kid->number, "ms", ms));
}

/* "error main.lua:2: ...", "step name", "end 7" or "killed": all of it as one text. */
static const char *outcome(const struct kid *kid, const char *source, size_t n)
{
    json_t *rows = json_array(), *said;
    kid_begin_bytes(kid, source, n, rows, NULL);
    set_deadline(kid, PATIENCE);
    said = kid_hear(kid, 10 * PATIENCE);
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

static bool is_killing(const char *how)
{
    return strcmp(how, "deadline 9") == 0 || strncmp(how, "signal", 6) == 0;
}

static bool is_modest(long kib)
{
    return kib > 0 && (guard_sanitized() || kib < MEMORY_KIB);
}

/* A child that still runs is ended by closing its socket; one that was killed is reported. */
static void end(struct kid *kid, const char *got)
{
    if (strcmp(got, "killed") == 0) {
        check(is_killing(fake_gone(&core, kid, PATIENCE)));
        close(kid->socket);
        return;
    }
    check(is_modest(peek_figure(kid->pid, "VmHWM:")));
    check_text(fake_end(&core, kid), "exit 0");
}

static void next_is_served(void)
{
    struct kid kid = fake_fork(&core, "visit");
    static const char source[] = "ask.text \"served\"";
    check_text(outcome(&kid, source, strlen(source)), "step served");
    check_text(fake_end(&core, &kid), "exit 0");
}

static void attack_alone(struct attack *a)
{
    a->kid = fake_fork(&core, "visit");
    const char *got = outcome(&a->kid, a->source, a->n);
    if (!fits(got, a->wanted))
        fprintf(stderr, "%s: wanted %s, got %.200s\n", a->name, a->wanted, got);
    check(fits(got, a->wanted));
    end(&a->kid, got);
    next_is_served();
}

static void start(struct attack *a)
{
    json_t *rows = json_array();
    a->kid = fake_fork(&core, "visit");
    kid_begin_bytes(&a->kid, a->source, a->n, rows, NULL);
    set_deadline(&a->kid, DEADLINE);
    json_decref(rows);
}

/* The nursery reports a child's end; which one of them? */
static void take_end(struct attack *attacks, int n, const json_t *gone)
{
    for (int i = 0; i < n; i++) {
        struct attack *a = &attacks[i];
        if (a->kid.number != json_number(gone, "child", 0))
            continue;
        bool good = is_killing(turn_text("%s %d", json_text(gone, "why"), (int)json_number(gone, "number", 0))) &&
                    kid_hear(&a->kid, 0) == NULL && is_modest(a->kib);
        if (!good)
            fprintf(stderr, "%s: %s, %ld KiB\n", a->name, json_text(gone, "why"), a->kib);
        check(good);
        close(a->kid.socket);
    }
}

static void attack_together(struct attack *attacks, int n)
{
    for (int i = 0; i < n; i++)
        start(&attacks[i]);
    for (int left = n; left > 0;) {
        json_t *gone = fake_hear(&core, 20);
        for (int i = 0; i < n; i++) {
            long kib = peek_figure(attacks[i].kid.pid, "VmHWM:");
            attacks[i].kib = kib > 0 ? kib : attacks[i].kib;
        }
        left -= gone != NULL;
        take_end(attacks, n, gone);
        json_decref(gone);
    }
    next_is_served();
    turn_end();
}

static void attack_by_check(void)
{
    struct kid kid = fake_fork(&core, "visit");
    static const char source[] = "ask.text { \"name\", check = function() while true do end end }";
    check_text(outcome(&kid, source, strlen(source)), "step name");
    set_deadline(&kid, DEADLINE);
    kid_send(&kid, json_pack("{ss,ss}", "type", "answer", "value", "x"), NULL, 0);
    check(kid_hear(&kid, 10 * PATIENCE) == NULL);
    end(&kid, "killed");
    next_is_served();
}

/* The same again and again: what an attack leaves in the nursery would add up. */
static void many_leave_nothing(struct attack *attacks, int n, int descriptors)
{
    long kib = peek_figure(core.pid, "VmRSS:");
    for (int i = 0; i < MANY; i++) {
        struct attack *a = &attacks[i % n];
        a->kid = fake_fork(&core, "visit");
        end(&a->kid, outcome(&a->kid, a->source, a->n));
        turn_end();
    }
    for (int i = 0; i < PATIENCE && peek_descriptors(core.pid) != descriptors; i++)
        usleep(1000); /* a child's are closed right after its end was reported */
    check(peek_descriptors(core.pid) == descriptors);
    check(guard_sanitized() || peek_figure(core.pid, "VmRSS:") - kib < GROWTH_KIB);
}

static struct attack read_attack(const char *name)
{
    struct attack a = {.name = make_text(name), .wanted = "error main.lua:"};
    a.source = attack_read(name, &a.n);
    if (strncmp(a.source, "-- want: ", 9) == 0)
        a.wanted = a.source + 9;
    char *line = make_text(a.wanted);
    line[strcspn(line, "\r\n")] = 0;
    a.wanted = line;
    return a;
}

static void attack_free(struct attack *a)
{
    free(a->name);
    free(a->source);
    free((char *)(uintptr_t)a->wanted);
}

/* Those that must be killed come first. */
static int by_end(const void *left, const void *right)
{
    const struct attack *a = left, *b = right;
    return (strcmp(b->wanted, "killed") == 0) - (strcmp(a->wanted, "killed") == 0);
}

static struct attack *read_attacks(int *n, int *n_endless)
{
    struct dirent **files;
    int n_files = scandir(SOURCE "/tests/flow/attacks", &files, NULL, alphasort);
    must(n_files > 0);
    struct attack *attacks = make((size_t)n_files * sizeof *attacks);
    for (int i = 0; i < n_files; i++) {
        if (attack_is(files[i]->d_name))
            attacks[(*n)++] = read_attack(files[i]->d_name);
        free(files[i]);
    }
    free(files);
    qsort(attacks, (size_t)*n, sizeof *attacks, by_end);
    while (*n_endless < *n && strcmp(attacks[*n_endless].wanted, "killed") == 0)
        (*n_endless)++;
    turn_end();
    return attacks;
}

int main(void)
{
    int n = 0, n_endless = 0;
    struct attack *attacks = read_attacks(&n, &n_endless);
    fake_start(&core);
    int descriptors = peek_descriptors(core.pid);
    check(n > 350 && n_endless > 30);
    for (int i = 0; i < n_endless; i += TOGETHER)
        attack_together(attacks + i, n_endless - i < TOGETHER ? n_endless - i : TOGETHER);
    for (int i = n_endless; i < n; i++) {
        attack_alone(&attacks[i]);
        turn_end();
    }
    attack_by_check();
    many_leave_nothing(attacks + n_endless, n - n_endless, descriptors);
    fake_stop(&core);
    for (int i = 0; i < n; i++)
        attack_free(&attacks[i]);
    free(attacks);
    return test_end();
}
