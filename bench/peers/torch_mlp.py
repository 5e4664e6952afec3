#!/usr/bin/env python3
"""PyTorch on the CPU with the course's network: 784-H-10, ReLU, softmax cross-entropy, plain SGD.

    apt-get install -y python3-torch libopenblas0
    /usr/bin/python3 torch_mlp.py DATASETS_DIR --batch 100 --hidden 500 --precision f64 --threads 1

Prints the seconds for one epoch of 60,000 images (measured on --images of them, after a warm-up);
with --inference, the seconds to tell the classes of as many test images.
Its best thread count is not always the number of cores: try 1 and 2 and take the better.
"""
import argparse
import os
import time

parser = argparse.ArgumentParser()
parser.add_argument("datasets")
parser.add_argument("--batch", type=int, default=100)
parser.add_argument("--hidden", type=int, default=500)
parser.add_argument("--precision", choices=["f32", "f64"], default="f64")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--images", type=int, default=60000)
parser.add_argument("--inference", action="store_true")
a = parser.parse_args()

os.environ["OPENBLAS_NUM_THREADS"] = str(a.threads)  # read when it is loaded, with PyTorch
import numpy as np
import torch

torch.set_num_threads(a.threads)
dtype = torch.float64 if a.precision == "f64" else torch.float32
part = f"{a.datasets}/{'t10k' if a.inference else 'train'}"
pixels = np.fromfile(f"{part}-images.idx3-ubyte", dtype=np.uint8)[16:].reshape(-1, 784)
labels = np.fromfile(f"{part}-labels.idx1-ubyte", dtype=np.uint8)[8:].astype(np.int64)
x, y = torch.from_numpy(pixels[: a.images] / 255).to(dtype), torch.from_numpy(labels[: a.images])
net = torch.nn.Sequential(torch.nn.Linear(784, a.hidden), torch.nn.ReLU(), torch.nn.Linear(a.hidden, 10)).to(dtype)
optimizer, loss_of = torch.optim.SGD(net.parameters(), lr=1e-3), torch.nn.CrossEntropyLoss()


def train(count):
    for i in range(0, count, a.batch):
        loss = loss_of(net(x[i : i + a.batch]), y[i : i + a.batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


@torch.inference_mode()
def infer(count):
    for i in range(0, count, a.batch):
        net(x[i : i + a.batch]).argmax(1)


run = infer if a.inference else train
passes = max(1, a.images // len(x))
run(min(1000, len(x)))
start = time.perf_counter()
for _ in range(passes):
    run(len(x))
print(f"{(time.perf_counter() - start) * 60000 / (passes * len(x)):.3f}")
