// Errors, threads, devices, gradient mode, random numbers.
#include "torchshim.h"
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <string>

namespace {
thread_local std::string last_error;

std::string first_line(const std::string &text) { return text.substr(0, text.find('\n')); }
} // namespace

void shim::remember_current_exception() noexcept {
  try {
    try {
      throw;
    } catch (const c10::Error &error) {
      last_error = first_line(error.what_without_backtrace());
    } catch (const std::exception &error) {
      last_error = first_line(error.what());
    } catch (...) {
      last_error = "libtorch threw something that is no exception.";
    }
  } catch (...) { // out of memory while keeping the message
  }
}

SHIM_EXPORT const char *torchshim_last_error() { return last_error.c_str(); }

// Raised whenever the ABI changes, so that a stale library is found out.
SHIM_EXPORT int torchshim_version() { return 2; }

SHIM_EXPORT int torchshim_get_num_threads() { return at::get_num_threads(); }
SHIM_EXPORT int torchshim_set_num_threads(int count) {
  return shim::guarded([=] { at::set_num_threads(count); });
}

SHIM_EXPORT int torchshim_cuda_device_count() {
  try {
    return at::hasCUDA() ? static_cast<int>(at::getNumGPUs()) : 0;
  } catch (...) { // a driver that is absent or too old
    shim::remember_current_exception();
    return 0;
  }
}
SHIM_EXPORT int torchshim_cudnn_available() {
  try {
    return at::hasCUDA() && at::detail::getCUDAHooks().hasCuDNN();
  } catch (...) {
    shim::remember_current_exception();
    return 0;
  }
}

SHIM_EXPORT int torchshim_grad_enabled() { return c10::GradMode::is_enabled(); }
SHIM_EXPORT void torchshim_set_grad_enabled(int enabled) { c10::GradMode::set_enabled(enabled != 0); }

SHIM_EXPORT int torchshim_manual_seed(int64_t seed) {
  return shim::guarded([=] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

SHIM_EXPORT at::Generator *torchshim_generator(int64_t seed) {
  try {
    return new at::Generator(at::detail::createCPUGenerator(static_cast<uint64_t>(seed)));
  } catch (...) {
    shim::remember_current_exception();
    return nullptr;
  }
}
SHIM_EXPORT at::Generator *torchshim_default_generator() {
  try {
    return new at::Generator(at::detail::getDefaultCPUGenerator());
  } catch (...) {
    shim::remember_current_exception();
    return nullptr;
  }
}
SHIM_EXPORT void torchshim_generator_free(at::Generator *generator) { delete generator; }
SHIM_EXPORT int torchshim_generator_manual_seed(at::Generator *generator, int64_t seed) {
  return shim::guarded([=] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(static_cast<uint64_t>(seed));
  });
}
SHIM_EXPORT int torchshim_generator_initial_seed(at::Generator *generator, int64_t *seed) {
  return shim::guarded([=] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *seed = static_cast<int64_t>(generator->current_seed());
  });
}
SHIM_EXPORT int torchshim_generator_seed(at::Generator *generator, int64_t *seed) {
  return shim::guarded([=] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *seed = static_cast<int64_t>(generator->seed());
  });
}
SHIM_EXPORT Handle torchshim_generator_get_state(at::Generator *generator) {
  return shim::tensor([=] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    return generator->get_state();
  });
}
SHIM_EXPORT int torchshim_generator_set_state(at::Generator *generator, Handle state) {
  return shim::guarded([=] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_state(*state);
  });
}
