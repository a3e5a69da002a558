/* web: addresses, limits, errors, answers after the commit only, streams that notice who left, and no wake-up when
 * idle. */
#define _GNU_SOURCE
#include "web/harness.h"
#include "web/web.h"
#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* The server: a child with a few addresses. */
static struct web *web;
static struct keys *tokens;
static int handled, code;
static json_t *event;

static void on_echo(void *mine, struct request *request)
{
    (void)mine;
    handled++;
    if (request_json(request))
        request_answer(request, 200, json_incref(request->json));
}

static void on_parts(void *mine, struct request *request)
{
    (void)mine;
    request_answer(request, 200, json_pack("[s,s]", request->part[0], request->part[1]));
}

static void on_count(void *mine, struct request *request)
{
    (void)mine;
    request_answer(request, 200, json_pack("{si,sb}", "handled", handled, "local", request_is_local(request)));
}

static void on_secret(void *mine, struct request *request)
{
    (void)mine;
    if (request_may(request, tokens))
        request_answer(request, 200, json_true());
}

static void on_harm(void *mine, struct request *request)
{
    (void)mine;
    request_answer(request, 200, json_pack("{ss}", "text", "long enough to be cut in half"));
    request->answer.harm = strcmp(request->part[0], "cut") == 0 ? HARM_CUT : HARM_NONE;
    request->answer.harm = strcmp(request->part[0], "drop") == 0 ? HARM_DROP : request->answer.harm;
    request->answer.pause = strcmp(request->part[0], "slow") == 0 ? 200 : 0;
}

static void on_full(void *mine, struct request *request)
{
    (void)mine;
    code = E_FULL;
    request_answer(request, 200, json_true());
}

static void on_events(void *mine, struct request *request)
{
    (void)mine;
    request_stream(request);
}

static void on_publish(void *mine, struct request *request)
{
    (void)mine;
    event = json_incref(request_json(request));
    request_answer(request, 200, json_true());
}

static void settle(void *mine)
{
    (void)mine;
    if (event)
        web_publish(web, "news", event);
    if (web_has_newcomers(web)) {
        json_t *first = json_pack("{ss}", "first", "hello");
        web_greet(web, "news", first);
        json_decref(first);
    }
    json_decref(event);
    event = NULL;
    web_settle(web, code);
    code = OK;
}

static const struct route routes[] = {
    {"POST", "/echo", on_echo},    {"GET", "/a/*/b/*", on_parts},    {"GET", "/count", on_count},
    {"GET", "/secret", on_secret}, {"GET", "/harm/*", on_harm},      {"POST", "/full", on_full},
    {"GET", "/events", on_events}, {"POST", "/publish", on_publish}, {0},
};

static pid_t serve(int listener, const char *token_file)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    struct loop *loop = loop_new(settle, NULL);
    tokens = keys_read(token_file);
    web = web_open(loop, listener, routes, NULL);
    int result = loop_run(loop);
    web_close(web);
    loop_free(loop);
    keys_free(tokens);
    exit(result == OK ? 0 : 1);
}

static int port;

static int status_of(struct reply reply)
{
    int status = reply.status;
    reply_free(&reply);
    return status;
}

static void test_addresses(void)
{
    struct reply r = http_get(port, "/a/one/b/two%20x", "");
    check(r.status == 200);
    check_text(json_string_value(json_array_get(r.json, 1)), "two x");
    reply_free(&r);
    check(status_of(http_get(port, "/nothing", "")) == 404);
    check(status_of(http_get(port, "/a/one/b", "")) == 404);
    check(status_of(http_get(port, "/a/one/b/c/d/e/f/g/h/i/j", "")) == 404);
    check(status_of(http_get(port, "/echo", "")) == 405);
    r = http_post(port, "/a/1/b/2", "", "{}");
    check(r.status == 405 && *json_text(r.json, "hint"));
    reply_free(&r);
    check(status_of(http_get(port, "/secret", "")) == 401);
    check(status_of(http_get(port, "/secret", "Authorization: Bearer wrong\r\n")) == 401);
    check(status_of(http_get(port, "/secret", "Authorization: Bearer \r\n")) == 401);
    check(status_of(http_get(port, "/secret", "Authorization: Bearer right\r\n")) == 200);
}

static int count_handled(void)
{
    struct reply r = http_get(port, "/count", "");
    int n = (int)json_number(r.json, "handled", -1);
    check(json_truth(r.json, "local"));
    reply_free(&r);
    return n;
}

static struct reply send_raw(const char *bytes, int ms)
{
    int fd = http_open(port);
    http_send(fd, bytes, strlen(bytes));
    struct reply r = http_read(fd, ms);
    close(fd);
    return r;
}

