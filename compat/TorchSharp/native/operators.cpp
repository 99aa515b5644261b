// Arithmetic, reductions, shapes.
#include "torchshim.h"

#define UNARY(name)                                                                                                             \
  SHIM_EXPORT Handle torchshim_##name(Handle x) {                                                                               \
    return shim::tensor([=] { return x->name(); });                                                                            \
  }
UNARY(abs)
UNARY(clone)
UNARY(contiguous)
UNARY(detach)
UNARY(exp)
UNARY(isfinite)
UNARY(isnan)
UNARY(log)
UNARY(neg)
UNARY(relu)
UNARY(rsqrt)
UNARY(sigmoid)
UNARY(sign)
UNARY(sqrt)
UNARY(square)
UNARY(tanh)
UNARY(max)
UNARY(min)
UNARY(mean)
UNARY(t)
#undef UNARY

#define BINARY(name)                                                                                                            \
  SHIM_EXPORT Handle torchshim_##name(Handle x, Handle y) {                                                                     \
    return shim::tensor([=] { return x->name(*y); });                                                                          \
  }                                                                                                                            \
  SHIM_EXPORT Handle torchshim_##name##_scalar(Handle x, ShimScalar y) {                                                        \
    return shim::tensor([=] { return x->name(shim::scalar(y)); });                                                             \
  }
BINARY(mul)
BINARY(div)
BINARY(pow)
BINARY(remainder)
BINARY(eq)
BINARY(ne)
BINARY(lt)
BINARY(le)
BINARY(gt)
BINARY(ge)
#undef BINARY

SHIM_EXPORT Handle torchshim_add(Handle x, Handle y, ShimScalar alpha) {
  return shim::tensor([=] { return x->add(*y, shim::scalar(alpha)); });
}
SHIM_EXPORT Handle torchshim_add_scalar(Handle x, ShimScalar y, ShimScalar alpha) {
  return shim::tensor([=] { return x->add(shim::scalar(y), shim::scalar(alpha)); });
}
SHIM_EXPORT Handle torchshim_sub(Handle x, Handle y) {
  return shim::tensor([=] { return x->sub(*y); });
}
SHIM_EXPORT Handle torchshim_sub_scalar(Handle x, ShimScalar y) {
  return shim::tensor([=] { return x->sub(shim::scalar(y)); });
}
SHIM_EXPORT Handle torchshim_scalar_sub(ShimScalar x, Handle y) {
  return shim::tensor([=] { return at::rsub(*y, shim::scalar(x)); });
}
SHIM_EXPORT Handle torchshim_scalar_div(ShimScalar x, Handle y) {
  return shim::tensor([=] { return y->reciprocal().mul(shim::scalar(x)); });
}
SHIM_EXPORT Handle torchshim_maximum(Handle x, Handle y) {
  return shim::tensor([=] { return at::maximum(*x, *y); });
}
SHIM_EXPORT Handle torchshim_minimum(Handle x, Handle y) {
  return shim::tensor([=] { return at::minimum(*x, *y); });
}
SHIM_EXPORT Handle torchshim_matmul(Handle x, Handle y) {
  return shim::tensor([=] { return x->matmul(*y); });
}
SHIM_EXPORT Handle torchshim_where(Handle condition, Handle x, Handle y) {
  return shim::tensor([=] { return at::where(*condition, *x, *y); });
}
SHIM_EXPORT int torchshim_equal(Handle x, Handle y, int *equal) {
  return shim::guarded([=] { *equal = x->equal(*y); });
}
SHIM_EXPORT Handle torchshim_clamp(Handle x, const ShimScalar *low, const ShimScalar *high) {
  return shim::tensor([=] {
    if (low && high) return x->clamp(shim::scalar(*low), shim::scalar(*high));
    return low ? x->clamp_min(shim::scalar(*low)) : x->clamp_max(shim::scalar(*high));
  });
}

// In place. The handle stays what it was.
#define IN_PLACE(name, parameters, body)                                                                                        \
  SHIM_EXPORT int torchshim_##name parameters {                                                                                 \
    return shim::guarded([=] { body; });                                                                                       \
  }
IN_PLACE(add_, (Handle x, Handle y, ShimScalar alpha), x->add_(*y, shim::scalar(alpha)))
IN_PLACE(add_scalar_, (Handle x, ShimScalar y, ShimScalar alpha), x->add_(shim::scalar(y), shim::scalar(alpha)))
IN_PLACE(sub_, (Handle x, Handle y), x->sub_(*y))
IN_PLACE(sub_scalar_, (Handle x, ShimScalar y), x->sub_(shim::scalar(y)))
IN_PLACE(mul_, (Handle x, Handle y), x->mul_(*y))
IN_PLACE(mul_scalar_, (Handle x, ShimScalar y), x->mul_(shim::scalar(y)))
IN_PLACE(div_, (Handle x, Handle y), x->div_(*y))
IN_PLACE(div_scalar_, (Handle x, ShimScalar y), x->div_(shim::scalar(y)))
IN_PLACE(fill_, (Handle x, ShimScalar y), x->fill_(shim::scalar(y)))
IN_PLACE(zero_, (Handle x), x->zero_())
IN_PLACE(clamp_, (Handle x, const ShimScalar *low, const ShimScalar *high), {
  if (low) x->clamp_min_(shim::scalar(*low));
  if (high) x->clamp_max_(shim::scalar(*high));
})
IN_PLACE(normal_, (Handle x, double mean, double std, at::Generator *generator), {
  if (generator) x->normal_(mean, std, *generator);
  else x->normal_(mean, std);
})
IN_PLACE(uniform_, (Handle x, double low, double high, at::Generator *generator), {
  if (generator) x->uniform_(low, high, *generator);
  else x->uniform_(low, high);
})
IN_PLACE(bernoulli_, (Handle x, double p, at::Generator *generator), {
  if (generator) x->bernoulli_(p, *generator);
  else x->bernoulli_(p);
})
#undef IN_PLACE

