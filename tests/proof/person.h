/* person.h - `anjungan drivertest --device`, and who sits before it: reads what is asked, does it, answers. */
#ifndef PROOF_PERSON_H
#define PROOF_PERSON_H

#include "test.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PERSON_ARGUMENTS = 32 };

struct person {
    pid_t pid;
    int answers;
    FILE *said;
    char line[600]; /* the last one that was said */
};

/* With one of our drivers; `arguments` end with NULL. */
static inline void person_start(struct person *person, const char *driver, const char *const *arguments)
{
    int in[2], out[2];
    char path[300];
    const char *all[PERSON_ARGUMENTS + 3] = {"anjungan-drivertest", path};
    snprintf(path, sizeof path, "%s/lib/drivers/%s.so", BUILD, driver);
    for (int i = 0; i < PERSON_ARGUMENTS && arguments[i]; i++)
        all[i + 2] = arguments[i];
    check(pipe(in) == 0 && pipe(out) == 0);
    person->pid = fork();
    if (person->pid == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        for (int fd = 3; fd < 64; fd++)
            close(fd);
        execv(BUILD "/bin/anjungan-drivertest", (char **)(uintptr_t)all);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    person->answers = in[1];
    person->said = fdopen(out[0], "r");
}

/* The next line; false: there is none any more. */
static inline bool person_hear(struct person *person)
{
    return fgets(person->line, sizeof person->line, person->said) != NULL;
}

/* Hears on until that was said. */
static inline bool person_await(struct person *person, const char *what)
{
    while (person_hear(person))
        if (strstr(person->line, what))
            return true;
    return false;
}

static inline void person_say(const struct person *person, const char *word)
{
    check(write(person->answers, word, strlen(word)) == (ssize_t)strlen(word));
}

static inline bool person_is_told(const char *line, const char *beginning)
{
    return strncmp(line, beginning, strlen(beginning)) == 0;
}

/* Does what is asked, line by line; has it ended with the level gold? */
static inline bool person_serve(struct person *person, void (*does)(const char *line))
{
    bool gold = false;
    while (person_hear(person)) {
        printf("%s", person->line);
        gold |= person_is_told(person->line, "level: gold");
        does(person->line);
    }
    return gold;
}

/* Hears all of it; what it ended with. */
static inline int person_end(struct person *person)
{
    int status;
    while (person_hear(person))
        ;
    fclose(person->said);
    close(person->answers);
    waitpid(person->pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
