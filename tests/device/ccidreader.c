/* ccidreader.c - see ccidreader.h. */
#include "ccidreader.h"

enum {
    ANSWERS = 0x82,
    NOTICES = 0x81,
    DATA_BLOCK = 0x80, /* what it says */
    STATUS = 0x81,
    PARAMETERS = 0x82,
    NOTIFY_SLOT_CHANGE = 0x50,
    FAILED = 0x40, /* of bStatus; the lower bits say what is in the slot */
    MORE_TIME = 0x80,
    ICC_MUTE = 0xfe, /* of bError */
    LENGTH_AT = 1,
    SEQUENCE_AT = 6,
    STATUS_AT = 7,
};

/* Device, configuration, interface, the reader's own (short APDUs, no parameters to negotiate), three endpoints. */
static const uint8_t acr122u[] = {
    18,   1,    0x10, 1, 0,    0,    0,  8,    0x2f, 7,    0,    0x22, 7, 2, 0,    0,    0,    1,    /* 072f:2200 */
    9,    2,    93,   0, 1,    1,    0,  0x80, 100,                                                  /* */
    9,    4,    0,    0, 3,    0x0b, 0,  0,    0,                                                    /* */
    54,   0x21, 0,    1, 0,    1,    3,  0,    0,    0,    0xa0, 0x0f, 0, 0, 0xa0, 0x0f, 0,    0, 0, /* */
    0,    0x2a, 0,    0, 0,    0x2a, 0,  0,    0,    0xf7, 0,    0,    0, 0, 0,    0,    0,    0, 0,  0, 0, /* */
    0x40, 0,    2,    0, 0x0f, 1,    0,  0,    0,    0,    0,    0,    0, 1,                                /* */
    7,    5,    0x81, 3, 8,    0,    16, 7,    5,    0x02, 2,    64,   0, 0, 7,    5,    0x82, 2, 64, 0, 0};

/* 0: a card is in and has power, 1: it has none, 2: there is no card. */
static uint8_t slot(const struct ccid_reader *reader)
{
    return !reader->card ? 2 : !reader->on;
}

static void say(struct ccid_reader *reader, uint8_t *message, size_t n)
{
    const struct ccid_lie *lie = reader->message[0] == reader->lie_to ? reader->lie : NULL;
    message[LENGTH_AT] = (uint8_t)(n - CCID_HEADER);
    message[SEQUENCE_AT] = reader->message[SEQUENCE_AT];
    message[STATUS_AT] |= slot(reader);
    if (lie)
        message[lie->at] = lie->byte;
    mock_answer(&reader->mock, ANSWERS, message, lie && lie->size ? lie->size : n);
}

static void answer(struct ccid_reader *reader, uint8_t type, const uint8_t *data, size_t n)
{
    uint8_t message[CCID_MESSAGE] = {type};
    memcpy(message + CCID_HEADER, data, n);
    say(reader, message, CCID_HEADER + n);
}

static void answer_hex(struct ccid_reader *reader, const char *hex)
{
    uint8_t data[64];
    answer(reader, DATA_BLOCK, data, card_hex(hex, data));
}

static void tell_status(struct ccid_reader *reader)
{
    uint8_t message[CCID_HEADER] = {STATUS};
    say(reader, message, sizeof message);
}

static void refuse(struct ccid_reader *reader, uint8_t type, uint8_t why)
{
    uint8_t message[CCID_HEADER] = {type, [STATUS_AT] = FAILED, [STATUS_AT + 1] = why};
    say(reader, message, sizeof message);
}

static void notify(struct ccid_reader *reader)
{
    const uint8_t notice[] = {NOTIFY_SLOT_CHANGE, reader->card ? 3 : 2};
    mock_answer(&reader->mock, NOTICES, notice, sizeof notice);
}

static void lose_card(struct ccid_reader *reader)
{
    reader->card = NULL;
    reader->on = false;
    notify(reader);
}

static void power_on(struct ccid_reader *reader)
{
    reader->on = reader->card != NULL;
    if (reader->on)
        answer_hex(reader, reader->card->atr);
    else
        refuse(reader, DATA_BLOCK, ICC_MUTE);
}

