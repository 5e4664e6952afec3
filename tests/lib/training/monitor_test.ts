import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { atOnce, type Steps } from "../../../lib/devices/steps.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { Network } from "../../../lib/network.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { Batches } from "../../../lib/training/batches.ts";
import { Monitor, type MonitorOptions } from "../../../lib/training/monitor.ts";
import { stripes } from "../../stripes.ts";

/** What an immediate device need not wait for. */
function now<T>(steps: Steps<T>): T {
  return atOnce("", createTypeScriptDevice(), steps);
}

/** A monitor of a network without weights, which predicts class 0 of four, each as likely. */
function monitorOf(options: MonitorOptions = {}) {
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: [1, 6, 6],
    layers: [dense(4), softmax()],
    batchSize: 4,
  });
  for (const { value } of network.parameters) value.data.fill(0);
  const training = new Batches(network, stripes(4, 4, 6));
  const { inputs, targets } = training.load(0);
  network.evaluateLoss(inputs, targets);
  const monitor = new Monitor(network, new SGD(network, { learningRate: 0.5 }), options);
  return { monitor, network };
}

Deno.test("Monitor averages since the last measurement, and over the epoch", () => {
  const { monitor } = monitorOf({ measureIterations: 2 });
  monitor.beginEpoch();
  monitor.add({ samples: 4, loss: 4, wrong: 2 });
  assertEquals(now(monitor.measureByIteration({ epoch: 1, iteration: 1 })), undefined);
  monitor.add({ samples: 2, loss: 1, wrong: 1 });
  assertEquals(now(monitor.measureByIteration({ epoch: 1, iteration: 2 })), {
    epoch: 1,
    iteration: 2,
    learningRate: 0.5,
    training: { loss: (4 * 4 + 2 * 1) / 6, errorRate: 3 / 6 },
    penalty: 0,
  });
  monitor.add({ samples: 2, loss: 7, wrong: 1 });
  assertEquals(monitor.thisEpoch.samples, 8);
  assertEquals(monitor.thisEpoch.loss, (4 * 4 + 2 * 1 + 2 * 7) / 8);
  const atEnd = now(monitor.endEpoch({ epoch: 1, iteration: 3 }, false));
  assertEquals(atEnd?.training, { loss: 7, errorRate: 1 / 2 });
});

Deno.test("Monitor measures every few epochs, and after the last one", () => {
  const { monitor } = monitorOf({ measureEpochs: 2 });
  const measured = [1, 2, 3].map((epoch) => {
    monitor.beginEpoch();
    monitor.add({ samples: 1, loss: 1, wrong: 0 });
    return now(monitor.endEpoch({ epoch, iteration: epoch }, epoch === 3)) !== undefined;
  });
  assertEquals(measured, [false, true, true]);
});

Deno.test("Monitor measures validation data after each mini-batch anew", () => {
  assertEquals(now(monitorOf().monitor.validate()), undefined);
  const validation = new Batches(monitorOf().network, stripes(8, 4, 6, 2));
  const { monitor, network } = monitorOf({ validation });
  monitor.beginEpoch();
  monitor.add({ samples: 1, loss: 1, wrong: 0 });
  const loss = () => now(monitor.validate())?.loss ?? NaN;
  assertAlmostEquals(loss(), Math.log(4), 1e-12);
  assertAlmostEquals(
    now(monitor.endEpoch({ epoch: 1, iteration: 1 }, false))?.validation?.loss ?? NaN,
    Math.log(4),
    1e-12,
  );

  // Class 0 becomes three times as likely as each other one; two of the eight images are of it.
  network.parameters[1].value.data[0] = Math.log(3);
  monitor.add({ samples: 1, loss: 1, wrong: 0 });
  assertAlmostEquals(loss(), Math.log(6) - 2 / 8 * Math.log(3), 1e-12);
});

Deno.test("Monitor forgets an epoch that did not end, and goes on from a state", () => {
  const { monitor } = monitorOf({ measureEpochs: 2, measureIterations: 3 });
  monitor.beginEpoch();
  monitor.add({ samples: 1, loss: 2, wrong: 0 });
  now(monitor.endEpoch({ epoch: 1, iteration: 2 }, false));
  const { state } = monitor;

  monitor.beginEpoch();
  monitor.add({ samples: 1, loss: 8, wrong: 1 });
  now(monitor.measureByIteration({ epoch: 2, iteration: 3 }));
  assertEquals(monitor.history.length, 1);
  const { monitor: other } = monitorOf({ measureEpochs: 2 });
  other.state = state;
  for (const resumed of [monitor, other]) {
    resumed.beginEpoch();
    assertEquals(resumed.history, []);
    resumed.add({ samples: 1, loss: 4, wrong: 1 });
    const measurement = now(resumed.endEpoch({ epoch: 2, iteration: 4 }, false));
    assertEquals(measurement?.training, { loss: 3, errorRate: 1 / 2 });
  }
});
