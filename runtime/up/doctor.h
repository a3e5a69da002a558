/* doctor.h - how the devices of a running kiosk are, since when, and what to do about it. */
#ifndef UP_DOCTOR_H
#define UP_DOCTOR_H

/* Prints a line a device. OK when all are well, E_STATE when one needs somebody; a negative result when core or the
 * supervisor does not answer, which was said. */
int doctor_print(const char *run);

#endif
