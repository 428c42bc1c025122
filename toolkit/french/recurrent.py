"""A bidirectional LSTM layer whose backward pass is written out, for training on one core.

torch's own layer spends half of its time in small matrix products and zero fills when sentences
differ in length; here each weight's gradient is one product over all positions.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn


class _Recurrence(torch.autograd.Function):
    """Both directions at once: gates (2, T, B, 4H), recurrent weights (2, H, 4H) -> (2, T, B, H).

    The gates come with the input's and the bias's part added, in the order input, forget, output,
    candidate.
    """

    @staticmethod
    @torch.amp.custom_fwd(device_type="cpu", cast_inputs=torch.float32)  # type: ignore[untyped-decorator]
    def forward(ctx: Any, gates: Tensor, weight: Tensor) -> Tensor:
        two, steps, size, four = gates.shape
        hidden = four // 4
        gates = gates.clone()
        cells = gates.new_empty(two, steps, size, hidden)
        squashed = torch.empty_like(cells)
        out = torch.empty_like(cells)
        h = c = gates.new_zeros(two, size, hidden)
        for t in range(steps):
            g = gates[:, t]
            if t:
                g.add_(torch.bmm(h, weight))
            g[..., : 3 * hidden].sigmoid_()
            g[..., 3 * hidden :].tanh_()
            i, f, o, n = g.chunk(4, dim=2)
            c = torch.addcmul(i * n, f, c)
            cells[:, t] = c
            s = torch.tanh(c)
            squashed[:, t] = s
            h = o * s
            out[:, t] = h
        ctx.save_for_backward(gates, weight, cells, squashed, out)
        return out

    @staticmethod
    @torch.amp.custom_bwd(device_type="cpu")  # type: ignore[untyped-decorator]
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor]:
        gates, weight, cells, squashed, out = ctx.saved_tensors
        grad = grads[0]
        two, steps, size, four = gates.shape
        hidden = four // 4
        i, f, o, n = gates.chunk(4, dim=3)
        # Everything that does not depend on the recurrence, for all positions at once.
        previous = torch.zeros_like(cells)
        previous[:, 1:] = cells[:, :-1]
        to_cell = o * (1 - squashed * squashed)
        local = torch.empty_like(gates)
        local[..., :hidden] = n * i * (1 - i)
        local[..., hidden : 2 * hidden] = previous * f * (1 - f)
        local[..., 2 * hidden : 3 * hidden] = squashed * o * (1 - o)
        local[..., 3 * hidden :] = i * (1 - n * n)
        back = weight.transpose(1, 2)
        dc = cells.new_zeros(two, size, hidden)
        dh = grad[:, steps - 1]
        for t in range(steps - 1, -1, -1):
            dc = torch.addcmul(dc, dh, to_cell[:, t])
            g = local[:, t]
            g[..., : 2 * hidden].view(two, size, 2, hidden).mul_(dc.unsqueeze(2))
            g[..., 2 * hidden : 3 * hidden].mul_(dh)
            g[..., 3 * hidden :].mul_(dc)
            if t:
                dc = dc * f[:, t]
                dh = torch.baddbmm(grad[:, t - 1], g, back)
        earlier = torch.zeros_like(out)
        earlier[:, 1:] = out[:, :-1]
        dweight = torch.bmm(
            earlier.reshape(two, -1, hidden).transpose(1, 2).bfloat16(),
            local.reshape(two, -1, four).bfloat16(),
        ).float()
        return local, dweight


class BiLSTM(nn.Module):
    """One layer over padded batches; outputs at padding are meaningless."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.hidden = hidden
        self.inputs = nn.Parameter(torch.empty(2, width, 4 * hidden))
        self.states = nn.Parameter(torch.empty(2, hidden, 4 * hidden))
        self.bias = nn.Parameter(torch.zeros(2, 4 * hidden))
        nn.init.xavier_uniform_(self.inputs[0].data)
        nn.init.xavier_uniform_(self.inputs[1].data)
        for direction in range(2):
            for gate in self.states.data[direction].chunk(4, dim=1):
                nn.init.orthogonal_(gate)
        self.bias.data[:, hidden : 2 * hidden] = 1.0  # forget gates start open

    def forward(self, x: Tensor, backwards: Tensor) -> Tensor:
        """(batch, length, width) -> (batch, length, 2 hidden).

        Args:
            backwards: (batch, length): for each position, the one it is read from when the
                sentence runs backwards (its padding stays at the end).
        """
        size, length, width = x.shape
        flipped = torch.gather(x, 1, backwards[:, :, None].expand_as(x))
        both = torch.stack([x.transpose(0, 1), flipped.transpose(0, 1)])
        gates = torch.baddbmm(self.bias[:, None], both.reshape(2, -1, width), self.inputs)
        out: Tensor = _Recurrence.apply(  # type: ignore[no-untyped-call]
            gates.view(2, length, size, -1), self.states
        )
        ahead, behind = out[0].transpose(0, 1), out[1].transpose(0, 1)
        behind = torch.gather(behind, 1, backwards[:, :, None].expand_as(behind))
        return torch.cat([ahead, behind], dim=2)


def reading_backwards(lengths: Tensor, longest: int) -> Tensor:
    """(batch, longest): position length-1-i for i inside the sentence, i itself for padding."""
    places = torch.arange(longest)[None, :]
    turned = lengths[:, None] - 1 - places
    return torch.where(turned >= 0, turned, places)
