#!/usr/bin/env python3
"""PyTorch on the CPU at the work of the benchmarks.

    apt-get install -y python3-torch libopenblas0
    yes | head -3 | /usr/bin/python3 pytorch.py DATASETS --network course --batch 100 --precision f32

Prints a line once it is warm, and for every line that it reads the seconds that 60,000 images take,
measured for a second: an epoch of training or, with --inference, telling the classes of test images.

The networks are the course's 784-500-10 with plain SGD, Luqué's ninth and twelfth with Adam, and that
of FMAN45 with momentum. PyTorch has threads of its own and OpenBLAS has others; which numbers are the
best depends on the work.
"""
import argparse
import os
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("datasets")
parser.add_argument("--network", choices=["course", "fman45", "ninth", "twelfth"], required=True)
parser.add_argument("--batch", type=int, required=True)
parser.add_argument("--precision", choices=["f32", "f64"], required=True)
parser.add_argument("--threads", type=int, default=1, help="of PyTorch's own")
parser.add_argument("--blas-threads", type=int, default=1, help="of OpenBLAS")
parser.add_argument("--inference", action="store_true")
parser.add_argument("--keep-settings", action="store_true", help="see pytorch_build.py")
a = parser.parse_args()

# OpenBLAS reads these when it is loaded, with NumPy.
os.environ["OPENBLAS_NUM_THREADS"] = str(a.blas_threads)
if not a.keep_settings:
    for name in ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"]:
        os.environ.pop(name, None)
import numpy as np
import torch
from torch import nn

IMAGES = 10000  # of the set; it goes through them as often as it takes
torch.set_num_threads(a.threads)
dtype = torch.float64 if a.precision == "f64" else torch.float32
part = f"{a.datasets}/{'t10k' if a.inference else 'train'}"
shape = (-1, 784) if a.network == "course" else (-1, 1, 28, 28)
pixels = np.fromfile(f"{part}-images.idx3-ubyte", dtype=np.uint8, count=IMAGES * 784, offset=16)
labels = np.fromfile(f"{part}-labels.idx1-ubyte", dtype=np.uint8, count=IMAGES, offset=8)
x, y = torch.from_numpy(pixels.reshape(shape) / 255).to(dtype), torch.from_numpy(labels).long()


def conv(inputs, filters):
    return [nn.Conv2d(inputs, filters, 5, padding=2), nn.ReLU()]


def head(inputs):
    return [nn.Flatten(), nn.Linear(inputs, 10)]


pool, drop = [nn.MaxPool2d(2)], [nn.Dropout(0.2)]
layers = {
    "course": [nn.Linear(784, 500), nn.ReLU(), nn.Linear(500, 10)],
    "fman45": conv(1, 16) + pool + conv(16, 16) + pool + head(16 * 49),
    "ninth": conv(1, 8) + pool + drop + conv(8, 16) + pool + drop + head(16 * 49),
    "twelfth": conv(1, 16) + drop + conv(16, 32) + pool + drop
    + conv(32, 48) + drop + conv(48, 64) + pool + drop + head(64 * 49),
}
net = nn.Sequential(*layers[a.network]).to(dtype)
loss_of = nn.CrossEntropyLoss()
if a.network == "course":
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-3)
elif a.network == "fman45":
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-2, momentum=0.9, dampening=0.9)
else:
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)


def train(x, y):
    loss = loss_of(net(x), y)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()


@torch.inference_mode()
def infer(x, _):
    net(x).argmax(1)


def measure():
    net.train(not a.inference)
    step = infer if a.inference else train
    done, start = 0, time.perf_counter()
    while True:
        for i in range(0, len(x), a.batch):
            batch = x[i : i + a.batch]
            step(batch, y[i : i + a.batch])
            done += len(batch)
            elapsed = time.perf_counter() - start
            if elapsed >= 1:
                return elapsed * 60000 / done


measure()
print("ready", flush=True)
for _ in sys.stdin:
    print(measure(), flush=True)