static void transfer(struct ccid_reader *reader, size_t n)
{
    uint8_t later[CCID_HEADER] = {DATA_BLOCK, [STATUS_AT] = MORE_TIME, [STATUS_AT + 1] = 1};
    bool pulled = reader->end == CCID_CARD_PULLED && reader->commands == reader->end_at;
    reader->commands++;
    if (pulled)
        lose_card(reader);
    if (!reader->on) {
        refuse(reader, DATA_BLOCK, ICC_MUTE);
        return;
    }
    for (int i = 0; i < reader->more_time; i++)
        say(reader, later, sizeof later);
    answer_hex(reader, card_find(reader->card, reader->message + CCID_HEADER, n));
}

static void obey(struct ccid_reader *reader)
{
    static const uint8_t t1[] = {0x11, 0x10, 0, 0x4d, 0, 0xf7, 0};
    switch (reader->message[0]) {
    case CCID_POWER_ON:
        power_on(reader);
        return;
    case CCID_TRANSFER:
        transfer(reader, reader->n_message - CCID_HEADER);
        return;
    case CCID_SET_PARAMETERS:
    case CCID_GET_PARAMETERS:
    case CCID_RESET_PARAMETERS:
        answer(reader, PARAMETERS, t1, sizeof t1);
        return;
    case CCID_POWER_OFF:
        reader->on = false;
        tell_status(reader);
        return;
    case CCID_SLOT_STATUS:
        tell_status(reader);
        return;
    default:
        refuse(reader, STATUS, 0);
    }
}

/* A plug that is pulled when half of the command has come. */
static bool torn(struct ccid_reader *reader)
{
    bool here = reader->message[0] == CCID_TRANSFER && reader->n_message == CCID_HEADER;
    if (here && reader->end == CCID_CABLE_PULLED && reader->commands == reader->end_at)
        reader->mock.gone = true;
    return reader->mock.gone;
}

static bool complete(const struct ccid_reader *reader)
{
    return reader->n_message >= CCID_HEADER && (reader->n_message == sizeof reader->message ||
                                                reader->n_message == CCID_HEADER + (size_t)reader->message[LENGTH_AT]);
}

/* Messages may come in pieces. */
static size_t take(struct mock *mock, const uint8_t *bytes, size_t n)
{
    struct ccid_reader *reader = mock->mine;
    for (size_t i = 0; i < n; i++) {
        reader->message[reader->n_message++] = bytes[i];
        if (torn(reader))
            return i + 1;
        if (complete(reader)) {
            obey(reader);
            reader->n_message = 0;
        }
    }
    return n;
}

void ccid_plug(struct ccid_reader *reader, const char *path, const char *serial)
{
    *reader = (struct ccid_reader){.mock = reader->mock};
    reader->mock.path = path;
    reader->mock.serial = serial;
    reader->mock.descriptors = acr122u;
    reader->mock.n_descriptors = sizeof acr122u;
    reader->mock.take = take;
    reader->mock.mine = reader;
    mock_in(&reader->mock);
}

void ccid_unplug(struct ccid_reader *reader)
{
    mock_out(&reader->mock);
}

void ccid_insert(struct ccid_reader *reader, const struct card *card)
{
    mock_lock();
    reader->card = card;
    reader->commands = 0;
    notify(reader);
    mock_unlock();
}

void ccid_remove(struct ccid_reader *reader)
{
    mock_lock();
    lose_card(reader);
    reader->end = CCID_STAYS;
    mock_unlock();
}

void ccid_end_at(struct ccid_reader *reader, enum ccid_end end, int command)
{
    mock_lock();
    reader->end = end;
    reader->end_at = command;
    mock_unlock();
}

void ccid_lie(struct ccid_reader *reader, enum ccid_message to, const struct ccid_lie *lie)
{
    mock_lock();
    reader->lie_to = to;
    reader->lie = lie;
    mock_unlock();
}

void ccid_babble(struct ccid_reader *reader)
{
    uint8_t noise[64];
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (uint8_t)(0x5a + 37 * i);
    mock_lock();
    mock_answer(&reader->mock, ANSWERS, noise, sizeof noise);
    mock_answer(&reader->mock, NOTICES, noise, 8);
    mock_unlock();
}

void ccid_set_slow(struct ccid_reader *reader, int more_time)
{
    mock_lock();
    reader->more_time = more_time;
    mock_unlock();
}

int ccid_commands(struct ccid_reader *reader)
{
    mock_lock();
    int commands = reader->commands;
    mock_unlock();
    return commands;
}

bool ccid_seen(struct ccid_reader *reader)
{
    return mock_heard(&reader->mock, NOTICES);
}
