// What networks are made of: convolutions, normalisation, activations, losses.
#include "torchshim.h"

SHIM_EXPORT Handle torchshim_conv2d(Handle x, Handle weight, Handle bias, const int64_t *stride, const int64_t *padding,
                                    const int64_t *dilation, int64_t groups) {
  return shim::tensor([=] {
    return at::conv2d(*x, *weight, shim::or_undefined(bias), shim::ints(stride, 2), shim::ints(padding, 2), shim::ints(dilation, 2), groups);
  });
}
SHIM_EXPORT Handle torchshim_conv_transpose2d(Handle x, Handle weight, Handle bias, const int64_t *stride, const int64_t *padding,
                                              const int64_t *output_padding, const int64_t *dilation, int64_t groups) {
  return shim::tensor([=] {
    return at::conv_transpose2d(*x, *weight, shim::or_undefined(bias), shim::ints(stride, 2), shim::ints(padding, 2),
                                shim::ints(output_padding, 2), groups, shim::ints(dilation, 2));
  });
}
SHIM_EXPORT Handle torchshim_instance_norm(Handle x, Handle weight, Handle bias, Handle running_mean, Handle running_var,
                                           int use_input_stats, double momentum, double eps) {
  return shim::tensor([=] {
    return at::instance_norm(*x, shim::or_undefined(weight), shim::or_undefined(bias), shim::or_undefined(running_mean),
                             shim::or_undefined(running_var), use_input_stats != 0, momentum, eps, at::globalContext().userEnabledCuDNN());
  });
}
SHIM_EXPORT Handle torchshim_batch_norm(Handle x, Handle weight, Handle bias, Handle running_mean, Handle running_var, int training,
                                        double momentum, double eps) {
  return shim::tensor([=] {
    return at::batch_norm(*x, shim::or_undefined(weight), shim::or_undefined(bias), shim::or_undefined(running_mean),
                          shim::or_undefined(running_var), training != 0, momentum, eps, at::globalContext().userEnabledCuDNN());
  });
}
SHIM_EXPORT Handle torchshim_leaky_relu(Handle x, double negative_slope) {
  return shim::tensor([=] { return at::leaky_relu(*x, at::Scalar(negative_slope)); });
}
// The same tensor, overwritten.
SHIM_EXPORT int torchshim_leaky_relu_(Handle x, double negative_slope) {
  return shim::guarded([=] { at::leaky_relu_(*x, at::Scalar(negative_slope)); });
}
SHIM_EXPORT int torchshim_relu_(Handle x) {
  return shim::guarded([=] { at::relu_(*x); });
}
SHIM_EXPORT int torchshim_tanh_(Handle x) {
  return shim::guarded([=] { at::tanh_(*x); });
}
SHIM_EXPORT int torchshim_sigmoid_(Handle x) {
  return shim::guarded([=] { at::sigmoid_(*x); });
}
SHIM_EXPORT int torchshim_dropout_(Handle x, double p, int training) {
  return shim::guarded([=] { at::dropout_(*x, p, training != 0); });
}
SHIM_EXPORT Handle torchshim_dropout(Handle x, double p, int training) {
  return shim::tensor([=] { return at::dropout(*x, p, training != 0); });
}
SHIM_EXPORT Handle torchshim_reflection_pad2d(Handle x, const int64_t *padding) {
  return shim::tensor([=] { return at::reflection_pad2d(*x, shim::ints(padding, 4)); });
}
SHIM_EXPORT Handle torchshim_replication_pad2d(Handle x, const int64_t *padding) {
  return shim::tensor([=] { return at::replication_pad2d(*x, shim::ints(padding, 4)); });
}
SHIM_EXPORT Handle torchshim_upsample_nearest2d(Handle x, const int64_t *size) {
  return shim::tensor([=] { return at::upsample_nearest2d(*x, shim::ints(size, 2)); });
}
SHIM_EXPORT Handle torchshim_upsample_bilinear2d(Handle x, const int64_t *size, int align_corners) {
  return shim::tensor([=] { return at::upsample_bilinear2d(*x, shim::ints(size, 2), align_corners != 0); });
}
SHIM_EXPORT Handle torchshim_bce_with_logits(Handle x, Handle target, Handle weight, Handle pos_weight, int64_t reduction) {
  return shim::tensor([=] {
    return at::binary_cross_entropy_with_logits(*x, *target, shim::or_undefined(weight), shim::or_undefined(pos_weight), reduction);
  });
}
SHIM_EXPORT Handle torchshim_l1_loss(Handle x, Handle target, int64_t reduction) {
  return shim::tensor([=] { return at::l1_loss(*x, *target, reduction); });
}
SHIM_EXPORT Handle torchshim_mse_loss(Handle x, Handle target, int64_t reduction) {
  return shim::tensor([=] { return at::mse_loss(*x, *target, reduction); });
}
