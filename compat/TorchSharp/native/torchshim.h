// The C ABI between compat/TorchSharp and libtorch. Only ATen is used (no torch/torch.h): that compiles in seconds, and every
// name used here is in libtorch 1.13 and 2.x alike. c10::optional (1.13) became std::optional (2.x): neither is named, arguments
// convert to either.
//
// Conventions: a tensor is a heap-allocated at::Tensor owned by the caller (torchshim_free). A function that makes a tensor
// returns null when it failed, any other one that can fail returns 0 for success; torchshim_last_error then says why. No C++
// exception leaves an export. A null tensor argument stands for "none".
#pragma once
#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <cstdint>
#include <memory>
#include <vector>

#define SHIM_EXPORT extern "C" __attribute__((visibility("default")))

using Handle = at::Tensor *;

// A TorchSharp.Scalar as it crosses the border.
struct ShimScalar {
  int64_t kind; // 0: integer, 1: floating point, 2: boolean
  int64_t integer;
  double real;
};

namespace shim {

void remember_current_exception() noexcept;

inline at::Scalar scalar(ShimScalar value) {
  switch (value.kind) {
    case 0: return at::Scalar(value.integer);
    case 1: return at::Scalar(value.real);
    default: return at::Scalar(value.integer != 0);
  }
}

inline at::IntArrayRef ints(const int64_t *values, int64_t count) { return {values, static_cast<size_t>(count)}; }

inline at::Tensor or_undefined(Handle handle) { return handle ? *handle : at::Tensor(); }

// A vector of the tensors behind handles, for the functions that take a TensorList.
inline std::vector<at::Tensor> list(const Handle *handles, int64_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int64_t i = 0; i < count; i++) tensors.push_back(*handles[i]);
  return tensors;
}

template <class Body> Handle tensor(Body &&body) noexcept {
  try {
    return new at::Tensor(body());
  } catch (...) {
    remember_current_exception();
    return nullptr;
  }
}

template <class Body> int guarded(Body &&body) noexcept {
  try {
    body();
    return 0;
  } catch (...) {
    remember_current_exception();
    return 1;
  }
}

} // namespace shim
