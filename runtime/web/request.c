/* request.c - see request.h. */
#include "web/inside.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *request_header(const struct request *request, const char *name)
{
    const char *value = MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
    return value ? value : "";
}

bool request_is_local(const struct request *request)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr)
        return false;
    if (info->client_addr->sa_family == AF_INET) {
        const struct sockaddr_in *from = (const void *)info->client_addr;
        return ntohl(from->sin_addr.s_addr) >> 24 == 127;
    }
    const struct sockaddr_in6 *from = (const void *)info->client_addr;
    return info->client_addr->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&from->sin6_addr);
}

bool request_may(struct request *request, const struct keys *tokens)
{
    static const char bearer[] = "Bearer ";
    const char *given = request_header(request, "Authorization");
    if (strncmp(given, bearer, sizeof bearer - 1) == 0 && keys_have(tokens, given + sizeof bearer - 1))
        return true;
    request_refuse(request, 401, "not known here", "send Authorization: Bearer with a token of this server");
    return false;
}

json_t *request_json(struct request *request)
{
    if (!request->json)
        request->json = json_read(request->route->pattern, request->body, request->n, JSON_MAX_DEPTH);
    if (json_is_object(request->json))
        return request->json;
    request_refuse(request, 400, "not a JSON object", "send one JSON object, at most %d deep", JSON_MAX_DEPTH);
    return NULL;
}

const char *request_want(struct request *request, const char *name, size_t max)
{
    const json_t *value = json_object_get(request->json, name);
    size_t n = json_string_length(value);
    if (n >= 1 && n <= max)
        return json_string_value(value);
    request_refuse(request, 400, "a field is missing", "%s must be a text of 1 to %zu bytes", name, max);
    return NULL;
}

static void set_answer(struct request *request, int status, const char *type, char *bytes, size_t n)
{
    wipe_free(request->answer.bytes, request->answer.n);
    request->answer.status = status;
    request->answer.type = type;
    request->answer.bytes = bytes;
    request->answer.n = n;
    if (request->state == REQUEST_READING)
        request->state = REQUEST_WAITING;
}

void request_answer(struct request *request, int status, json_t *value)
{
    char *text = json_write(value);
    set_answer(request, status, "application/json", text, strlen(text));
    json_wipe(value);
}

void request_refuse(struct request *request, int status, const char *error, const char *hint, ...)
{
    char text[512];
    va_list args;
    va_start(args, hint);
    vsnprintf(text, sizeof text, hint, args);
    va_end(args);
    if (request->route)
        say("%s %s: %d, %s", request->route->method, request->route->pattern, status, error);
    request_answer(request, status, json_pack("{ss,ss}", "error", error, "hint", text));
}

void request_text(struct request *request, int status, const char *type, const char *text)
{
    set_answer(request, status, type, make_text(text), strlen(text));
}

void request_bytes(struct request *request, int status, const char *type, const void *bytes, size_t n)
{
    char *copy = make(n + 1);
    memcpy(copy, bytes, n);
    set_answer(request, status, type, copy, n);
}

void request_stream(struct request *request)
{
    if (stream_open(request) == OK)
        request->state = REQUEST_OPENING;
    else
        request_refuse(request, 503, "too many listeners", "at most %d at once; try again in a minute", WEB_STREAMS);
}

void request_suspend(struct request *request)
{
    request->suspended = true;
    MHD_suspend_connection(request->connection);
}

void request_resume(struct request *request)
{
    if (!request->suspended)
        return;
    request->suspended = false;
    MHD_resume_connection(request->connection);
    loop_after(request->web->loop, &request->web->run, 0);
}

/* Gives the first half of an answer and then breaks off, as a dying server would. */
static ssize_t read_half(void *mine, uint64_t at, char *to, size_t max)
{
    const struct request *request = mine;
    size_t left = at < request->answer.n / 2 ? request->answer.n / 2 - (size_t)at : 0;
    if (left == 0)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t n = left < max ? left : max;
    memcpy(to, request->answer.bytes + at, n);
    return (ssize_t)n;
}

static struct MHD_Response *make_response(struct request *request)
{
    const struct answer *answer = &request->answer;
    if (request->state == REQUEST_STREAMING)
        return stream_response(request);
    if (answer->harm == HARM_CUT)
        return MHD_create_response_from_callback(answer->n, 1024, read_half, request, NULL);
    return MHD_create_response_from_buffer(answer->n, answer->bytes, MHD_RESPMEM_MUST_COPY);
}

enum MHD_Result request_queue(struct request *request)
{
    struct MHD_Response *response = make_response(request);
    must(response);
    bool stream = request->state == REQUEST_STREAMING;
    MHD_add_response_header(response, "Content-Type", stream ? "text/event-stream" : request->answer.type);
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    if (!stream)
        request->state = REQUEST_LEAVING;
    enum MHD_Result result =
        MHD_queue_response(request->connection, stream ? 200 : (unsigned)request->answer.status, response);
    MHD_destroy_response(response);
    return result;
}

void request_free(struct request *request)
{
    if (request->stream.open)
        stream_close(request);
    loop_forget(request->web->loop, &request->later);
    json_wipe(request->json);
    wipe_free(request->answer.bytes, request->answer.n);
    wipe_free(request->bytes, request->room);
    free(request->path);
    free(request);
}
