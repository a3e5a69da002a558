/* httpd.c - see httpd.h: the functions of libmicrohttpd that web uses, under their own names.
 *
 * Two functions are wrapped by the linker: loop_new(), to learn what settles a turn, and db_settle(), which commits
 * nothing here. */
#include "httpd.h"

#include "fuzz.h"

#include "base/loop.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REQUESTS = 16 };

struct MHD_Connection {
    struct httpd_request request;
    void *mine;
    bool suspended, answered;
    int ends[2];
    union MHD_ConnectionInfo info;
};

struct MHD_Response {
    char *bytes; /* NULL: what `read` gives */
    size_t n;
    MHD_ContentReaderCallback read;
    void *mine;
};

struct MHD_Daemon {
    MHD_AccessHandlerCallback handler;
    MHD_RequestCompletedCallback completed;
    void *mine, *completed_mine;
    union MHD_DaemonInfo info;
};

static struct MHD_Daemon server;
static struct MHD_Connection connections[REQUESTS];
static int n_connections;
static void (*settle)(void *mine);
static void *settle_mine;

struct loop *__real_loop_new(void (*settles)(void *mine), void *mine);
struct loop *__wrap_loop_new(void (*settles)(void *mine), void *mine);
int __wrap_db_settle(struct db *db);

struct loop *__wrap_loop_new(void (*settles)(void *mine), void *mine)
{
    settle = settles;
    settle_mine = mine;
    return __real_loop_new(settles, mine);
}

int __wrap_db_settle(struct db *db)
{
    return db->broken;
}

struct MHD_Daemon *MHD_start_daemon(unsigned flags, uint16_t port, MHD_AcceptPolicyCallback may, void *may_mine,
                                    MHD_AccessHandlerCallback handler, void *mine, ...)
{
    va_list args;
    (void)flags, (void)port, (void)may, (void)may_mine;
    server = (struct MHD_Daemon){.handler = handler, .mine = mine};
    server.info.epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    va_start(args, mine);
    for (int option; (option = va_arg(args, int)) != MHD_OPTION_END;) {
        if (option == MHD_OPTION_NOTIFY_COMPLETED) {
            server.completed = va_arg(args, MHD_RequestCompletedCallback);
            server.completed_mine = va_arg(args, void *);
        } else {
            (void)va_arg(args, int);
        }
    }
    va_end(args);
    return &server;
}

void MHD_stop_daemon(struct MHD_Daemon *d)
{
    close(d->info.epoll_fd);
}

const union MHD_DaemonInfo *MHD_get_daemon_info(struct MHD_Daemon *d, enum MHD_DaemonInfoType type, ...)
{
    (void)type;
    return &d->info;
}

enum MHD_Result MHD_run(struct MHD_Daemon *d)
{
    (void)d;
    return MHD_YES;
}

enum MHD_Result MHD_get_timeout(struct MHD_Daemon *d, MHD_UNSIGNED_LONG_LONG *ms)
{
    (void)d, (void)ms;
    return MHD_NO;
}

const char *MHD_lookup_connection_value(struct MHD_Connection *c, enum MHD_ValueKind kind, const char *name)
{
    (void)kind;
    return httpd_header(&c->request, name);
}

const union MHD_ConnectionInfo *MHD_get_connection_info(struct MHD_Connection *c, enum MHD_ConnectionInfoType type, ...)
{
    static struct sockaddr_in here = {.sin_family = AF_INET}, elsewhere = {.sin_family = AF_INET};
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (type == MHD_CONNECTION_INFO_CLIENT_ADDRESS)
        c->info.client_addr = (void *)(httpd_header(&c->request, "from") ? &here : &elsewhere);
    else
        c->info.connect_fd = c->ends[0];
    return &c->info;
}

enum MHD_Result MHD_set_connection_option(struct MHD_Connection *c, enum MHD_CONNECTION_OPTION option, ...)
{
    (void)c, (void)option;
    return MHD_YES;
}

void MHD_suspend_connection(struct MHD_Connection *c)
{
    must(!c->suspended);
    c->suspended = true;
}

void MHD_resume_connection(struct MHD_Connection *c)
{
    must(c->suspended);
    c->suspended = false;
}

struct MHD_Response *MHD_create_response_from_buffer(size_t n, void *bytes, enum MHD_ResponseMemoryMode mode)
{
    struct MHD_Response *response = make(sizeof *response);
    (void)mode;
    response->bytes = memcpy(make(n), bytes, n);
    response->n = n;
    return response;
}