static void test_bodies(void)
{
    static char deep[64] = "{\"a\":[[[[[[[[[[1]]]]]]]]]]}";
    char *large = make(WEB_BODY_MAX + 64);
    struct reply r = http_post(port, "/echo", "", "{\"b\":[1,\"\xc3\xa9\"]}");
    check(r.status == 200);
    check_text(r.body, "{\"b\":[1,\"\xc3\xa9\"]}");
    reply_free(&r);
    check(status_of(http_post(port, "/echo", "", deep)) == 400);
    check(status_of(http_post(port, "/echo", "", "{\"a\":")) == 400);
    check(status_of(http_post(port, "/echo", "", "[]")) == 400);
    check(status_of(http_post(port, "/echo", "", "{\"a\":1,\"a\":2}")) == 400);
    check(status_of(http_post(port, "/echo", "", "{\"a\":\"\xff\"}")) == 400);
    memset(large, ' ', WEB_BODY_MAX + 63);
    memcpy(large, "{}", 2);
    check(status_of(http_ask(port, "POST", "/echo", "", large, WEB_BODY_MAX)) == 200);
    check(status_of(http_ask(port, "POST", "/echo", "", large, WEB_BODY_MAX + 1)) == 413);
    free(large);
    check(status_of(send_raw("POST /echo HTTP/1.1\r\nHost: x\r\n\r\n", 2000)) == 411);
    check(status_of(send_raw("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                             2000)) == 411);
    int before = count_handled();
    check(status_of(send_raw("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{\"a\"", 100)) == 0);
    check(count_handled() == before);
}

static void test_answers(void)
{
    struct reply r = send_raw("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                              "GET /count HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                              500);
    check(r.status == 200);
    reply_free(&r);
    r = http_post(port, "/full", "", "{}");
    check(r.status == 507);
    check_text(json_text(r.json, "error"), "not stored");
    reply_free(&r);
    check(status_of(http_get(port, "/harm/cut", "")) == 0);
    check(status_of(http_get(port, "/harm/drop", "")) == 0);
    check(status_of(http_get(port, "/harm/slow", "")) == 200);
    check(status_of(http_get(port, "/harm/none", "")) == 200);
}

/* How often the process was scheduled since it started. */
static long switches(pid_t pid)
{
    char path[64], line[128];
    long n = -1;
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        sscanf(line, "voluntary_ctxt_switches: %ld", &n);
    if (f)
        fclose(f);
    return n;
}

static void expect_event(struct listener *listener, const char *name, const char *value)
{
    json_t *e = listener_next(listener, 3000);
    check_text(json_text(e, name), value);
    json_decref(e);
}

static void test_streams(pid_t pid)
{
    struct listener a, b, many;
    listener_open(&a, port, "/events");
    expect_event(&a, "first", "hello");
    listener_open(&b, port, "/events");
    expect_event(&b, "first", "hello");
    check(status_of(http_post(port, "/publish", "", "{\"n\":\"1\"}")) == 200);
    check(status_of(http_post(port, "/publish", "", "{\"n\":\"2\"}")) == 200);
    expect_event(&a, "n", "1");
    expect_event(&a, "n", "2");
    expect_event(&b, "n", "1");
    listener_close(&b);
    for (int i = 0; i < 3 * WEB_STREAMS; i++) { /* listeners that left make room */
        listener_open(&many, port, "/events");
        expect_event(&many, "first", "hello");
        listener_close(&many);
    }
    sleep_ms(200);
    long before = switches(pid);
    check(before > 0);
    sleep_ms(1500);
    check(switches(pid) == before);
    check(status_of(http_post(port, "/publish", "", "{\"n\":\"3\"}")) == 200);
    expect_event(&a, "n", "3");
    listener_close(&a);
}

int main(void)
{
    int listener = rig_listen(&port), status;
    char folder[] = "/tmp/web-XXXXXX", file[64];
    check(mkdtemp(folder) != NULL);
    snprintf(file, sizeof file, "%s/tokens", folder);
    FILE *f = fopen(file, "w");
    check(f && fputs("# tokens\nleft\nright\n", f) > 0 && fclose(f) == 0);
    pid_t pid = serve(listener, file);
    test_addresses();
    test_bodies();
    test_answers();
    test_streams(pid);
    struct listener open; /* a stream that stands while the server ends */
    listener_open(&open, port, "/events");
    expect_event(&open, "first", "hello");
    kill(pid, SIGTERM);
    check(waitpid(pid, &status, 0) == pid && status == 0);
    listener_close(&open);
    close(listener);
    unlink(file);
    rmdir(folder);
    return test_end();
}
