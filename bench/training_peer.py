"""Measures the training step of src/Training in PyTorch: the same networks, losses and optimisers, with random data.

    training_peer.py SIZE WIDTH BATCH STEPS THREADS     prints the median time of a step in seconds, without the first quarter of the steps
    training_peer.py operations SIZE WIDTH BATCH        prints the number of additions and multiplications of the convolutions of a step
"""
import statistics
import sys
import time

import torch
from torch import nn

STYLES = 5


class Decoder(nn.Module):
    def __init__(self, inputs, outputs, plane, condition, last, noisy):
        super().__init__()
        self.normalised, self.last, self.noisy = plane >= 4 and not last, last, noisy
        self.conv = nn.ConvTranspose2d(inputs, outputs, 4, 2, 1, bias=not self.normalised)
        if not last:
            self.gamma = nn.Parameter(torch.zeros(condition, outputs))
            self.beta = nn.Parameter(torch.zeros(condition, outputs))

    def forward(self, x, condition, creativity):
        x = self.conv(x)
        if self.last:
            return x
        if self.normalised:
            x = nn.functional.instance_norm(x)
        x = x * ((condition @ self.gamma)[:, :, None, None] + 1) + (condition @ self.beta)[:, :, None, None]
        if self.noisy:
            x = x * ((torch.randint(0, 2, x.shape) * 2 - 1) * creativity + 1)
        return x


class Generator(nn.Module):
    def __init__(self, size, width):
        super().__init__()
        levels = size.bit_length() - 1
        channels = [min(width << i, width * 8) for i in range(levels)]
        self.normalised = [i > 0 and size >> (i + 1) >= 4 for i in range(levels)]
        self.encoder = nn.ModuleList(
            nn.Conv2d(3 if i == 0 else channels[i - 1], channels[i], 4, 2, 1, bias=not self.normalised[i]) for i in range(levels))
        self.decoder = nn.ModuleList(
            Decoder(channels[levels - 1 - i] * (1 if i == 0 else 2), 1 if i == levels - 1 else channels[levels - 2 - i], 2 << i,
                    STYLES + width, i == levels - 1, i < 3) for i in range(levels))

    def forward(self, painting, style):
        x, skips = painting, []
        for i, conv in enumerate(self.encoder):
            if i > 0:
                x = nn.functional.leaky_relu(x, 0.2)
            if i == 1:
                condition = torch.cat([style, x.mean([2, 3])], 1)
            x = conv(x)
            if self.normalised[i]:
                x = nn.functional.instance_norm(x)
            skips.append(x)
        for i, block in enumerate(self.decoder):
            x = block(torch.relu(x if i == 0 else torch.cat([x, skips[-1 - i]], 1)), condition, 1.0)
        return torch.tanh(x)


def discriminator(width, layers=2):
    modules, inputs = [], 3 + STYLES + 1
    for i in range(layers + 1):
        outputs = width * min(1 << i, 8)
        modules.append(nn.Conv2d(inputs, outputs, 4, 2 if i < layers else 1, 1, bias=i == 0))
        if i > 0:
            modules.append(nn.InstanceNorm2d(outputs))
        modules.append(nn.LeakyReLU(0.2))
        inputs = outputs
    return nn.Sequential(*modules, nn.Conv2d(inputs, 1, 4, 1, 1))


def main(size, width, batch, steps, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    generator, average, judge = Generator(size, width), Generator(size, width), discriminator(2 * width)
    optimisers = [torch.optim.Adam(m.parameters(), 2e-4, (0.5, 0.999)) for m in (generator, judge)]
    cross_entropy = nn.functional.binary_cross_entropy_with_logits
    previous, seconds = None, []
    for step in range(steps):
        start = time.perf_counter()
        painting, mel = torch.rand(batch, 3, size, size) * 2 - 1, torch.rand(batch, 1, size, size) * 2 - 1
        style = nn.functional.one_hot(torch.tensor([(step + i) % STYLES for i in range(batch)]), STYLES).float()
        planes = style[:, :, None, None].expand(-1, -1, size, size)
        generated = generator(painting, style)

        optimisers[1].zero_grad()
        real = judge(torch.cat([painting, planes, mel], 1))
        fake = judge(torch.cat([painting, planes, generated.detach()], 1))
        d1, d2 = cross_entropy(real, torch.ones_like(real)), cross_entropy(fake, torch.zeros_like(fake))
        ((d1 + d2) * 0.5).backward()
        optimisers[1].step()

        optimisers[0].zero_grad()
        judge.requires_grad_(False)
        verdict = judge(torch.cat([painting, planes, generated], 1))
        loss = cross_entropy(verdict, torch.ones_like(verdict)) + 30 * nn.functional.l1_loss(generated, mel)
        if previous is not None:
            loss = loss + 40 * torch.relu(0.25 - (generated - previous).abs().mean())
        loss.backward()
        optimisers[0].step()
        judge.requires_grad_(True)
        previous = generated.detach() if step % 2 == 0 else None
        with torch.no_grad():
            for a, p in zip(average.parameters(), generator.parameters()):
                a.mul_(0.999).add_(p, alpha=0.001)
        (d1.item(), d2.item(), loss.item())
        seconds.append(time.perf_counter() - start)
    print(f"{statistics.median(seconds[steps // 4:]):.4f}")


def operations(size, width, batch):
    """Of the convolutions alone: what else there is adds less than a hundredth."""
    generator, judge = Generator(size, width), discriminator(2 * width)

    def count(network, *inputs):
        found = []

        def add(layer, given, output):
            # Each kernel value is used once for each position: of the output, or of the input where the convolution is transposed.
            positions = given[0] if isinstance(layer, nn.ConvTranspose2d) else output
            found.append(2 * layer.weight.numel() * batch * positions.shape[2] * positions.shape[3])

        hooks = [layer.register_forward_hook(add) for layer in network.modules() if isinstance(layer, (nn.Conv2d, nn.ConvTranspose2d))]
        with torch.no_grad():
            output = network(*inputs)
        for hook in hooks:
            hook.remove()
        return output, sum(found), found[0]

    painting, style = torch.rand(batch, 3, size, size), torch.zeros(batch, STYLES)
    mel, made, made_first = count(generator, painting, style)
    _, judged, judged_first = count(judge, torch.cat([painting, torch.zeros(batch, STYLES, size, size), mel], 1))
    # Forward, gradient of the input (not that of the first layer, unless the generator needs it) and gradient of the kernels.
    learn_generator = 3 * made - made_first
    learn_judge = 2 * (3 * judged - judged_first)  # real and generated
    through_judge = 2 * judged  # no gradient of the kernels
    return learn_generator + learn_judge + through_judge


if sys.argv[1] == "operations":
    print(operations(*(int(value) for value in sys.argv[2:5])))
else:
    main(*(int(value) for value in sys.argv[1:6]))
