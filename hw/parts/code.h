/* code.h - what all devices have in common that read out a line when somebody holds or pulls something past them: which
 * line answers which request, and what the code of a scanner may be. Compiled into each driver that needs it.
 *
 *   profile   aim = true     the scanner says before each code what it is (AIM identifier, "]Q1"): set it in the
 * scanner
 *
 * Not obvious: a scanner reads whatever is held before it, also when nobody asked. Only a line whose first byte came
 * after the request answers it, and only a whole one: of a line that is too long, is no text or never ends, nothing is
 * kept, and the person is asked to try again. */
#ifndef PARTS_CODE_H
#define PARTS_CODE_H

#include "kiosk_driver.h"

enum { CODE_MAX = 2000, CODE_AIM = 3, CODE_LINE_MAX = CODE_MAX + CODE_AIM };

enum { CODE_TIMER = 0 }; /* the one it uses */

/* The first member of the driver's state. */
struct code {
    uint32_t request; /* an open scan; 0: none */
    uint8_t aim;
    uint8_t foreign;  /* the line under way began before somebody asked */
    uint8_t spoilt;   /* the line under way is not whole */
    uint32_t n_heard; /* bytes of the line under way; more than fit are counted and not kept */
    uint8_t line[CODE_LINE_MAX];
};

/* One byte of the line under way; that it is not whole. */
void code_take(struct kd_dev *dev, uint8_t byte);
void code_spoil(struct kd_dev *dev);

/* Its end. `answer` is called when it is an answer to the open request, and must code_finish() that. */
void code_end(struct kd_dev *dev, void (*answer)(struct kd_dev *dev, struct kd_bytes line));
void code_finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n);

/* What a scanner answers: the line as `code`, with its `symbology` where the profile says aim. */
void code_answer(struct kd_dev *dev, struct kd_bytes line);

/* After all that came together: half a code times out from here on. */
void code_wait(struct kd_dev *dev);

/* All of that for bytes of a line, ended by CR, LF or both. */
void code_lines(struct kd_dev *dev, struct kd_bytes bytes, void (*answer)(struct kd_dev *dev, struct kd_bytes line));

/* Members of struct kd_driver. */
void code_attach(struct kd_dev *dev, const struct kd_attr *profile, size_t n);
void code_request(struct kd_dev *dev, const struct kd_request *request);
void code_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why);
void code_timer(struct kd_dev *dev, unsigned id);

#endif
