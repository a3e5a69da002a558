/* voice.c - see voice.h.
 *
 * The text goes in as a memory file, so nothing is ever written into the pipe of a program that has died. No shell, no
 * text among the arguments. What comes back is foreign: its length and its time are bounded here, its bytes in sound.c.
 */
#define _GNU_SOURCE
#include "voice/voice.h"

#include "base/clock.h"
#include "base/memfile.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEADLINE_MS = 10000, BLOCK = 1 << 16 };

static const char program[] = "espeak-ng";

bool voice_is(const char *language)
{
    size_t n = strlen(language);
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)language[i]) && (language[i] != '-' || i == 0))
            return false;
    return n > 0 && n < VOICE_LANGUAGE;
}

static int refuse(bool *told, const char *why)
{
    if (!*told)
        fail(E_IO, "%s: %s; what it was to say is only shown", program, why);
    *told = true;
    return E_IO;
}

/* Reads the descriptor `text`, writes to the descriptor `to`; 0, or what errno would be. */
static int start(pid_t *pid, const char *language, int words, int text, int to)
{
    char speed[12];
    snprintf(speed, sizeof speed, "%d", words);
    const char *argv[] = {program, "-v", language, "-s", speed, "-z", "--stdin", "--stdout", NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, text, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, to, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int code = posix_spawnp(pid, program, &files, &attributes, (char *const *)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return code;
}

/* The next bytes of the pipe: how many, 0 at its end, negative when they are too late. */
static ssize_t read_some(int from, char *to, size_t n, int64_t deadline)
{
    for (;;) {
        int64_t left = deadline - clock_ms();
        int ready = left > 0 ? poll(&(struct pollfd){.fd = from, .events = POLLIN}, 1, (int)left) : 0;
        if (ready == 0 || (ready < 0 && errno != EINTR))
            return -1;
        ssize_t got = ready > 0 ? read(from, to, n) : -1;
        if (got >= 0 || errno != EINTR)
            return got;
    }
}

/* A larger block with the same bytes; the old one is wiped, as realloc() would not. */
static char *larger(char *bytes, size_t n)
{
    char *more = make(n + BLOCK);
    if (bytes)
        memcpy(more, bytes, n);
    wipe_free(bytes, n);
    return more;
}

/* All of it; NULL when it is too late or too much. */
static char *read_all(int from, size_t *n)
{
    int64_t deadline = clock_ms() + DEADLINE_MS;
    char *bytes = NULL;
    size_t room = 0;
    for (*n = 0;;) {
        if (*n == room) {
            bytes = larger(bytes, *n);
            room += BLOCK;
        }
        ssize_t got = room <= SOUND_MAX_WAV ? read_some(from, bytes + *n, room - *n, deadline) : -1;
        if (got == 0)
            return bytes;
        if (got < 0) {
            wipe_free(bytes, *n);
            return NULL;
        }
        *n += (size_t)got;
    }
}

/* Whoever does not end by itself is ended. */
static bool ended_well(pid_t pid, int patience_ms)
{
    int status = -1, end = pidfd_open(pid, 0);
    if (end < 0 || poll(&(struct pollfd){.fd = end, .events = POLLIN}, 1, patience_ms) <= 0)
        kill(pid, SIGKILL);
    if (end >= 0)
        close(end);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int listen_to(struct sound *to, pid_t pid, int from, bool *told)
{
    size_t n;
    char *bytes = read_all(from, &n);
    bool well = ended_well(pid, bytes ? 1000 : 0);
    int code = !bytes  ? refuse(told, "it says too much or takes too long")
               : !well ? refuse(told, "it failed")
                       : sound_wav(to, program, bytes, n);
    wipe_free(bytes, bytes ? n : 0);
    return code;
}

int voice_speak(struct sound *to, const char *language, int words, const char *text, bool *told)
{
    must(voice_is(language));
    int input = memfile_make("speech", text, strlen(text)), pipes[2];
    if (input < 0 || lseek(input, 0, SEEK_SET) < 0 || pipe2(pipes, O_CLOEXEC) < 0) {
        if (input >= 0)
            close(input);
        return refuse(told, strerror(errno));
    }
    pid_t pid;
    int why = start(&pid, language, words, input, pipes[1]);
    close(input);
    close(pipes[1]);
    int code = why ? refuse(told, strerror(why)) : listen_to(to, pid, pipes[0], told);
    close(pipes[0]);
    *told = code < 0;
    return code;
}
