/* httpd.h - libmicrohttpd without sockets: the real web, hall and office are linked with this in its place, and
 * requests are handed to them as libmicrohttpd would.
 *
 * A request is text: "METHOD PATH", lines "Name: value", an empty line, the body. Content-Length is added; with a
 * header "from" it comes from this machine. */
#ifndef TESTS_FUZZ_HTTPD_H
#define TESTS_FUZZ_HTTPD_H

#include "web/db.h"

/* One request; `sign` (may be NULL) may change its body and headers before it is handed over. */
struct httpd_request {
    const char *method, *path;
    struct {
        const char *name, *value;
    } headers[16];
    int n_headers;
    const char *body;
};

/* Hands over all requests of a text, divided by lines of "%%", as one turn of the loop; then they are all finished, and
 * what they stored is taken back, so that each input finds the same server. */
void httpd_serve(struct db *db, char *text, void (*sign)(struct httpd_request *request));

/* The value of a header, NULL when it is not there; setting it. */
const char *httpd_header(const struct httpd_request *request, const char *name);
void httpd_set_header(struct httpd_request *request, const char *name, const char *value);

#endif
