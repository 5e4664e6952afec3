import type { LayerInitializers } from "../initializers.ts";
import type { LayerFactory } from "../layers/layer.ts";
import {
  activationForms,
  type InitializerChoice,
  layerForms,
  type LayerRecipe,
} from "./layer_forms.ts";
import { type Form, notation } from "./notation/form.ts";
import { formsWith, type OwnForms } from "./notation/own_forms.ts";
import { NotationError, type Tokens } from "./notation/tokens.ts";
import type { ValueKind } from "./values.ts";

/** Networks of more are refused, before anything is made for them. */
const MOST_LAYERS = 1000;

/** A layer of a layer notation. */
export interface NotatedLayer {
  /** As it was written. */
  readonly text: string;
  /** Builds it. */
  readonly recipe: LayerRecipe;
  /** Characters of the notation before it. */
  readonly offset: number;
}

/**
 * Layers from the input to the output, separated by commas: each a name with its arguments, and
 * behind it, if wanted, an activation, which is a layer of its own.
 */
export const layerNotation = layerNotationWith();

/** Layers, of the library or a user's own; these may stand where an activation may. */
export function layerNotationWith(
  own: OwnForms<LayerFactory> = {},
): ValueKind<readonly NotatedLayer[]> {
  const recipes = Object.entries(own).map(([name, make]) => {
    return [name, (...numbers: number[]): LayerRecipe => constantly(make(...numbers))] as const;
  });
  const behind = formsWith(activationForms, Object.fromEntries(recipes), layerForms);
  const kind = notation("layers, separated by commas", (tokens) => {
    const layers: NotatedLayer[] = [];
    do {
      layers.push(...takeItem(tokens, behind));
      const surplus = layers.at(MOST_LAYERS);
      if (surplus !== undefined) {
        const problem = `Expected at most ${MOST_LAYERS} layers but found more`;
        throw new NotationError(problem, surplus.offset);
      }
    } while (tokens.takeWord(","));
    return layers;
  });
  return { ...kind, beginnings: [...layerForms, ...behind].map(({ name }) => name) };
}

function constantly<T>(value: T): () => T {
  return () => value;
}

/**
 * The layers that a layer notation lists.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, Network, parseLayers } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const network = new Network({
 *   device: createTypeScriptDevice(),
 *   inputShape: [1, 28, 28],
 *   layers: parseLayers("conv 16 5x5 same relu, max_pool 2, dropout 0.2, dense 10 softmax"),
 *   batchSize: 16,
 * });
 * assertEquals(network.layers.length, 6);
 * assertEquals(network.parameterCount, 16 * 25 + 16 + 16 * 14 * 14 * 10 + 10);
 * ```
 *
 * @param initializers Fill the parameters of layers that name no initializers of their own.
 * @param classes The number that `classes` stands for.
 * @param ownLayers Layers of your own, by their names.
 * @throws {NotationError} If the text is no layer notation; it tells where.
 * @throws {RangeError} If it says `classes` and their number is not given.
 */
export function parseLayers(
  text: string,
  initializers: LayerInitializers = {},
  classes?: number,
  ownLayers?: OwnForms<LayerFactory>,
): LayerFactory[] {
  const layers = layerNotationWith(ownLayers).parse(text);
  return buildLayers(layers, (own) => ({ ...initializers, ...own }), classes);
}

/** The layers, with errors that tell which of them it is. */
export function buildLayers(
  layers: readonly NotatedLayer[],
  choose: InitializerChoice,
  classes?: number,
): LayerFactory[] {
  return layers.map(({ text, offset, recipe }, i) => {
    const factory = recipe(choose, classes);
    return (context) => {
      try {
        return factory(context);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new LayerError(`layer ${i + 1}, "${text}": ${error.message}`, offset, error);
      }
    };
  });
}

/** A layer that cannot be built; the message tells which one. */
export class LayerError extends RangeError {
  /** Characters of the notation before the layer. */
  readonly offset: number;

  constructor(problem: string, offset: number, cause: RangeError) {
    super(problem, { cause });
    this.offset = offset;
  }
}

/** A layer with the activation behind it, if there is one. */
function takeItem(tokens: Tokens, activations: readonly Form<LayerRecipe>[]): NotatedLayer[] {
  const { offset } = tokens;
  const form = tokens.takeName([...layerForms, ...activations], "a layer");
  if (form === undefined) return tokens.fail();
  const layer = takeArguments(tokens, form, offset);
  if (activations.includes(form)) return [layer];
  const behind = tokens.offset;
  const activation = tokens.takeName(activations, "an activation");
  return activation === undefined ? [layer] : [layer, takeArguments(tokens, activation, behind)];
}

function takeArguments(tokens: Tokens, form: Form<LayerRecipe>, offset: number): NotatedLayer {
  const recipe = form.takeArguments(tokens);
  return { text: tokens.textSince(offset), offset, recipe };
}
