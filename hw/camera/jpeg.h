/* jpeg.h - JPEG by libjpeg-turbo, in and out of memory. Baseline only: others need the whole picture in memory. */
#ifndef CAMERA_JPEG_H
#define CAMERA_JPEG_H

#include "kiosk_driver.h"
#include "scale.h"

/* As rows_read(). Decodes no more pixels than the shape needs. */
int jpeg_read(struct kd_bytes jpeg, struct shape shape, struct scaler *scaler, uint8_t *to, size_t n);

/* How many bytes the picture has; 0 when they are more than `most`. */
size_t jpeg_write(const uint8_t *rgb, uint32_t width, uint32_t height, int quality, uint8_t *to, size_t most);

#endif
