/* inside.h - what the files of web share with each other and with nobody else. */
#ifndef WEB_INSIDE_H
#define WEB_INSIDE_H

#include "web/web.h"

#include <microhttpd.h>

struct web {
    struct loop *loop;
    const struct route *routes;
    void *mine;
    size_t most; /* bytes of a body */
    struct MHD_Daemon *daemon;
    struct watch watch;
    struct timer run;
    struct request *requests; /* all that are not finished */
    int n_streams;
};

/* A suspended connection costs nothing and hears nothing until it is resumed. */
void request_suspend(struct request *request);
void request_resume(struct request *request);

/* Hands the prepared answer to the server. */
enum MHD_Result request_queue(struct request *request);
void request_free(struct request *request);

/* The stream of a request that was answered with request_stream(). */
int stream_open(struct request *request);
void stream_close(struct request *request);
void stream_push(struct request *request, const char *event, const char *text);
void stream_end(struct request *request);
struct MHD_Response *stream_response(struct request *request);

#endif