SHIM_EXPORT Handle torchshim_sum(Handle x) {
  return shim::tensor([=] { return x->sum(); });
}
SHIM_EXPORT Handle torchshim_sum_dims(Handle x, const int64_t *dims, int64_t count, int keepdim) {
  return shim::tensor([=] { return x->sum(shim::ints(dims, count), keepdim != 0); });
}
SHIM_EXPORT Handle torchshim_mean_dims(Handle x, const int64_t *dims, int64_t count, int keepdim) {
  return shim::tensor([=] { return x->mean(shim::ints(dims, count), keepdim != 0); });
}
SHIM_EXPORT Handle torchshim_std(Handle x, int unbiased) {
  return shim::tensor([=] { return x->std(unbiased != 0); });
}
SHIM_EXPORT Handle torchshim_std_dims(Handle x, const int64_t *dims, int64_t count, int unbiased, int keepdim) {
  return shim::tensor([=] { return at::std(*x, shim::ints(dims, count), unbiased != 0, keepdim != 0); });
}
SHIM_EXPORT Handle torchshim_norm(Handle x, double p) {
  return shim::tensor([=] { return x->norm(at::Scalar(p)); });
}
#define EXTREME(name)                                                                                                           \
  SHIM_EXPORT int torchshim_##name##_dim(Handle x, int64_t dim, int keepdim, Handle *values, Handle *indices) {                 \
    return shim::guarded([=] {                                                                                                  \
      auto both = x->name(dim, keepdim != 0);                                                                                  \
      auto first = std::make_unique<at::Tensor>(std::get<0>(both));                                                            \
      *indices = new at::Tensor(std::get<1>(both));                                                                            \
      *values = first.release();                                                                                               \
    });                                                                                                                        \
  }
EXTREME(max)
EXTREME(min)
#undef EXTREME

SHIM_EXPORT Handle torchshim_reshape(Handle x, const int64_t *shape, int64_t dims) {
  return shim::tensor([=] { return x->reshape(shim::ints(shape, dims)); });
}
SHIM_EXPORT Handle torchshim_view(Handle x, const int64_t *shape, int64_t dims) {
  return shim::tensor([=] { return x->view(shim::ints(shape, dims)); });
}
SHIM_EXPORT Handle torchshim_expand(Handle x, const int64_t *shape, int64_t dims) {
  return shim::tensor([=] { return x->expand(shim::ints(shape, dims)); });
}
SHIM_EXPORT Handle torchshim_permute(Handle x, const int64_t *order, int64_t dims) {
  return shim::tensor([=] { return x->permute(shim::ints(order, dims)); });
}
SHIM_EXPORT Handle torchshim_repeat(Handle x, const int64_t *times, int64_t dims) {
  return shim::tensor([=] { return x->repeat(shim::ints(times, dims)); });
}
SHIM_EXPORT Handle torchshim_flip(Handle x, const int64_t *dims, int64_t count) {
  return shim::tensor([=] { return x->flip(shim::ints(dims, count)); });
}
SHIM_EXPORT Handle torchshim_flatten(Handle x, int64_t first, int64_t last) {
  return shim::tensor([=] { return x->flatten(first, last); });
}
SHIM_EXPORT Handle torchshim_transpose(Handle x, int64_t first, int64_t second) {
  return shim::tensor([=] { return x->transpose(first, second); });
}
SHIM_EXPORT Handle torchshim_narrow(Handle x, int64_t dim, int64_t start, int64_t length) {
  return shim::tensor([=] { return x->narrow(dim, start, length); });
}
SHIM_EXPORT Handle torchshim_slice(Handle x, int64_t dim, int64_t start, int64_t finish, int64_t step) {
  return shim::tensor([=] { return x->slice(dim, start, finish, step); });
}
SHIM_EXPORT Handle torchshim_select(Handle x, int64_t dim, int64_t index) {
  return shim::tensor([=] { return x->select(dim, index); });
}
SHIM_EXPORT Handle torchshim_unsqueeze(Handle x, int64_t dim) {
  return shim::tensor([=] { return x->unsqueeze(dim); });
}
SHIM_EXPORT Handle torchshim_squeeze(Handle x) {
  return shim::tensor([=] { return x->squeeze(); });
}
SHIM_EXPORT Handle torchshim_squeeze_dim(Handle x, int64_t dim) {
  return shim::tensor([=] { return x->squeeze(dim); });
}
SHIM_EXPORT Handle torchshim_cat(const Handle *tensors, int64_t count, int64_t dim) {
  return shim::tensor([=] { return at::cat(shim::list(tensors, count), dim); });
}
SHIM_EXPORT Handle torchshim_stack(const Handle *tensors, int64_t count, int64_t dim) {
  return shim::tensor([=] { return at::stack(shim::list(tensors, count), dim); });
}
