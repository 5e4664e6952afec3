/**
 * Trains and evaluates neural networks on MNIST and its relatives, from the matrix product up.
 *
 * Charts, file formats, metrics and the early units have entries of their own: `/plots`, `/formats`,
 * `/metrics` and `/units`.
 *
 * @example
 * ```ts
 * import {
 *   Dataset,
 *   dense,
 *   evaluate,
 *   Network,
 *   openDevice,
 *   relu,
 *   SGD,
 *   softmax,
 *   Training,
 * } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * // Two images of two pixels: dark and light, light and dark.
 * const dataset = new Dataset(Uint8Array.of(0, 255, 255, 0), Uint8Array.of(0, 1), [2], 2);
 * using device = openDevice();
 * const layers = [dense(8), relu(), dense(2), softmax()];
 * const network = new Network({ device, inputShape: [2], layers, batchSize: 2 });
 * const optimizer = new SGD(network, { learningRate: 0.5 });
 * const training = new Training(network, dataset, { length: { epochs: 20 }, optimizer });
 * for (const { epoch, loss } of training) console.log(`epoch ${epoch}: loss ${loss}`);
 * assertEquals(evaluate(network, dataset).accuracy, 1);
 * ```
 *
 * @module
 */

export * from "./lib/config/config.ts";
export * from "./lib/config/config_error.ts";
export * from "./lib/config/data.ts";
export * from "./lib/config/layer_notation.ts";
export * from "./lib/config/network.ts";
export * from "./lib/config/training.ts";
export * from "./lib/data/augmentation.ts";
export * from "./lib/data/choose_classes.ts";
export * from "./lib/data/cifar10.ts";
export * from "./lib/data/class_names.ts";
export * from "./lib/data/classes.ts";
export * from "./lib/data/csv_images.ts";
export * from "./lib/data/dataset.ts";
export * from "./lib/data/digit_image.ts";
export * from "./lib/data/edge_filters.ts";
export * from "./lib/data/elastic_field.ts";
export * from "./lib/data/grey.ts";
export * from "./lib/data/idx.ts";
export * from "./lib/data/normalization.ts";
export * from "./lib/data/pixel.ts";
export * from "./lib/data/split.ts";
export * from "./lib/data/subset.ts";
export * from "./lib/data/transpose.ts";
export * from "./lib/data/warp.ts";
export * from "./lib/devices/activations.ts";
export * from "./lib/devices/convolution.ts";
export * from "./lib/devices/device.ts";
export * from "./lib/devices/linear_algebra.ts";
export * from "./lib/devices/losses.ts";
export * from "./lib/devices/memory.ts";
export * from "./lib/devices/normalization.ts";
export * from "./lib/devices/open_device.ts";
export * from "./lib/devices/pooling.ts";
export * from "./lib/devices/typescript/typescript_device.ts";
export * from "./lib/devices/updates.ts";
export * from "./lib/devices/wasm/wasm_device.ts";
export * from "./lib/formats/encode_png.ts";
export * from "./lib/formats/encode_safetensors.ts";
export * from "./lib/formats/format_error.ts";
export * from "./lib/formats/general_number.ts";
export * from "./lib/formats/json_lines.ts";
export * from "./lib/formats/parse_safetensors.ts";
export * from "./lib/formats/png.ts";
export * from "./lib/formats/png_pixels.ts";
export * from "./lib/formats/prediction_log.ts";
export * from "./lib/formats/safetensors.ts";
export * from "./lib/formats/tensor_text.ts";
export * from "./lib/formats/tensorboard/events.ts";
export * from "./lib/formats/text_image.ts";
export * from "./lib/initializers.ts";
export * from "./lib/largest.ts";
export * from "./lib/layers/activation.ts";
export * from "./lib/layers/average_pool.ts";
export * from "./lib/layers/batch_norm.ts";
export * from "./lib/layers/convolution.ts";
export * from "./lib/layers/convolution_plan.ts";
export * from "./lib/layers/dense.ts";
export * from "./lib/layers/dropout.ts";
export * from "./lib/layers/elu.ts";
export * from "./lib/layers/flatten.ts";
export * from "./lib/layers/heaviside.ts";
export * from "./lib/layers/identity.ts";
export * from "./lib/layers/image.ts";
export * from "./lib/layers/layer.ts";
export * from "./lib/layers/leaky_relu.ts";
export * from "./lib/layers/max_pool.ts";
export * from "./lib/layers/parameter.ts";
export * from "./lib/layers/parameterless.ts";
export * from "./lib/layers/pooling_layer.ts";
export * from "./lib/layers/relu.ts";
export * from "./lib/layers/sigmoid.ts";
export * from "./lib/layers/softmax.ts";
export * from "./lib/layers/softplus.ts";
export * from "./lib/layers/tanh.ts";
export * from "./lib/losses/binary_cross_entropy.ts";
export * from "./lib/losses/cross_entropy.ts";
export * from "./lib/losses/loss.ts";
export * from "./lib/losses/mean_squared_error.ts";
export * from "./lib/losses/sigmoid_binary_cross_entropy.ts";
export * from "./lib/losses/softmax_cross_entropy.ts";
export * from "./lib/matrix.ts";
export * from "./lib/metrics/accuracy.ts";
export * from "./lib/metrics/averages.ts";
export * from "./lib/metrics/calibration.ts";
export * from "./lib/metrics/class_counts.ts";
export * from "./lib/metrics/confusion_matrix.ts";
export * from "./lib/metrics/histogram.ts";
export * from "./lib/metrics/precision_recall.ts";
export * from "./lib/metrics/roc.ts";
export * from "./lib/models/checkpoint.ts";
export * from "./lib/models/model.ts";
export * from "./lib/models/model_file.ts";
export * from "./lib/models/tensors.ts";
export * from "./lib/network.ts";
export * from "./lib/optimizers/adagrad.ts";
export * from "./lib/optimizers/adam.ts";
export * from "./lib/optimizers/adamw.ts";
export * from "./lib/optimizers/clipping.ts";
export * from "./lib/optimizers/momentum.ts";
export * from "./lib/optimizers/nesterov.ts";
export * from "./lib/optimizers/optimizer.ts";
export * from "./lib/optimizers/rmsprop.ts";
export * from "./lib/optimizers/sgd.ts";
export * from "./lib/optimizers/stateful_optimizer.ts";
export * from "./lib/optimizers/stored_gradients.ts";
export * from "./lib/optimizers/trainable.ts";
export * from "./lib/plots/activation_maps.ts";
export * from "./lib/plots/augmentation_tiles.ts";
export * from "./lib/plots/calibration_chart.ts";
export * from "./lib/plots/chart.ts";
export * from "./lib/plots/colours.ts";
export * from "./lib/plots/confusion_heat_map.ts";
export * from "./lib/plots/dataset_picture.ts";
export * from "./lib/plots/dataset_tiles.ts";
export * from "./lib/plots/edge_filter_tiles.ts";
export * from "./lib/plots/filter_images.ts";
export * from "./lib/plots/histogram_charts.ts";
export * from "./lib/plots/layer_name.ts";
export * from "./lib/plots/learning_curves.ts";
export * from "./lib/plots/misclassified_images.ts";
export * from "./lib/plots/picture.ts";
export * from "./lib/plots/precision_recall_chart.ts";
export * from "./lib/plots/roc_chart.ts";
export * from "./lib/plots/text_curve.ts";
export * from "./lib/plots/tile_sheet.ts";
export * from "./lib/plots/weight_images.ts";
export * from "./lib/random.ts";
export * from "./lib/regularizers.ts";
export * from "./lib/schedules/constant_rate.ts";
export * from "./lib/schedules/exponential.ts";
export * from "./lib/schedules/linear_decay.ts";
export * from "./lib/schedules/on_plateau.ts";
export * from "./lib/schedules/piecewise.ts";
export * from "./lib/schedules/power.ts";
export * from "./lib/schedules/schedule.ts";
export * from "./lib/schedules/step_decay.ts";
export * from "./lib/schedules/tunable.ts";
export * from "./lib/schedules/warm_up.ts";
export * from "./lib/shape.ts";
export * from "./lib/training/batches.ts";
export * from "./lib/training/best_weights.ts";
export * from "./lib/training/cross_validation.ts";
export * from "./lib/training/divergence_error.ts";
export * from "./lib/training/early_stop.ts";
export * from "./lib/training/early_stopping.ts";
export * from "./lib/training/evaluate.ts";
export * from "./lib/training/gradient_check.ts";
export * from "./lib/training/histogram_lines.ts";
export * from "./lib/training/history.ts";
export * from "./lib/training/inspection.ts";
export * from "./lib/training/measurement.ts";
export * from "./lib/training/predict.ts";
export * from "./lib/training/training.ts";
export * from "./lib/training/training_options.ts";
export * from "./lib/training/training_state.ts";
export * from "./lib/units/mcculloch_pitts.ts";
export * from "./lib/units/perceptron.ts";
