/* request.h - what a handler sees of one HTTP request, and how it answers.
 *
 * Everything here lives until the answer has left; the handler only borrows. Every handler ends in exactly one of
 * request_answer, request_refuse, request_text and request_stream. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "base/json.h"
#include "base/keys.h"
#include "base/loop.h"

enum { REQUEST_SEGMENTS = 8 };

/* How an answer may be spoilt on purpose, so that senders can be tested. */
enum harm { HARM_NONE, HARM_CUT, HARM_DROP };

struct answer {
    int status;
    const char *type; /* content type */
    char *bytes;
    size_t n;
    enum harm harm;
    int64_t pause; /* ms to wait before it leaves */
};

struct stream {
    char *bytes; /* events that have not left yet */
    size_t n;
    bool open, ended;
    struct watch watch; /* tells when the listener left */
};

struct request {
    /* for handlers */
    const char *part[REQUEST_SEGMENTS]; /* what the stars of the route's pattern stood for */
    const char *body;                   /* NUL-terminated beyond n */
    size_t n;
    /* kept by web */
    struct web *web;
    struct MHD_Connection *connection;
    const struct route *route;
    enum {
        REQUEST_READING,   /* the body comes in */
        REQUEST_WAITING,   /* answered; the turn is not settled yet */
        REQUEST_OPENING,   /* the same, for a stream */
        REQUEST_STREAMING, /* a stream that stands */
        REQUEST_LEAVING,   /* the answer is on its way */
    } state;
    bool suspended;
    char *path, *segment[REQUEST_SEGMENTS];
    int n_segments;
    char *bytes;
    size_t room;
    json_t *json;
    struct answer answer;
    struct stream stream;
    struct timer later;
    struct request *next;
};

/* "" when the header is absent. */
const char *request_header(const struct request *request, const char *name);

/* True when it comes from this machine. */
bool request_is_local(const struct request *request);

/* True when "Authorization: Bearer TOKEN" names one of the tokens; otherwise it was answered 401. */
bool request_may(struct request *request, const struct keys *tokens);

/* The body as a JSON object; NULL when it is not one, which was answered 400. */
json_t *request_json(struct request *request);

/* A text member of that object, of 1 to max bytes; NULL when it is not there, which was answered 400. */
const char *request_want(struct request *request, const char *name, size_t max);

/* Answers in JSON and drops the reference to value. */
void request_answer(struct request *request, int status, json_t *value);

/* Answers {error, hint}: what is wrong in a few words, and what to do about it. */
void request_refuse(struct request *request, int status, const char *error, const char *hint, ...)
    __attribute__((format(printf, 4, 5)));

void request_text(struct request *request, int status, const char *type, const char *text);
void request_bytes(struct request *request, int status, const char *type, const void *bytes, size_t n);

/* Turns the request into a stream of server-sent events. */
void request_stream(struct request *request);

#endif
