import { assertEquals, assertLess } from "@std/assert";
import { parseConfig } from "../lib/config/config.ts";
import { countClasses } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildOptimizer } from "../lib/config/training.ts";
import { TypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import type { Shape } from "../lib/shape.ts";
import { checkGradients } from "../lib/training/gradient_check.ts";
import { configText } from "./lib/config/config_text.ts";

/** A model of the course documents, and its number of parameters, worked out by hand. */
interface Model {
  readonly name: string;
  readonly lines: readonly string[];
  readonly parameters: number;
  readonly shape?: Shape;
}

const uniform = ["weight_initializer = uniform -0.5 0.5", "bias_initializer = uniform -0.5 0.5"];
const sixth = "layers = dense 128 tanh, dropout 0.2, dense 50 relu, dropout 0.2, dense 10 softmax";
const eleventh =
  "layers = conv 16 5x5 same relu, dropout 0.2, conv 32 5x5 same relu, max_pool 2, " +
  "dropout 0.2, conv 48 5x5 same relu, dropout 0.2, conv 64 5x5 same relu, max_pool 2, " +
  "dropout 0.2, flatten, dense 10 softmax";

const dense = (inputs: number, outputs: number) => (inputs + 1) * outputs;
const conv5 = (channels: number, filters: number) => (25 * channels + 1) * filters;

const eleventhParameters = conv5(1, 16) + conv5(16, 32) + conv5(32, 48) + conv5(48, 64) +
  dense(7 * 7 * 64, 10);

const models: readonly Model[] = [
  {
    name: "Luqué 1",
    lines: [
      "layers = dense 100 tanh, dense 50 tanh, dense 10 tanh",
      "loss = mean_squared_error",
      "batch_size = 1",
      "num_epochs = 100",
      ...uniform,
    ],
    parameters: dense(784, 100) + dense(100, 50) + dense(50, 10),
  },
  {
    name: "Luqué 2",
    lines: ["layers = dense 128 tanh, dense 10 tanh", "loss = mean_squared_error", ...uniform],
    parameters: dense(784, 128) + dense(128, 10),
  },
  {
    name: "Luqué 3",
    lines: ["layers = dense 128 tanh, dense 10 softmax", "batch_size = 32", ...uniform],
    parameters: dense(784, 128) + dense(128, 10),
  },
  {
    name: "Luqué 4",
    lines: [
      "layers = dense 128 tanh, dense 10 softmax",
      "optimizer = adam",
      "learning_rate = 0.01",
      ...uniform,
    ],
    parameters: dense(784, 128) + dense(128, 10),
  },
  {
    name: "Luqué 5",
    lines: [
      "layers = dense 128 tanh, dropout 0.2, dense 10 softmax",
      "optimizer = adam beta1 0.9 beta2 0.999 epsilon 1e-8",
      ...uniform,
    ],
    parameters: dense(784, 128) + dense(128, 10),
  },
  {
    name: "Luqué 6",
    lines: [sixth, "optimizer = adam", "learning_rate = 0.0005", ...uniform],
    parameters: dense(784, 128) + dense(128, 50) + dense(50, 10),
  },
  {
    name: "Luqué 7",
    lines: [sixth, "optimizer = adam", "augmentation = batch 0.25", ...uniform],
    parameters: dense(784, 128) + dense(128, 50) + dense(50, 10),
  },
  {
    name: "Luqué 8",
    lines: [
      sixth,
      "optimizer = adam",
      "augmentation = batch 0.25",
      "early_stopping = training_loss 15 min_delta_rel 0.005",
    ],
    parameters: dense(784, 128) + dense(128, 50) + dense(50, 10),
  },
  {
    name: "Luqué 9",
    lines: [
      "layers = conv 8 5x5 same relu, max_pool 2, dropout 0.2, " +
      "conv 16 5x5 same relu, max_pool 2, dropout 0.2, flatten, dense 10 softmax",
      "optimizer = adam",
      "augmentation = batch 0.25",
      "early_stopping = training_loss 20 min_delta_rel 0.005",
    ],
    parameters: conv5(1, 8) + conv5(8, 16) + dense(7 * 7 * 16, 10),
  },
  {
    name: "Luqué 10, as in the repository",
    lines: [
      "layers = conv 16 5x5 same relu, max_pool 2, dropout 0.2, conv 32 5x5 same relu, " +
      "dropout 0.2, conv 48 5x5 same relu, max_pool 2, dropout 0.2, flatten, dense 10 softmax",
      "optimizer = adam",
      "schedule = tunable 5 5",
      "augmentation = batch 0.5",
      "early_stopping = training_loss 25 min_delta_rel 0.005",
    ],
    parameters: conv5(1, 16) + conv5(16, 32) + conv5(32, 48) + dense(7 * 7 * 48, 10),
  },
  {
    name: "Luqué 11",
    lines: [
      eleventh,
      "optimizer = adam",
      "schedule = tunable 5 5",
      "augmentation = batch 0.5",
      "early_stopping = training_loss 25 min_delta_rel 0.005",
    ],
    parameters: eleventhParameters,
  },
  {
    name: "Luqué 12",
    lines: [
      eleventh,
      "optimizer = adam",
      "schedule = tunable 5",
      "augmentation = batch 0.8",
      "early_stopping = training_loss 15 min_delta_rel 0.005",
    ],
    parameters: eleventhParameters,
  },
  {
    name: "Luqué's TensorFlow model",
    lines: [
      "layers = conv 32 5x5 same relu, dropout 0.2, conv 64 5x5 same relu, max_pool 2, " +
      "dropout 0.2, conv 96 5x5 same relu, dropout 0.2, conv 128 5x5 same relu, max_pool 2, " +
      "dropout 0.2, flatten, dense 10, batch_norm, dense 10 softmax",
      "optimizer = adam",
      "learning_rate = 0.0005",
      "schedule = warm_up 5, step 5",
      "augmentation = image",
      "early_stopping = training_loss 20",
    ],
    parameters: conv5(1, 32) + conv5(32, 64) + conv5(64, 96) + conv5(96, 128) +
      dense(7 * 7 * 128, 10) + 20 + dense(10, 10),
  },
  {
    name: "FMAN45's network",
    lines: [
      "layers = conv 16 5x5 same relu, max_pool 2, conv 16 5x5 same relu, max_pool 2, " +
      "dense 10 softmax",
      "optimizer = momentum 0.9 dampening 0.9 from_zero decoupled_weight_decay 0.001",
      "batch_size = 16",
      "num_iterations = 3000",
      "validation = 2000",
      "measure_every = 100",
    ],
    parameters: 14682,
  },
  {
    name: "FMAN45's network for CIFAR-10",
    lines: [
      "layers = conv 16 5x5 same relu, max_pool 2, conv 16 5x5 same relu, max_pool 2, " +
      "dense 10 softmax",
      "optimizer = momentum 0.9 dampening 0.9 from_zero",
    ],
    parameters: conv5(3, 16) + conv5(16, 16) + dense(8 * 8 * 16, 10),
    shape: [3, 32, 32],
  },
  {
    name: "HSLU's perceptron for 1 and 7",
    lines: [
      "layers = dense 1 sigmoid",
      "classes = 1, 7",
      "loss = mean_squared_error",
      "weight_initializer = zeros",
      "learning_rate = 0.5",
      "batch_size = all",
      "num_epochs = 500",
      "validation = 0.2",
      "normalization = min_max_centered",
    ],
    parameters: 785,
  },
  {
    name: "HSLU's perceptron with cross-entropy",
    lines: [
      "layers = dense 1 sigmoid",
      "classes = 1, 7",
      "loss = binary_cross_entropy",
      "batch_size = 64",
    ],
    parameters: 785,
  },
  {
    name: "HSLU's softmax",
    lines: ["layers = dense 10 softmax", "batch_size = 256", "learning_rate = 0.05"],
    parameters: 7850,
  },
  {
    name: "HSLU's hidden layer",
    lines: [
      "layers = dense 200 weights xavier_normal 4 sigmoid, dense 10 softmax",
      "batch_size = 16",
      "folds = 5",
      "stratified = yes",
    ],
    parameters: dense(784, 200) + dense(200, 10),
  },
  {
    name: "HSLU's convolutional network",
    lines: [
      "layers = conv 16 5x5 same relu, max_pool 2, conv 32 3x3 same relu, max_pool 2, flatten, " +
      "dense 200 relu, dense 10 softmax",
      "optimizer = rmsprop 0.9",
      "l2 = 1e-4",
      "clipping = norm 1",
      "validation = 0.2",
      "early_stopping = validation_error 5",
      "normalization = z_score",
    ],
    parameters: 320866,
  },
  {
    name: "Uppsala's linear model",
    lines: ["layers = dense 10 softmax", "num_iterations = 1000", "measure_every = 100"],
    parameters: 7850,
  },
  {
    name: "Uppsala's multi-layer perceptron",
    lines: ["layers = dense 100 relu, dense 50 relu, dense 10 softmax", "optimizer = momentum"],
    parameters: dense(784, 100) + dense(100, 50) + dense(50, 10),
  },
];

const digits: Shape = [1, 28, 28];

for (const { name, lines, parameters, shape = digits } of models) {
  Deno.test(`a configuration can describe ${name}`, () => {
    const config = parseConfig(configText(...lines), "x");
    const dataset = { shape, classes: countClasses(config, 10), count: 1 };
    const network = buildNetwork(config, new TypeScriptDevice(), dataset);
    assertEquals(network.parameterCount, parameters);
    buildOptimizer(config, network).begin();
  });
}

for (const { name, lines } of models.filter(({ name }) => /TensorFlow|perceptron for/.test(name))) {
  Deno.test(`the gradients of ${name} are those of central differences`, () => {
    const config = parseConfig(configText(...lines), "x");
    const dataset = { shape: [1, 4, 4], classes: countClasses(config, 10), count: 2 } as const;
    const network = buildNetwork(config, new TypeScriptDevice(), dataset);
    for (const { relativeError } of checkGradients(network, { elements: 3 })) {
      assertLess(relativeError, 1e-6);
    }
  });
}
