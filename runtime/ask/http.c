/* http.c - see http.h. */
#include "ask/http.h"

#include "base/memfile.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_MAX = 4 << 20, TIMEOUT_MS = 10000 };

static size_t take(char *bytes, size_t size, size_t n, void *mine)
{
    struct reply *reply = mine;
    n *= size;
    if (reply->n + n > ANSWER_MAX)
        return 0;
    reply->text = realloc(reply->text, reply->n + n + 1);
    must(reply->text != NULL);
    memcpy(reply->text + reply->n, bytes, n);
    reply->n += n;
    reply->text[reply->n] = 0;
    return n;
}

static struct curl_slist *headers_for(const char *token)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    return token ? curl_slist_append(headers, turn_text("Authorization: Bearer %s", token)) : headers;
}

static int perform(CURL *curl, const char *url, struct reply *reply)
{
    long status = 0;
    CURLcode result = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    reply->status = (int)status;
    return result == CURLE_OK ? OK : fail(E_IO, "%s: %s", url, curl_easy_strerror(result));
}

int http_ask(const char *url, const char *token, const json_t *body, struct reply *reply)
{
    CURL *curl = curl_easy_init();
    must(curl != NULL);
    *reply = (struct reply){.text = make_text("")};
    char *text = body ? json_write(body) : NULL;
    struct curl_slist *headers = headers_for(token);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)TIMEOUT_MS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, reply);
    if (text)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, text);
    int code = perform(curl, url, reply);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    free(text);
    return code;
}

char *http_token(const char *path)
{
    char *bytes;
    size_t n;
    if (file_read_path(path, 1 << 16, &bytes, &n) < 0)
        return NULL;
    bytes[strcspn(bytes, "\r\n")] = 0;
    char *token = *bytes ? turn_text("%s", bytes) : NULL;
    wipe_free(bytes, n);
    if (!token)
        fail(E_FORMAT, "%s: no token in its first line", path);
    return token;
}
