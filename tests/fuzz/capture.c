/* capture: captured USB traffic. What is read lies inside the file, belongs to one device, and is not empty. */
#include "fuzz.h"

#include "proof/capture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct capture capture;
    if (capture_read(&capture, "capture", data, n) == OK) {
        must(capture.n > 0);
        for (size_t i = 0; i < capture.n; i++) {
            const struct transfer *t = &capture.transfers[i];
            must(t->n > 0 && t->at >= data && t->at + t->n <= data + n);
            must(t->bus == capture.transfers[0].bus && t->device == capture.transfers[0].device);
        }
    }
    capture_free(&capture);
    turn_end();
    return 0;
}