struct MHD_Response *MHD_create_response_from_callback(uint64_t n, size_t block, MHD_ContentReaderCallback read,
                                                       void *mine, MHD_ContentReaderFreeCallback done)
{
    struct MHD_Response *response = make(sizeof *response);
    (void)n, (void)block, (void)done;
    response->read = read;
    response->mine = mine;
    return response;
}

enum MHD_Result MHD_add_response_header(struct MHD_Response *response, const char *name, const char *value)
{
    (void)response;
    return name && value && !strpbrk(value, "\r\n") ? MHD_YES : MHD_NO;
}

enum MHD_Result MHD_queue_response(struct MHD_Connection *c, unsigned status, struct MHD_Response *response)
{
    char piece[512];
    must(!c->answered && status >= 200 && status < 600);
    c->answered = true;
    if (response->read)
        response->read(response->mine, 0, piece, sizeof piece);
    return MHD_YES;
}

void MHD_destroy_response(struct MHD_Response *response)
{
    free(response->bytes);
    free(response);
}

const char *httpd_header(const struct httpd_request *request, const char *name)
{
    for (int i = 0; i < request->n_headers; i++)
        if (strcasecmp(request->headers[i].name, name) == 0)
            return request->headers[i].value;
    return NULL;
}

void httpd_set_header(struct httpd_request *request, const char *name, const char *value)
{
    for (int i = 0; i < request->n_headers; i++)
        if (strcasecmp(request->headers[i].name, name) == 0)
            request->headers[i].name = "";
    if (request->n_headers < (int)COUNT(request->headers)) {
        request->headers[request->n_headers].name = name;
        request->headers[request->n_headers++].value = value;
    }
}

/* The next line of the head, cut off; NULL after the last. */
static char *take_line(char **rest)
{
    char *line = *rest, *end = strchr(line, '\n');
    *rest = end ? end + 1 : line + strlen(line);
    if (end)
        *end = 0;
    return *line ? line : NULL;
}

static bool read_request(struct httpd_request *request, char *text)
{
    char *line = take_line(&text), *space = line ? strchr(line, ' ') : NULL, *colon;
    if (!space || space[1] != '/')
        return false;
    *space = 0;
    *request = (struct httpd_request){.method = line, .path = space + 1};
    while ((line = take_line(&text)))
        if ((colon = strstr(line, ": ")) && request->n_headers < (int)COUNT(request->headers) - 4) {
            *colon = 0;
            httpd_set_header(request, line, colon + 2);
        }
    request->body = text;
    return true;
}

/* As libmicrohttpd does it: once for the head, then the body in pieces, then once more. */
static void hand_over(struct MHD_Connection *c)
{
    const struct httpd_request *r = &c->request;
    size_t left = strlen(r->body), none = 0;
    enum MHD_Result going = server.handler(server.mine, c, r->path, r->method, "HTTP/1.1", NULL, &none, &c->mine);
    for (const char *at = r->body; going == MHD_YES && !c->answered && left > 0;) {
        size_t piece = left < 1024 ? left : 1024, n = piece;
        going = server.handler(server.mine, c, r->path, r->method, "HTTP/1.1", at, &n, &c->mine);
        at += piece;
        left -= piece;
    }
    if (going == MHD_YES && !c->answered)
        server.handler(server.mine, c, r->path, r->method, "HTTP/1.1", NULL, &none, &c->mine);
}

static void accept_one(char *text, void (*sign)(struct httpd_request *request))
{
    struct MHD_Connection *c = &connections[n_connections];
    *c = (struct MHD_Connection){0};
    if (!read_request(&c->request, text))
        return;
    if (sign)
        sign(&c->request);
    if (!httpd_header(&c->request, "Content-Length"))
        httpd_set_header(&c->request, "Content-Length", turn_text("%zu", strlen(c->request.body)));
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, c->ends) == 0);
    n_connections++;
    hand_over(c);
}

static void finish(struct MHD_Connection *c)
{
    server.completed(server.completed_mine, c, &c->mine, MHD_REQUEST_TERMINATED_COMPLETED_OK);
    close(c->ends[0]);
    close(c->ends[1]);
}

void httpd_serve(struct db *db, char *text, void (*sign)(struct httpd_request *request))
{
    for (n_connections = 0; *text && n_connections < REQUESTS;)
        accept_one(fuzz_part(&text), sign);
    settle(settle_mine);
    for (int i = 0; i < n_connections; i++)
        finish(&connections[i]);
    must(db->broken == OK);
    if (!sqlite3_get_autocommit(db->file))
        sqlite3_exec(db->file, "ROLLBACK", NULL, NULL, NULL);
    db->writing = false;
}
