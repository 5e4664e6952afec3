#!/usr/bin/env python3
"""PyTorch on the CPU training a convolutional network at batch 16, without augmentation.

    apt-get install -y python3-torch libopenblas0
    /usr/bin/python3 torch_cnn.py DATASETS_DIR --network twelfth --precision f32 --threads 2 --images 320

The networks are Luqué's twelfth and ninth, with Adam, and that of FMAN45, with momentum.
Prints the seconds for one epoch of 60,000 images, measured on --images of them after a warm-up;
with --inference, the seconds to tell the classes of as many test images.
"""
import argparse
import os
import time

parser = argparse.ArgumentParser()
parser.add_argument("datasets")
parser.add_argument("--network", choices=["twelfth", "ninth", "fman45"], default="twelfth")
parser.add_argument("--precision", choices=["f32", "f64"], default="f32")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--batch", type=int, default=16)
parser.add_argument("--images", type=int, default=320)
parser.add_argument("--inference", action="store_true")
a = parser.parse_args()

os.environ["OPENBLAS_NUM_THREADS"] = str(a.threads)  # read when it is loaded, with PyTorch
import numpy as np
import torch
from torch import nn

torch.set_num_threads(a.threads)
dtype = torch.float64 if a.precision == "f64" else torch.float32
part = f"{a.datasets}/{'t10k' if a.inference else 'train'}"
pixels = np.fromfile(f"{part}-images.idx3-ubyte", dtype=np.uint8)[16:].reshape(-1, 1, 28, 28)
labels = np.fromfile(f"{part}-labels.idx1-ubyte", dtype=np.uint8)[8:].astype(np.int64)
x, y = torch.from_numpy(pixels[: a.images] / 255).to(dtype), torch.from_numpy(labels[: a.images])


def conv(inputs, filters):
    return [nn.Conv2d(inputs, filters, 5, padding=2), nn.ReLU()]


def head(inputs):
    return [nn.Flatten(), nn.Linear(inputs, 10)]


pool, drop = [nn.MaxPool2d(2)], [nn.Dropout(0.2)]
layers = {
    "twelfth": conv(1, 16) + drop + conv(16, 32) + pool + drop
    + conv(32, 48) + drop + conv(48, 64) + pool + drop + head(64 * 49),
    "ninth": conv(1, 8) + pool + drop + conv(8, 16) + pool + drop + head(16 * 49),
    "fman45": conv(1, 16) + pool + conv(16, 16) + pool + head(16 * 49),
}
net = nn.Sequential(*layers[a.network]).to(dtype)
loss_of = nn.CrossEntropyLoss()
if a.network == "fman45":
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-2, momentum=0.9, dampening=0.9)
else:
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)


def train():
    for i in range(0, len(x), a.batch):
        loss = loss_of(net(x[i : i + a.batch]), y[i : i + a.batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


@torch.inference_mode()
def infer():
    net.eval()
    for i in range(0, len(x), a.batch):
        net(x[i : i + a.batch]).argmax(1)


for _ in range(2):  # the first pass warms up
    start = time.perf_counter()
    infer() if a.inference else train()
    seconds = time.perf_counter() - start
print(f"{seconds * 60000 / len(x):.3f}")
