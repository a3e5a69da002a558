/* http.c - requests to the hall and the back office, for people at a terminal; see ask.h. */
#include "up/ask.h"

#include "ask/http.h"

#include <stdlib.h>

/* What the other side has against it, when it says so in the contract's words. */
static void tell(const char *url, const struct reply *reply)
{
    json_t *value = json_loads(reply->text, JSON_DECODE_ANY, NULL);
    if (*json_text(value, "error"))
        sorry(E_STATE, "%s: %s. %s", url, json_text(value, "error"), json_text(value, "hint"));
    else
        sorry(E_FORMAT, "%s: answered %d without a reason", url, reply->status);
    json_decref(value);
}

char *ask_http(const char *run, const char *url, const char *token_file, json_t *body)
{
    const char *path = turn_text("%s/%s", run, token_file), *token = http_token(path);
    struct reply reply = {0};
    if (!token)
        sorry(E_DENIED, "%s cannot be read; run this as whoever started the kiosk", path);
    else if (http_ask(url, token, body, &reply) < 0)
        sorry(E_IO, "%s does not answer. Is the kiosk up?", url);
    else if (reply.status >= 300)
        tell(url, &reply);
    json_decref(body);
    if (reply.status >= 200 && reply.status < 300)
        return reply.text;
    if (reply.text)
        wipe_free(reply.text, reply.n);
    return NULL;
}
