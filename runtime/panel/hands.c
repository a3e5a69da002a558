/* hands.c - see hands.h. The panel starts the command that a person would type, so it can do nothing more than one. */
#define _GNU_SOURCE
#include "panel/hands.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void read_all(int fd, char *to, size_t size)
{
    size_t n = 0;
    ssize_t got;
    while (n + 1 < size && (got = read(fd, to + n, size - 1 - n)) > 0)
        n += (size_t)got;
    while (n > 0 && to[n - 1] == '\n')
        n--;
    to[n] = 0;
}

/* Output and errors are its answer. */
static int start(const struct hands *hands, char *words, int output, pid_t *pid)
{
    char *arguments[16] = {hands->command, (char[]){"--run"}, (char *)(uintptr_t)hands->run}, *rest;
    int n = 3;
    for (char *at = strtok_r(words, " ", &rest); at && n < 15; at = strtok_r(NULL, " ", &rest))
        arguments[n++] = at;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    int code = posix_spawn(pid, hands->command, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

static void run_line(const struct hands *hands, const char *line)
{
    struct answer *answer = make(sizeof *answer);
    char words[sizeof answer->line];
    int ends[2], how = 1;
    pid_t pid;
    snprintf(answer->line, sizeof answer->line, "%s", line);
    snprintf(words, sizeof words, "%s", line);
    must(pipe2(ends, O_CLOEXEC) == 0);
    int code = start(hands, words, ends[1], &pid);
    close(ends[1]);
    if (code != 0)
        snprintf(answer->text, sizeof answer->text, "%s: %s", hands->command, strerror(code));
    else
        read_all(ends[0], answer->text, sizeof answer->text);
    close(ends[0]);
    answer->good = code == 0 && waitpid(pid, &how, 0) == pid && how == 0;
    news_post(hands->event, NEWS_ANSWER, answer);
}

static int work(void *mine)
{
    const struct hands *hands = mine;
    FILE *lines = fdopen(hands->lines[0], "r");
    char line[sizeof((struct answer *)NULL)->line];
    while (lines && fgets(line, sizeof line, lines)) {
        line[strcspn(line, "\n")] = 0;
        run_line(hands, line);
    }
    if (lines)
        fclose(lines);
    return 0;
}

int hands_open(struct hands *hands, const char *run, char *command, uint32_t event)
{
    *hands = (struct hands){.event = event, .run = run, .command = command};
    if (pipe2(hands->lines, O_CLOEXEC) < 0)
        return fail_errno("pipe");
    fcntl(hands->lines[1], F_SETFL, O_NONBLOCK);
    hands->thread = SDL_CreateThread(work, "hands", hands);
    return hands->thread ? OK : fail(E_IO, "thread: %s", SDL_GetError());
}

void hands_close(struct hands *hands)
{
    close(hands->lines[1]);
    SDL_WaitThread(hands->thread, NULL);
}

bool hands_do(struct hands *hands, const char *line)
{
    const char *text = turn_text("%s\n", line);
    return write(hands->lines[1], text, strlen(text)) == (ssize_t)strlen(text);
}
