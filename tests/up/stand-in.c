/* stand-in.c - plays every program of a kiosk for the tests of the supervisor; which one, its name says.
 *
 * flow dies at once; paper serves one page and ends; hall and office answer HTTP to whoever has their token; sim
 * repeats what it hears; all others only live. */
#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int handed_over(void)
{
    const char *n = getenv("LISTEN_FDS"), *pid = getenv("LISTEN_PID");
    return n && pid && atoi(pid) == getpid() ? atoi(n) : 0;
}

static int next_caller(void)
{
    struct pollfd wait = {.fd = 3, .events = POLLIN};
    poll(&wait, 1, -1);
    return accept(3, NULL, NULL);
}

static int serve_page(void)
{
    char request[64];
    int peer = next_caller();
    ssize_t n = recv(peer, request, sizeof request, 0);
    return n > 0 && send(peer, "page", 4, 0) == 4 ? 0 : 1;
}

static void read_token(const char *run, const char *role, char *to, int size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/secrets/%s/officers", run, role);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(to, size, file))
        exit(1);
    to[strcspn(to, "\n")] = 0;
    fclose(file);
}

static const char *answer_to(const char *request)
{
    if (strstr(request, "/v1/calls/recall"))
        return "{\"number\": \"D001\"}";
    if (strstr(request, "/v1/calls"))
        return strstr(request, "\"D9\"") ? NULL : "{\"number\": \"D002\"}";
    if (strstr(request, "GET /v1/letters "))
        return "{\"id\":\"one\"}\n{\"id\":\"two\"}\n";
    if (strstr(request, "GET /biller/v1/bills?state=open"))
        return "{\"bills\": [{\"code\": \"8122\"}, {\"code\": \"8123\"}]}";
    return strstr(request, "POST /biller/v1/bills/8123/pay") ? "{\"state\": \"paid\"}" : NULL;
}

static void serve_http(const char *token)
{
    char request[4096], answer[512];
    int peer = next_caller();
    ssize_t n = recv(peer, request, sizeof request - 1, 0);
    request[n > 0 ? n : 0] = 0;
    const char *good = strstr(request, token) ? answer_to(request) : NULL;
    const char *body = good ? good : "{\"error\": \"nobody waits\", \"hint\": \"try later\"}";
    snprintf(answer, sizeof answer, "HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s",
             good ? "200 OK" : "404 Not Found", strlen(body), body);
    send(peer, answer, strlen(answer), MSG_NOSIGNAL);
    close(peer);
}

static void repeat(const char *run)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    snprintf(to.sun_path, sizeof to.sun_path, "%.80s/run/sim/control", run);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    unlink(to.sun_path);
    if (bind(listener, (struct sockaddr *)&to, sizeof to) < 0 || listen(listener, 4) < 0)
        exit(1);
    for (;;) {
        char line[256];
        int peer = accept(listener, NULL, NULL);
        ssize_t n = recv(peer, line, sizeof line - 1, 0);
        line[n > 0 ? n : 0] = 0;
        dprintf(peer, "ok %d %s", handed_over(), line);
        close(peer);
    }
}

int main(int argc, char **argv)
{
    char token[128];
    const char *slash = strrchr(argv[0], '-'), *name = slash ? slash + 1 : argv[0];
    const char *audio = getenv("SDL_AUDIODRIVER"), *display = getenv("DISPLAY");
    if (argc < 3)
        return 2;
    fprintf(stderr, "%s %s user %u of %u, sockets %d, audio %s, display %s\n", name, argc > 3 ? argv[3] : "", getuid(),
            getgid(), handed_over(), audio ? audio : "", display ? display : "");
    if (strcmp(name, "flow") == 0)
        return 1;
    if (strcmp(name, "paper") == 0)
        return serve_page();
    if (strcmp(name, "sim") == 0)
        repeat(argv[2]);
    if (strcmp(name, "hall") != 0 && strcmp(name, "office") != 0)
        for (;;)
            pause();
    read_token(argv[2], name, token, sizeof token);
    for (;;)
        serve_http(token);
}
