/* harness.h - a run folder of its own for a test, real programs in it, and a plain HTTP client that may also misbehave.
 *
 * The harness listens first and hands the socket over (LISTEN_FDS), as the supervisor does: a program may be killed and
 * started again while its port stays. Everything it starts ends with the test. Settings: kiosk 07 of site LKR, agencies
 * polri, dukcapil, biller, kua; queues A and D. */
#ifndef TESTS_HARNESS_H
#define TESTS_HARNESS_H

#include "base/json.h"

#include <sys/types.h>

enum { RIG_AGENCIES = 4 };

struct rig_agency {
    const char *id;
    unsigned char webhook[32], public_key[32], secret_key[32];
};

struct rig {
    char run[64];
    int hall_socket, office_socket;
    int hall_port, office_port;
    pid_t hall, office, deliver;
    unsigned char kiosk_public[32], kiosk_secret[64];
    struct rig_agency agencies[RIG_AGENCIES];
};

/* Makes the folder with site.conf, secrets and keys, and the two listening sockets. Nothing runs yet. */
void rig_open(struct rig *rig);

/* Starts build/bin/NAME --run RUN; `listener` (-1: none) becomes its descriptor 3. */
pid_t rig_start(struct rig *rig, const char *name, int listener);

/* Sends the signal and waits for the end; returns the exit code, or 128 + the signal that ended it. */
int rig_stop(pid_t *pid, int signal);

/* Stops what runs (a program that does not end well fails the test) and removes the folder. */
void rig_close(struct rig *rig);

/* A listening socket on a port of its own. */
int rig_listen(int *port);

/* The device's and the officer's header line of this rig, for http_ask(). */
extern const char rig_device[], rig_officer[];

struct reply {
    int status; /* 0: nobody answered, or not to the end */
    char *body; /* NUL-terminated */
    size_t n;
    json_t *json; /* NULL when it is none */
};

/* One request on a connection of its own. headers: lines that end in \r\n, or "". body may be NULL. */
struct reply http_ask(int port, const char *method, const char *path, const char *headers, const void *body, size_t n);

/* The same with a JSON text as body. */
struct reply http_post(int port, const char *path, const char *headers, const char *json);
struct reply http_get(int port, const char *path, const char *headers);

/* A connection to send raw bytes on; whatever comes back until it closes or falls silent for ms. */
int http_open(int port);
void http_send(int fd, const void *bytes, size_t n);
struct reply http_read(int fd, int ms);
void reply_free(struct reply *reply);

/* Reads events of a stream: the data of the next one as JSON, NULL when none comes within ms. */
struct listener {
    int fd;
    char bytes[65536];
    size_t n;
};
void listener_open(struct listener *listener, int port, const char *path);
json_t *listener_next(struct listener *listener, int ms);
void listener_close(struct listener *listener);

/* A letter of this kiosk for an agency, sealed and signed, with this id; `inside` is the opened JSON. The caller frees
 * it. */
char *letter_make(const struct rig *rig, const char *agency, const char *id, const char *inside);
char *letter_make_type(const struct rig *rig, const char *agency, const char *id, const char *type, const char *inside);

/* Its Standard Webhooks headers and Idempotency-Key, dated `late` seconds from now. */
char *letter_headers(const struct rig *rig, const char *agency, const char *id, const char *letter, int late);

void sleep_ms(int ms);

#endif
