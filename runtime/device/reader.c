/* reader.c - see reader.h.
 *
 * Not obvious: a call that waits for pcscd cannot be woken safely, so the thread waits in it only while no card is in,
 * when nobody can want anything of it. With a card in, it waits for commands and looks five times a second whether the
 * card is still there. Once pcscd has gone a context is of no use for ever, also when pcscd is back: it is made anew.
 */
#define _GNU_SOURCE
#include "device/reader.h"

#include "base/walls.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <winscard.h>

enum {
    LOOK_MS = 200,    /* between looks at a card that is in */
    SEARCH_MS = 5000, /* a reader that came between two questions is found by then */
    PAUSE_MIN = 50,   /* ms until pcscd is called again */
    PAUSE_MAX = 5000,
    SETTINGS_MAX = 160,
};

static const DWORD protocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;

struct reader {
    int socket;
    char wanted[SETTINGS_MAX];
    char name[MAX_READERNAME];
    SCARDCONTEXT context;
    SCARD_READERSTATE state; /* as it was told last */
    bool in, connected;
    SCARDHANDLE card;
    DWORD protocol;
    int pause;
    uint8_t command[READER_PACKET], news[READER_PACKET];
};

/* The port is closed only when the process ends, which ends this thread too. (A thread cannot end by itself behind the
 * lock: the C library would have to load something for it.) */
_Noreturn static void wait_for_the_end(void)
{
    for (;;)
        pause();
}

static void tell(struct reader *reader, char what, size_t n)
{
    reader->news[0] = (uint8_t)what;
    if (send(reader->socket, reader->news, n + 1, MSG_NOSIGNAL) < 0)
        wait_for_the_end();
    explicit_bzero(reader->news, n + 1);
}

/* The next command, within ms; 0 bytes when none came. */
static size_t next_command(struct reader *reader, int ms)
{
    struct pollfd here = {reader->socket, POLLIN, 0};
    if (poll(&here, 1, ms) <= 0)
        return 0;
    ssize_t n = recv(reader->socket, reader->command, sizeof reader->command, 0);
    if (n <= 0)
        wait_for_the_end();
    return (size_t)n;
}

/* --- the card ----------------------------------------------------------------------------------------------------- */

/* A reader may answer less than an SW: that is no answer. After a failure the card is reset, so that the next command
 * does not fall into the middle of something. */
static size_t transmit(struct reader *reader, size_t n)
{
    const SCARD_IO_REQUEST *how = reader->protocol == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
    DWORD got = sizeof reader->news - 1;
    if (!reader->connected)
        return 0;
    LONG code = SCardTransmit(reader->card, how, reader->command, n, NULL, reader->news + 1, &got);
    if (code == SCARD_S_SUCCESS)
        return got >= 2 ? got : 0;
    SCardReconnect(reader->card, SCARD_SHARE_SHARED, protocols, SCARD_RESET_CARD, &reader->protocol);
    return 0;
}

static void execute(struct reader *reader, size_t n)
{
    tell(reader, READER_TAKEN, 0);
    size_t got = transmit(reader, n);
    explicit_bzero(reader->command, n);
    tell(reader, READER_ANSWER, got);
}

/* What was wanted of the card before is not asked of this one. */
static void refuse_old(struct reader *reader)
{
    while (next_command(reader, 0) > 0)
        tell(reader, READER_ANSWER, 0);
}

static void connect_card(struct reader *reader)
{
    size_t n = reader->state.cbAtr;
    refuse_old(reader);
    LONG code = reader->state.dwEventState & SCARD_STATE_MUTE
                    ? SCARD_W_UNRESPONSIVE_CARD
                    : SCardConnect(reader->context, reader->name, SCARD_SHARE_SHARED, protocols, &reader->card,
                                   &reader->protocol);
    reader->connected = code == SCARD_S_SUCCESS;
    reader->in = true;
    if (!reader->connected || n == 0 || n > MAX_ATR_SIZE) {
        say("the card in %s cannot be used: %s", reader->name, pcsc_stringify_error(code));
        reader->news[1] = 0;
        n = 1;
    } else {
        memcpy(reader->news + 1, reader->state.rgbAtr, n);
    }
    tell(reader, READER_IN, n);
}

static void disconnect_card(struct reader *reader)
{
    if (reader->connected)
        SCardDisconnect(reader->card, SCARD_UNPOWER_CARD);
    reader->in = reader->connected = false;
}

/* --- the reader --------------------------------------------------------------------------------------------------- */

/* pcscd counts in the upper half what happened: another card that came quickly is another card. */
static bool another(DWORD before, DWORD now)
{
    return before >> 16 != now >> 16;
}

