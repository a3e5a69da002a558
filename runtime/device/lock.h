/* lock.h - what a driver's process gives up once its driver is loaded and its settings are read. */
#ifndef DEVICE_LOCK_H
#define DEVICE_LOCK_H

/* No file can be opened or run any more (Landlock, where the kernel has it), no child or thread started, few
 * descriptors held. Sockets stay: core's and the device's come and go. Sanitizer builds keep their freedom, they need
 * it at their end. */
void lock_down(void);

#endif
