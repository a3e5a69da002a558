/* condition.c - see condition.h. Bits are tested, never whole bytes compared: printers answer 0x16 where the table says
 * 0x12. An open cover comes before all else: many printers call the paper out when they only cannot see it. */
#include "condition.h"

struct condition condition_from_answers(const uint8_t answers[5])
{
    return (struct condition){
        .offline = answers[1] & 0x08,
        .cover = answers[2] & 0x04,
        .out = (answers[2] & 0x20) || (answers[4] & 0x60),
        .low = (answers[4] & 0x0c) != 0,
        .jammed = answers[3] & 0x08,
        .broken = answers[3] & 0x20,
    };
}

struct condition condition_from_asb(const uint8_t asb[4])
{
    return (struct condition){
        .offline = asb[0] & 0x08,
        .cover = asb[0] & 0x20,
        .out = asb[2] & 0x0c,
        .low = (asb[2] & 0x03) != 0,
        .jammed = asb[1] & 0x08,
        .broken = asb[1] & 0x20,
    };
}

int condition_in_trouble(const struct condition *c)
{
    return c->offline || c->cover || c->out || c->jammed || c->broken;
}

enum kd_result condition_result(const struct condition *c)
{
    return !c->cover && c->out ? KD_EMPTY : KD_JAM;
}

const char *condition_reason(const struct condition *c)
{
    return c->cover ? "cover" : c->out ? "empty" : condition_in_trouble(c) ? "jam" : NULL;
}

enum kd_device condition_device(const struct condition *c)
{
    return c->broken ? KD_HARDWARE_ERROR : condition_in_trouble(c) ? KD_OFFLINE : KD_ONLINE;
}

enum kd_media condition_media(const struct condition *c)
{
    if (c->cover)
        return KD_MEDIA_UNKNOWN;
    if (c->out)
        return KD_MEDIA_OUT;
    if (c->jammed)
        return KD_MEDIA_JAMMED;
    return c->low ? KD_MEDIA_LOW : KD_MEDIA_FULL;
}