static void note(struct reader *reader)
{
    bool first = reader->state.dwCurrentState == SCARD_STATE_UNAWARE;
    bool present = reader->state.dwEventState & SCARD_STATE_PRESENT;
    bool changed = reader->in != present || another(reader->state.dwCurrentState, reader->state.dwEventState);
    reader->state.dwCurrentState = reader->state.dwEventState & ~(DWORD)SCARD_STATE_CHANGED;
    if (!first && !changed)
        return;
    bool was_in = reader->in;
    disconnect_card(reader);
    if (was_in || !present)
        tell(reader, READER_OUT, 0);
    if (present)
        connect_card(reader);
}

/* Until the reader or pcscd is lost. */
static LONG watch(struct reader *reader)
{
    const DWORD lost = SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE | SCARD_STATE_IGNORE;
    for (;;) {
        size_t n = reader->in ? next_command(reader, LOOK_MS) : 0;
        if (n > 0)
            execute(reader, n);
        LONG code = SCardGetStatusChange(reader->context, reader->in ? 0 : INFINITE, &reader->state, 1);
        if (code == (LONG)SCARD_E_TIMEOUT)
            continue;
        if (code != SCARD_S_SUCCESS)
            return code;
        if (reader->state.dwEventState & lost)
            return (LONG)SCARD_E_READER_UNAVAILABLE;
        note(reader);
    }
}

/* Its names are a list of texts, one NUL behind each and another at the end. */
static bool find(struct reader *reader, const char *names)
{
    int fitting = 0;
    for (const char *name = names; *name; name += strlen(name) + 1) {
        if (strncmp(name, reader->wanted, strlen(reader->wanted)) != 0 || strlen(name) >= sizeof reader->name)
            continue;
        if (fitting++ == 0)
            strcpy(reader->name, name);
    }
    if (fitting > 1)
        say("%d readers are called \"%s...\": %s is taken", fitting, reader->wanted, reader->name);
    return fitting > 0;
}

/* Waits for the reader to be plugged in; then names it. */
static LONG search(struct reader *reader)
{
    char names[4096];
    for (;;) {
        DWORD n = sizeof names;
        SCARD_READERSTATE any = {.szReader = "\\\\?PnP?\\Notification"};
        LONG code = SCardListReaders(reader->context, NULL, names, &n);
        if (code == SCARD_S_SUCCESS && find(reader, names))
            return code;
        if (code != SCARD_S_SUCCESS && code != (LONG)SCARD_E_NO_READERS_AVAILABLE)
            return code;
        code = SCardGetStatusChange(reader->context, SEARCH_MS, &any, 1);
        if (code != SCARD_S_SUCCESS && code != (LONG)SCARD_E_TIMEOUT)
            return code;
    }
}

/* From pcscd's beginning to its end, or the reader's. */
static LONG serve(struct reader *reader)
{
    LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &reader->context);
    if (code != SCARD_S_SUCCESS)
        return code;
    code = search(reader);
    if (code == SCARD_S_SUCCESS) {
        say("card reader %s", reader->name);
        reader->pause = PAUSE_MIN;
        reader->state = (SCARD_READERSTATE){.szReader = reader->name, .dwCurrentState = SCARD_STATE_UNAWARE};
        code = watch(reader);
        disconnect_card(reader);
        tell(reader, READER_GONE, 0);
    }
    SCardReleaseContext(reader->context);
    return code;
}

static void *run(void *mine)
{
    struct reader *reader = mine;
    LONG before = SCARD_S_SUCCESS;
    walls_close(NULL, 0); /* those of a thread that exists already are its own */
    for (;;) {
        LONG code = serve(reader);
        if (code != before)
            say("card reader \"%s...\": %s", reader->wanted, pcsc_stringify_error(code));
        before = code;
        if (next_command(reader, reader->pause) > 0)
            tell(reader, READER_ANSWER, 0);
        reader->pause = reader->pause * 2 > PAUSE_MAX ? PAUSE_MAX : reader->pause * 2;
    }
    return NULL;
}

/* Signals are for the main thread: its watchdog, its loop. */
static int start_thread(struct reader *reader)
{
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int code = pthread_create(&thread, NULL, run, reader);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code == 0)
        pthread_detach(thread);
    return code;
}

int reader_start(const char *name)
{
    int ends[2];
    if (strlen(name) >= SETTINGS_MAX)
        return E_FORMAT;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return fail_errno("no sockets for the card reader");
    struct reader *reader = make(sizeof *reader);
    reader->socket = ends[1];
    reader->pause = PAUSE_MIN;
    strcpy(reader->wanted, name);
    errno = start_thread(reader);
    if (errno == 0)
        return ends[0];
    close(ends[0]);
    close(ends[1]);
    free(reader);
    return fail_errno("no thread for the card reader");
}
