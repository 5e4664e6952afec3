import { benchOnEachDevice, randomMatrix } from "./devices.ts";

/** The hidden layer of the course's network. */
const BATCH_SIZE = 100;
const NEURONS = 500;
const CLASSES = 10;
const WEIGHTS = 784 * NEURONS;

benchOnEachDevice(`ReLU, ${BATCH_SIZE} x ${NEURONS}`, (device) => {
  const x = randomMatrix(device, BATCH_SIZE, NEURONS);
  const y = device.matrix(BATCH_SIZE, NEURONS);
  return () => device.activate({ name: "relu" }, x, y);
});

benchOnEachDevice(`dropout, ${BATCH_SIZE} x ${NEURONS}`, (device) => {
  const x = randomMatrix(device, BATCH_SIZE, NEURONS);
  const y = device.matrix(BATCH_SIZE, NEURONS);
  return () => device.dropout(1, 0.2, x, y);
});

benchOnEachDevice(`softmax cross-entropy, ${BATCH_SIZE} x ${CLASSES}`, (device) => {
  const logits = randomMatrix(device, BATCH_SIZE, CLASSES);
  const targets = device.matrix(BATCH_SIZE, CLASSES);
  for (let r = 0; r < BATCH_SIZE; r++) targets.data[r * CLASSES + r % CLASSES] = 1;
  const error = device.matrix(BATCH_SIZE, CLASSES);
  return () => void device.softmaxCrossEntropy(logits, targets, error);
});

benchOnEachDevice(`Adam, ${WEIGHTS} weights`, (device) => {
  const rates = { rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  const step = { ...rates, correction1: 0.5, correction2: 0.5 };
  const gradient = randomMatrix(device, 1, WEIGHTS);
  const [mean, squares, weights] = [0, 1, 2].map(() => device.matrix(1, WEIGHTS));
  return () => device.adamStep(step, gradient, mean, squares, weights);
});
