/* request.c - see request.h. */
#include "device/request.h"

#include "base/memfile.h"

#include <stdio.h>
#include <string.h>

enum { DOTS_MAX = 2400, ROWS_MAX = 20000 };

static int read_raster(struct request *request, int fd)
{
    int64_t width = json_number(request->values, "width", 0), height = json_number(request->values, "height", 0);
    if (width < 1 || width > DOTS_MAX || height < 1 || height > ROWS_MAX)
        return fail(E_FORMAT, "a raster of %lld by %lld dots", (long long)width, (long long)height);
    if (memfile_read("raster", fd, RASTER_MAX, &request->raster, &request->n_raster) < 0)
        return E_FORMAT;
    if (request->n_raster != (size_t)((width + 7) / 8 * height))
        return fail(E_FORMAT, "a raster of %zu bytes for %lld by %lld dots", request->n_raster, (long long)width,
                    (long long)height);
    request->attr[request->n_attr++] =
        (struct kd_attr){"raster", 0, {(const uint8_t *)request->raster, request->n_raster}};
    return OK;
}

static int read_all(struct request *request, struct packet *packet)
{
    request->ms = json_number(packet->body, "ms", 0);
    if (request->ms < 1 || request->ms > DEADLINE_MAX_MS)
        return fail(E_FORMAT, "a request within %lld ms", (long long)request->ms);
    if (json_object_get(request->values, "raster"))
        return fail(E_FORMAT, "a raster travels as a descriptor");
    int n = attr_read("request", request->values, request->attr);
    if (n < 0)
        return n;
    request->n_attr = (size_t)n;
    return packet->n_fds > 0 ? read_raster(request, packet->fds[0]) : OK;
}

/* The values outlive their packet, which wipes all it still holds. */
int request_read(struct request *request, struct packet *packet)
{
    *request = (struct request){.values = json_incref(json_object_get(packet->body, "attr"))};
    json_object_del(packet->body, "attr");
    snprintf(request->verb, sizeof request->verb, "%s", json_text(packet->body, "verb"));
    int code = read_all(request, packet);
    if (code < 0)
        request_free(request);
    return code;
}

void request_free(struct request *request)
{
    json_wipe(request->values);
    wipe_free(request->raster, request->n_raster);
    *request = (struct request){0};
}
