/* tell.c - see tell.h. */
#include "up/tell.h"

#include "base/json.h"
#include "up/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char simulator[] = "run/sim/control", supervisor[] = "run/up/control";

static const char *joined(const struct words *words)
{
    const char *line = "";
    for (int i = 0; i < words->n; i++)
        line = turn_text("%s%s%s", line, i ? " " : "", words->at[i]);
    return line;
}

static int print_line(char *answer)
{
    if (!answer)
        return E_GONE;
    bool bad = strncmp(answer, "error", 5) == 0;
    fprintf(bad ? stderr : stdout, "%s\n", answer);
    free(answer);
    return bad ? E_STATE : OK;
}

static int print_help(const char *run)
{
    char *answer = ask_line(run, simulator, "the simulator", "help");
    json_t *help = answer ? json_loads(answer, 0, NULL) : NULL, *words, *does;
    const char *class, *word;
    json_object_foreach (help, class, words) {
        printf("%s\n", class);
        json_object_foreach (words, word, does)
            printf("  %-36s %s\n", word, json_string_value(does));
    }
    json_decref(help);
    free(answer);
    return answer ? OK : E_GONE;
}

int tell_simulator(const char *run, const struct words *words)
{
    const char *line = joined(words);
    return strcmp(line, "help") == 0 ? print_help(run) : print_line(ask_line(run, simulator, "the simulator", line));
}

int tell_supervisor(const char *run, const struct words *words)
{
    return print_line(ask_line(run, supervisor, "the supervisor", joined(words)));
}

static const char *state_of(const json_t *row)
{
    return json_truth(row, "running")  ? "running"
           : json_truth(row, "wanted") ? "waiting"
           : json_truth(row, "out")    ? "out"
                                       : "stopped";
}

int tell_status(const char *run)
{
    char *answer = ask_line(run, supervisor, "the supervisor", "status");
    if (!answer)
        return E_GONE;
    json_t *row, *rows = json_loads(answer, 0, NULL);
    size_t i;
    printf("%-10s %-8s %8s %8s   %s\n", "NAME", "STATE", "PID", "RESTARTS", run);
    json_array_foreach (rows, i, row)
        printf("%-10s %-8s %8lld %8lld\n", json_text(row, "name"), state_of(row), (long long)json_number(row, "pid", 0),
               (long long)json_number(row, "restarts", 0));
    json_decref(rows);
    free(answer);
    return OK;
}
