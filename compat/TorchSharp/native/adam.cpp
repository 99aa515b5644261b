// Adam (Kingma and Ba 2015) with PyTorch's arithmetic, for all parameters of a group in one call.
#include "torchshim.h"
#include <ATen/Parallel.h>
#include <cmath>

struct ShimAdamOptions {
  double lr, beta1, beta2, eps, weight_decay;
  int64_t amsgrad, maximize;
};

namespace {

struct Coefficients {
  double step_size, root_correction2;
  Coefficients(const ShimAdamOptions &o, int64_t step)
      : step_size(o.lr / (1 - std::pow(o.beta1, static_cast<double>(step)))),
        root_correction2(std::sqrt(1 - std::pow(o.beta2, static_cast<double>(step)))) {}
};

bool plain(const at::Tensor &t) { return t.device().is_cpu() && t.scalar_type() == at::kFloat && t.is_contiguous(); }

// A stretch of one parameter, small enough to be shared out among threads.
struct Chunk {
  float *p;
  const float *g;
  float *m, *v, *v_max;
  int64_t count;
  float step_size, root_correction2;
};
constexpr int64_t chunk_length = 1 << 14;

// GCC 12 writes this for AVX2 and for plain x86-64, and the loader picks.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

FOR_EACH_PROCESSOR void update(const Chunk &c, const ShimAdamOptions &o) {
  const float beta1 = static_cast<float>(o.beta1), beta2 = static_cast<float>(o.beta2);
  const float rest1 = static_cast<float>(1 - o.beta1), rest2 = static_cast<float>(1 - o.beta2);
  const float eps = static_cast<float>(o.eps), decay = static_cast<float>(o.weight_decay), sign = o.maximize ? -1.0f : 1.0f;
  float *__restrict p = c.p, *__restrict m = c.m, *__restrict v = c.v, *__restrict v_max = c.v_max;
  const float *__restrict g = c.g;
  if (!v_max) {
    for (int64_t i = 0; i < c.count; i++) {
      const float slope = sign * g[i] + decay * p[i];
      const float mean = m[i] = beta1 * m[i] + rest1 * slope;
      const float square = v[i] = beta2 * v[i] + rest2 * slope * slope;
      p[i] -= c.step_size * mean / (std::sqrt(square) / c.root_correction2 + eps);
    }
    return;
  }
  for (int64_t i = 0; i < c.count; i++) {
    const float slope = sign * g[i] + decay * p[i];
    const float mean = m[i] = beta1 * m[i] + rest1 * slope;
    const float square = v[i] = beta2 * v[i] + rest2 * slope * slope;
    const float largest = v_max[i] = v_max[i] > square ? v_max[i] : square;
    p[i] -= c.step_size * mean / (std::sqrt(largest) / c.root_correction2 + eps);
  }
}

// Any device, any type: the same formula in ATen's operators.
void update(at::Tensor &p, at::Tensor g, at::Tensor &m, at::Tensor &v, at::Tensor *v_max, const ShimAdamOptions &o, const Coefficients &c) {
  if (o.maximize) g = g.neg();
  if (o.weight_decay != 0) g = g.add(p, o.weight_decay);
  m.mul_(o.beta1).add_(g, 1 - o.beta1);
  v.mul_(o.beta2).addcmul_(g, g, 1 - o.beta2);
  if (v_max) v_max->copy_(at::maximum(*v_max, v));
  auto root = (v_max ? *v_max : v).sqrt().div_(c.root_correction2).add_(o.eps);
  p.addcdiv_(m, root, -c.step_size);
}

} // namespace

// Parameters without a gradient are passed over and their step is not counted. `v_max` may be null (no amsgrad).
SHIM_EXPORT int torchshim_adam(const Handle *params, const Handle *m, const Handle *v, const Handle *v_max, int64_t *steps, int64_t count,
                               const ShimAdamOptions *options) {
  return shim::guarded([=] {
    c10::NoGradGuard no_grad;
    const ShimAdamOptions o = *options;
    std::vector<at::Tensor> kept; // gradients that had to be copied
    std::vector<Chunk> chunks;
    for (int64_t i = 0; i < count; i++) {
      at::Tensor &p = *params[i];
      at::Tensor g = p.grad();
      if (!g.defined()) continue;
      const Coefficients c(o, ++steps[i]);
      if (!(plain(p) && plain(*m[i]) && plain(*v[i]) && g.device().is_cpu() && g.scalar_type() == at::kFloat)) {
        update(p, g, *m[i], *v[i], v_max ? v_max[i] : nullptr, o, c);
        continue;
      }
      kept.push_back(g = g.contiguous());
      float *pp = p.data_ptr<float>(), *mm = m[i]->data_ptr<float>(), *vv = v[i]->data_ptr<float>();
      float *xx = v_max ? v_max[i]->data_ptr<float>() : nullptr;
      const float *gg = g.data_ptr<float>();
      for (int64_t at = 0; at < p.numel(); at += chunk_length) {
        chunks.push_back({pp + at, gg + at, mm + at, vv + at, xx ? xx + at : nullptr, std::min(chunk_length, p.numel() - at),
                          static_cast<float>(c.step_size), static_cast<float>(c.root_correction2)});
      }
      p.unsafeGetTensorImpl()->bump_version(); // so that a backward pass over the old values is refused, as in PyTorch
    }
    at::parallel_for(0, static_cast<int64_t>(chunks.size()), 4, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; i++) update(chunks[i], o);
    });
  });
}
