#!/usr/bin/env python3
"""PyTorch on the CPU at the training of mnist-configs/fast.config.

    apt-get install -y python3-torch libopenblas0
    /usr/bin/python3 time_to_accuracy.py DATASETS --epochs 1 --seeds 1,2,3

Prints for each seed the seconds from the reading of the data to the end of the test, and the share of
the test images that are classified correctly. The network, the optimizer, the schedule and the label
smoothing are those of the configuration; the weights are drawn as there: He's normal initialization,
with fan-in, and biases of zero.
"""
import argparse
import os
import time

parser = argparse.ArgumentParser()
parser.add_argument("datasets")
parser.add_argument("--epochs", type=int, default=1)
parser.add_argument("--seeds", default="1")
parser.add_argument("--threads", type=int, default=2, help="of PyTorch's own")
parser.add_argument("--blas-threads", type=int, default=1, help="of OpenBLAS")
a = parser.parse_args()

# OpenBLAS reads these when it is loaded, with NumPy.
os.environ["OPENBLAS_NUM_THREADS"] = str(a.blas_threads)
for name in ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"]:
    os.environ.pop(name, None)
import numpy as np
import torch
from torch import nn

torch.set_num_threads(a.threads)
BATCH, RATE = 64, 1e-2


def read(part):
    pixels = np.fromfile(f"{a.datasets}/{part}-images.idx3-ubyte", dtype=np.uint8, offset=16)
    labels = np.fromfile(f"{a.datasets}/{part}-labels.idx1-ubyte", dtype=np.uint8, offset=8)
    images = torch.from_numpy(pixels.reshape(-1, 1, 28, 28).astype(np.float32) / 255)
    return images, torch.from_numpy(labels).long()


def block(inputs, filters):
    return [nn.Conv2d(inputs, filters, 5), nn.MaxPool2d(2), nn.BatchNorm2d(filters), nn.ReLU()]


for seed in map(int, a.seeds.split(",")):
    torch.manual_seed(seed)
    start = time.perf_counter()
    x, y = read("train")
    net = nn.Sequential(
        *block(1, 16), *block(16, 32), nn.Flatten(),
        nn.Linear(512, 64), nn.BatchNorm1d(64), nn.ReLU(), nn.Linear(64, 10))
    for layer in net:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.05)
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE)
    batches = -(-len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: max(0, 1 - step / (a.epochs * batches)))
    for epoch in range(a.epochs):
        for rows in torch.randperm(len(x)).split(BATCH):
            loss = loss_of(net(x[rows]), y[rows])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
    net.eval()
    test_x, test_y = read("t10k")
    with torch.no_grad():
        right = sum(
            (net(test_x[i:i + 1000]).argmax(1) == test_y[i:i + 1000]).sum().item()
            for i in range(0, len(test_x), 1000))
    seconds = time.perf_counter() - start
    print(f"seed {seed}: {seconds:.1f} s, {100 * right / len(test_x):.2f} %", flush=True)
