/* rows.h - a camera's frame, in whatever form, as rows of RGB that are made smaller while they are read. */
#ifndef CAMERA_ROWS_H
#define CAMERA_ROWS_H

#include "kiosk_driver.h"
#include "scale.h"

/* The frame in that shape, `scaler->width` by `scaler->height`, at `to`. 0: it cannot be read, or does not fit into n
 * bytes. */
int rows_read(const struct kd_frame *frame, struct shape shape, struct scaler *scaler, uint8_t *to, size_t n);

#endif
