/* jpeg.c - see jpeg.h.
 *
 * Not obvious: libjpeg ends a picture it cannot read by jumping out of itself, so everything of it is destroyed at the
 * place the jump arrives; and a warning (a torn cable's bytes, mostly) counts as such an end here, since a face with a
 * grey half is nobody's photograph. */
#include "jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

struct trouble {
    struct jpeg_error_mgr jpeg;
    jmp_buf out;
};

static void on_error(j_common_ptr jpeg)
{
    longjmp(((struct trouble *)jpeg->err)->out, 1);
}

static void on_message(j_common_ptr jpeg, int level)
{
    if (level < 0)
        on_error(jpeg);
}

static struct jpeg_error_mgr *watch(struct trouble *trouble)
{
    jpeg_std_error(&trouble->jpeg);
    trouble->jpeg.error_exit = on_error;
    trouble->jpeg.emit_message = on_message;
    return &trouble->jpeg;
}

/* An eighth, a quarter, half: as few pixels as still give all of the result. */
static void decode_small(struct jpeg_decompress_struct *jpeg, struct scaler *scaler, struct shape shape)
{
    scale_fit(scaler, shape, jpeg->image_width, jpeg->image_height);
    unsigned eighths = 8;
    while (eighths > 1 && scaler->across * (eighths / 2) / 8 >= scaler->width &&
           scaler->down * (eighths / 2) / 8 >= scaler->height)
        eighths /= 2;
    jpeg->scale_num = eighths;
    jpeg->scale_denom = 8;
    jpeg->dct_method = JDCT_IFAST;
}

static int read_rows(struct jpeg_decompress_struct *jpeg, struct scaler *scaler)
{
    uint8_t row[SCALE_ACROSS * 3], *rows[] = {row};
    while (jpeg->output_scanline < jpeg->output_height) {
        jpeg_read_scanlines(jpeg, rows, 1);
        scale_row(scaler, row);
    }
    memset(row, 0, sizeof row);
    return scale_whole(scaler);
}

int jpeg_read(struct kd_bytes bytes, struct shape shape, struct scaler *scaler, uint8_t *to, size_t n)
{
    struct jpeg_decompress_struct jpeg = {0};
    struct trouble trouble;
    volatile int good = 0;
    jpeg.err = watch(&trouble);
    if (setjmp(trouble.out) == 0) {
        jpeg_create_decompress(&jpeg);
        jpeg_mem_src(&jpeg, bytes.at, bytes.n);
        jpeg_read_header(&jpeg, TRUE);
        jpeg.out_color_space = JCS_RGB;
        good = !jpeg.progressive_mode && !jpeg.arith_code && jpeg.image_width <= SCALE_ACROSS &&
               jpeg.image_height <= SCALE_ACROSS;
        if (good) {
            decode_small(&jpeg, scaler, shape);
            jpeg_start_decompress(&jpeg);
            scale_fit(scaler, shape, jpeg.output_width, jpeg.output_height);
            good = scale_begin(scaler, to, n) && read_rows(&jpeg, scaler);
        }
    } else {
        good = 0;
    }
    jpeg_destroy_decompress(&jpeg);
    return good;
}

/* A place of fixed size to write to; full is an error. */
static void begin_writing(j_compress_ptr jpeg)
{
    (void)jpeg;
}

static boolean no_more_room(j_compress_ptr jpeg)
{
    on_error((j_common_ptr)jpeg);
    return FALSE;
}

static void write_rows(struct jpeg_compress_struct *jpeg, const uint8_t *rgb)
{
    while (jpeg->next_scanline < jpeg->image_height) {
        JSAMPROW row = (JSAMPROW)(uintptr_t)(rgb + (size_t)jpeg->next_scanline * jpeg->image_width * 3);
        jpeg_write_scanlines(jpeg, &row, 1);
    }
}

size_t jpeg_write(const uint8_t *rgb, uint32_t width, uint32_t height, int quality, uint8_t *to, size_t most)
{
    struct jpeg_compress_struct jpeg = {0};
    struct jpeg_destination_mgr place = {.next_output_byte = to,
                                         .free_in_buffer = most,
                                         .init_destination = begin_writing,
                                         .empty_output_buffer = no_more_room,
                                         .term_destination = begin_writing};
    struct trouble trouble;
    volatile size_t n = 0;
    jpeg.err = watch(&trouble);
    if (setjmp(trouble.out) == 0) {
        jpeg_create_compress(&jpeg);
        jpeg.dest = &place;
        jpeg.image_width = width;
        jpeg.image_height = height;
        jpeg.input_components = 3;
        jpeg.in_color_space = JCS_RGB;
        jpeg_set_defaults(&jpeg);
        jpeg_set_quality(&jpeg, quality, TRUE);
        jpeg_start_compress(&jpeg, TRUE);
        write_rows(&jpeg, rgb);
        jpeg_finish_compress(&jpeg);
        n = most - place.free_in_buffer;
    }
    jpeg_destroy_compress(&jpeg);
    return n;
}
