// A tensor's life, what it says of itself, its gradient.
#include "torchshim.h"
#include <cstring>

namespace {
at::TensorOptions options(int8_t type, int device_type, int device_index) {
  return at::TensorOptions()
      .dtype(static_cast<at::ScalarType>(type))
      .device(at::Device(static_cast<at::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index)));
}
at::Device device(int type, int index) { return at::Device(static_cast<at::DeviceType>(type), static_cast<c10::DeviceIndex>(index)); }
} // namespace

SHIM_EXPORT void torchshim_free(Handle tensor) { delete tensor; }
SHIM_EXPORT Handle torchshim_alias(Handle tensor) {
  return shim::tensor([=] { return *tensor; });
}

SHIM_EXPORT Handle torchshim_from_bytes(const void *bytes, const int64_t *shape, int64_t dims, int8_t type) {
  return shim::tensor([=] {
    auto result = at::empty(shim::ints(shape, dims), at::TensorOptions().dtype(static_cast<at::ScalarType>(type)));
    if (result.nbytes()) std::memcpy(result.data_ptr(), bytes, result.nbytes());
    return result;
  });
}

#define FACTORY(name, call)                                                                                                    \
  SHIM_EXPORT Handle torchshim_##name(const int64_t *shape, int64_t dims, int8_t type, int device_type, int device_index) {     \
    return shim::tensor([=] { return call(shim::ints(shape, dims), options(type, device_type, device_index)); });              \
  }
FACTORY(empty, at::empty)
FACTORY(zeros, at::zeros)
FACTORY(ones, at::ones)
#undef FACTORY

SHIM_EXPORT Handle torchshim_full(const int64_t *shape, int64_t dims, ShimScalar value, int8_t type, int device_type, int device_index) {
  return shim::tensor([=] { return at::full(shim::ints(shape, dims), shim::scalar(value), options(type, device_type, device_index)); });
}

#define RANDOM_FACTORY(name, call)                                                                                              \
  SHIM_EXPORT Handle torchshim_##name(const int64_t *shape, int64_t dims, at::Generator *generator, int8_t type,                \
                                      int device_type, int device_index) {                                                     \
    return shim::tensor([=] {                                                                                                   \
      auto how = options(type, device_type, device_index);                                                                     \
      return generator ? call(shim::ints(shape, dims), *generator, how) : call(shim::ints(shape, dims), how);                  \
    });                                                                                                                        \
  }
RANDOM_FACTORY(rand, at::rand)
RANDOM_FACTORY(randn, at::randn)
#undef RANDOM_FACTORY

SHIM_EXPORT int64_t torchshim_dim(Handle tensor) { return tensor->dim(); }
SHIM_EXPORT int64_t torchshim_numel(Handle tensor) { return tensor->numel(); }
SHIM_EXPORT void torchshim_shape(Handle tensor, int64_t *shape) { std::memcpy(shape, tensor->sizes().data(), tensor->dim() * sizeof(int64_t)); }
SHIM_EXPORT void torchshim_strides(Handle tensor, int64_t *strides) {
  std::memcpy(strides, tensor->strides().data(), tensor->dim() * sizeof(int64_t));
}
SHIM_EXPORT int torchshim_dtype(Handle tensor) { return static_cast<int>(tensor->scalar_type()); }
SHIM_EXPORT int torchshim_device_type(Handle tensor) { return static_cast<int>(tensor->device().type()); }
SHIM_EXPORT int torchshim_device_index(Handle tensor) { return tensor->device().index(); }
SHIM_EXPORT int torchshim_is_contiguous(Handle tensor) { return tensor->is_contiguous(); }
SHIM_EXPORT void *torchshim_data(Handle tensor) {
  void *data = nullptr;
  shim::guarded([&] { data = tensor->data_ptr(); });
  return data;
}

SHIM_EXPORT Handle torchshim_to(Handle tensor, int8_t type, int device_type, int device_index, int non_blocking, int copy) {
  return shim::tensor([=] {
    return tensor->to(device(device_type, device_index), static_cast<at::ScalarType>(type), non_blocking != 0, copy != 0);
  });
}
SHIM_EXPORT int torchshim_copy_(Handle tensor, Handle source, int non_blocking) {
  return shim::guarded([=] { tensor->copy_(*source, non_blocking != 0); });
}

SHIM_EXPORT int torchshim_requires_grad(Handle tensor) { return tensor->requires_grad(); }
SHIM_EXPORT int torchshim_set_requires_grad(Handle tensor, int requires_grad) {
  return shim::guarded([=] { tensor->set_requires_grad(requires_grad != 0); });
}
SHIM_EXPORT int torchshim_is_leaf(Handle tensor) { return tensor->is_leaf(); }
// Null, without an error, where there is no gradient.
SHIM_EXPORT Handle torchshim_grad(Handle tensor) {
  const at::Tensor &grad = tensor->grad();
  if (!grad.defined()) return nullptr;
  return shim::tensor([&] { return grad; });
}
SHIM_EXPORT int torchshim_set_grad(Handle tensor, Handle grad) {
  return shim::guarded([=] { tensor->mutable_grad() = shim::or_undefined(grad); });
}
// Forgets the gradients of many tensors, or sets them to zero.
SHIM_EXPORT int torchshim_zero_grad(const Handle *tensors, int64_t count, int set_to_none) {
  return shim::guarded([=] {
    c10::NoGradGuard no_grad;
    for (int64_t i = 0; i < count; i++) {
      at::Tensor &grad = tensors[i]->mutable_grad();
      if (!grad.defined()) continue;
      if (set_to_none) {
        grad.reset();
      } else {
        grad = grad.detach();
        grad.zero_();
      }
    }
  });
}
SHIM_EXPORT int torchshim_backward(Handle tensor, Handle gradient, int retain_graph, int create_graph, const Handle *inputs, int64_t count) {
  return shim::guarded([=] {
    if (count > 0) {
      auto leaves = shim::list(inputs, count);
      tensor->backward(shim::or_undefined(gradient), retain_graph != 0, create_graph != 0, at::TensorList(leaves));
    } else {
      tensor->backward(shim::or_undefined(gradient), retain_graph != 0, create_graph != 0);
    }
  });
}
// Makes `tensor` mean what `other` means, so that whoever holds it (a module's field, an optimiser) sees the change.
SHIM_EXPORT int torchshim_set_data(Handle tensor, Handle other) {
  return shim::guarded([=] { *tensor = *other; });
}
