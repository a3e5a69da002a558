/* site.c - `anjungan check --site`: what an operator may have mistaken in site.conf. */
#include "kit/kit.h"

#include "base/conf.h"
#include "domain/hours.h"

#include <stdio.h>

int kit_check_site(const char *run)
{
    const char *path = turn_text("%s/site.conf", run);
    json_t *settings = conf_read_file(path), *row;
    size_t i;
    int wrong = settings == NULL;
    json_array_foreach (json_object_get(settings, "agencies"), i, row) {
        struct hours hours;
        const char *mistake = hours_read(row, &hours);
        if (mistake)
            printf("%s: agency %s: %s\n", path, json_text(row, "id"), mistake);
        wrong = wrong || mistake != NULL;
    }
    json_decref(settings);
    return wrong;
}
