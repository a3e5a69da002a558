/* request.h - one request of core: read, checked, and kept until its done. */
#ifndef DEVICE_REQUEST_H
#define DEVICE_REQUEST_H

#include "base/wire.h"
#include "device/attr.h"

enum { RASTER_MAX = 2 << 20, DEADLINE_MAX_MS = 30 * 60 * 1000 };

struct request {
    int64_t core_id;
    uint32_t id; /* as the driver knows it; 0: no request is open */
    int64_t ms;
    struct kd_attr attr[ATTR_MAX + 1];
    size_t n_attr;
    char verb[17];
    bool unheard;   /* core left since: nobody waits for the done */
    bool cancelled; /* the driver was told */
    bool begun;
    uint64_t begun_at; /* bytes queued at the port before the first that acts */
    json_t *values;    /* what attr points into */
    char *raster;
    size_t n_raster;
};

/* Everything but core_id and id. A raster (attr width and height in dots, one bit a dot in whole bytes a row) becomes
 * the attribute "raster". E_FORMAT: impossible; nothing is kept. */
int request_read(struct request *request, struct packet *packet);

/* Wipes what it held. */
void request_free(struct request *request);

#endif
