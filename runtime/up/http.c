/* http.c - requests to the hall and the back office, for people at a terminal; see ask.h. */
#define _GNU_SOURCE
#include "up/ask.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE_S = 10, ANSWER_MAX = 1 << 20 };

struct answer {
    char bytes[ANSWER_MAX];
    size_t n;
};

static size_t take(char *bytes, size_t size, size_t count, void *mine)
{
    struct answer *answer = mine;
    size_t n = size * count;
    if (n > sizeof answer->bytes - answer->n)
        return 0;
    memcpy(answer->bytes + answer->n, bytes, n);
    answer->n += n;
    return n;
}

/* The first line of the file. */
static const char *read_token(const char *run, const char *name)
{
    char token[256] = "";
    const char *path = turn_text("%s/%s", run, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, token, sizeof token - 1);
    if (n <= 0)
        sorry(E_DENIED, "%s: %s; run this as whoever started the kiosk", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    token[strcspn(token, "\r\n")] = 0;
    return n > 0 ? turn_text("%s", token) : NULL;
}

static struct curl_slist *headers(const char *token)
{
    struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");
    return curl_slist_append(list, turn_text("Authorization: Bearer %s", token));
}

static CURL *request(const char *method, const char *url, struct curl_slist *list, const char *body,
                     struct answer *answer)
{
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "127.0.0.1");
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    if (body)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)PATIENCE_S);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
    return curl;
}

/* What the other side has against it, when it says so in the contract's words. */
static void tell(const char *what, long status, const char *text)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    if (*json_text(value, "error"))
        sorry(E_STATE, "%s: %s. %s", what, json_text(value, "error"), json_text(value, "hint"));
    else
        sorry(E_FORMAT, "%s: answered %ld without a reason", what, status);
    json_decref(value);
}

static char *judge(const char *what, CURLcode result, long status, const struct answer *answer)
{
    char *text = make(answer->n + 1);
    memcpy(text, answer->bytes, answer->n);
    if (result == CURLE_OK && status < 300)
        return text;
    if (result == CURLE_OK)
        tell(what, status, text);
    else
        sorry(E_IO, "%s: %s. Is the kiosk up?", what, curl_easy_strerror(result));
    wipe_text(text);
    return NULL;
}

char *ask_http(const char *run, const char *method, const char *url, const char *token_file, json_t *body)
{
    const char *token = read_token(run, token_file);
    char *sent = body ? json_dumps(body, JSON_COMPACT) : NULL;
    json_decref(body);
    if (!token) {
        free(sent);
        return NULL;
    }
    struct answer *answer = make(sizeof *answer);
    struct curl_slist *list = headers(token);
    CURL *curl = request(method, url, list, sent, answer);
    long status = 0;
    CURLcode result = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    char *text = judge(turn_text("%s %s", method, url), result, status, answer);
    curl_easy_cleanup(curl);
    curl_slist_free_all(list);
    free(sent);
    wipe_free(answer, sizeof *answer);
    return text;
}
