/* reply.c - see reply.h. */
#include "reply.h"

enum { RESPONSE = 0x37, PROCESS_ID = 0x22, CLEARED = 0x25 };

static size_t block_length(const struct ear *ear)
{
    if (ear->block[0] != RESPONSE)
        return 4;
    return ear->n_block < 2 ? 2 : ear->block[1] == PROCESS_ID ? 7 : 3;
}

static enum reply in_block(struct ear *ear, uint8_t byte)
{
    ear->block[ear->n_block++] = byte;
    if (ear->n_block < block_length(ear))
        return REPLY_NONE;
    ear->n_block = 0;
    if (ear->block[0] != RESPONSE)
        return REPLY_ASB;
    return ear->block[1] == PROCESS_ID ? REPLY_PROCESS_ID : ear->block[1] == CLEARED ? REPLY_CLEARED : REPLY_NONE;
}

/* An answer to DLE EOT may stand inside a block; the start of an automatic status or of a response cannot; all else is
 * the inside of a block, or the answer to GS r. */
enum reply ear_hear(struct ear *ear, uint8_t byte)
{
    if ((byte & 0x93) == 0x12)
        return REPLY_STATUS;
    if ((byte & 0x93) == 0x10 || byte == RESPONSE) {
        ear->block[0] = byte;
        ear->n_block = 1;
        return REPLY_NONE;
    }
    if (byte & 0x90) {
        ear->n_block = 0;
        return REPLY_NONE;
    }
    return ear->n_block > 0 ? in_block(ear, byte) : REPLY_PAPER;
}

void ear_forget(struct ear *ear)
{
    ear->n_block = 0;
}
