#include <ATen/ATen.h>
extern "C" __attribute__((visibility("default"))) int torchshim_version() { return 1; }
