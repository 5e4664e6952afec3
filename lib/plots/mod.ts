/**
 * Charts of data, of trainings and of what networks have learned: as data, drawn as SVG, and in a
 * terminal.
 *
 * @module
 */

export { activationCurves } from "./activation_curves.ts";
export { activationMaps } from "./activation_maps.ts";
export { augmentationTiles } from "./augmentation_tiles.ts";
export {
  biasVarianceCurve,
  capacityErrors,
  capacityFits,
  resampledFits,
  type StudiedData,
} from "./bias_variance_charts.ts";
export type {
  Axis,
  Caption,
  Chart,
  ColourScale,
  Extent,
  HeatMap,
  Line,
  Lines,
  Panels,
  Picture,
  Role,
  Tile,
  Tiles,
} from "./chart.ts";
export {
  type ComparedTrainings,
  comparisonCurves,
  type ComparisonTitle,
} from "./comparison_curves.ts";
export { confusionHeatMap } from "./confusion_heat_map.ts";
export { contourLines } from "./contours.ts";
export { costSurfaceChart, type CostSurfaceTitle, type DescentPath } from "./cost_surface.ts";
export { datasetTiles } from "./dataset_tiles.ts";
export { type DecisionOptions, decisionRegions, unitBoundaries } from "./decision_regions.ts";
export { drawSvg, sheetWidth, showChart, type ShownChart } from "./draw_svg.ts";
export { edgeFilterTiles } from "./edge_filter_tiles.ts";
export { errorHeatMap, errorOverKey, type KeyCurve, type KeyGrid } from "./error_over_key.ts";
export type { Quantity } from "./quantity.ts";
export { filterImages } from "./filter_images.ts";
export { fittedFunction, type FittedFunctionOptions, functionUnits } from "./fitted_function.ts";
export { fittedSurface } from "./fitted_surface.ts";
export { heightMap } from "./height_map.ts";
export { histogramCharts } from "./histogram_charts.ts";
export {
  developmentOverEpochs,
  developmentOverLayers,
  type FollowedQuantity,
  layerDistributions,
} from "./layer_development.ts";
export type { LayerName } from "./layer_images.ts";
export { accuracyCurve, costCurve, type LearningTitle, rSquaredCurve } from "./learning_curves.ts";
export { misclassifiedImages } from "./misclassified_images.ts";
export { datasetPicture, numberPicture } from "./picture.ts";
export { type LinearBoundary, perceptronSteps } from "./perceptron_steps.ts";
export { type Field, fieldOf, type Plane, type Range } from "./plane.ts";
export { pictureStyles } from "./picture_styles.ts";
export {
  repeatActivation,
  type RepeatedActivation,
  saturationHistograms,
  vanishingDerivatives,
} from "./saturation.ts";
export {
  calibrationChart,
  precisionRecallChart,
  rocChart,
  thresholdChart,
} from "./score_charts.ts";
export { drawTextCurve, type TextCurveOptions, type TextLine } from "./text_curve.ts";
export { formatImageAsText, formatImageInColour } from "./text_image.ts";
export { weightImages } from "./weight_images.ts";

// What charts are made from.
export { notebookDisplay } from "../formats/display.ts";
export type { Augmentation } from "../data/augmentation.ts";
export type { Dataset } from "../data/dataset.ts";
export type { ImageExtents } from "../data/pixel.ts";
export type { ImageBorder } from "../data/warp.ts";
export type { LayerFactory } from "../layers/layer.ts";
export type { Elements, Matrix, Precision } from "../matrix.ts";
export type { Calibration, CalibrationBin } from "../metrics/calibration.ts";
export type { ClassCounts } from "../metrics/class_counts.ts";
export type { Confusion, ConfusionMatrix } from "../metrics/confusion_matrix.ts";
export type { Histogram } from "../metrics/histogram.ts";
export type { PrecisionRecallCurve, PrecisionRecallPoint } from "../metrics/precision_recall.ts";
export type { RocCurve, RocPoint } from "../metrics/roc.ts";
export type { Random, RandomState } from "../random.ts";
export type { Shape } from "../shape.ts";
export type { HistogramRecord } from "../training/histogram_lines.ts";
export type { LayerActivations, LayerHistogram, LayerQuantity } from "../training/inspection.ts";
export type { CostSurface } from "../training/descent.ts";
export type { Measurement, Moment, Performance } from "../training/measurement.ts";
export type { Prediction } from "../training/predict.ts";
