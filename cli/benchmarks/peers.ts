import { isFolder } from "../files/folder.ts";
import type { Peer } from "./peer.ts";
import { findPyTorch, pyTorchPeer, REFERENCE_BLAS } from "./pytorch.ts";
import {
  fetchTensorFlowJs,
  type NodePrograms,
  TENSORFLOW_JS_FOLDER,
  tensorFlowJsPeer,
} from "./tensorflow_js.ts";

/** Where peers are looked for. */
export interface PeerPlaces {
  /** Programs that run a Python; those of {@linkcode findPyTorch} when left out. */
  readonly pythons?: readonly string[];
  readonly nodePrograms: NodePrograms;
  readonly tensorFlowJsFolder: string;
}

const usualPlaces: PeerPlaces = {
  nodePrograms: { npm: "npm", node: "node" },
  tensorFlowJsFolder: TENSORFLOW_JS_FOLDER,
};

/**
 * The libraries that can be measured here. One that is missing, cannot be fetched or computes wrong
 * products is left out.
 *
 * @param tell Is told what is left out and why, and what would make a comparison possible, or fair.
 */
export async function findPeers(
  tell: (message: string) => void,
  places = usualPlaces,
): Promise<Peer[]> {
  const peers = [
    await findPyTorchPeer(tell, places),
    await findTensorFlowJsPeer(tell, places),
  ];
  return peers.filter((peer) => peer !== undefined);
}

async function findPyTorchPeer(
  tell: (message: string) => void,
  { pythons }: PeerPlaces,
): Promise<Peer | undefined> {
  const pytorch = await findPyTorch(pythons);
  if (pytorch === undefined) {
    tell("Expected PyTorch but found none: on Debian, apt-get install python3-torch libopenblas0");
    return undefined;
  }
  if (!pytorch.productsAreRight) {
    tell(`PyTorch is left out: its products are wrong (${pytorch.version})`);
    return undefined;
  }
  if (pytorch.keepsSettings) {
    tell(
      "OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE stay as they are set: without them, PyTorch's products are wrong",
    );
  }
  if (pytorch.version.endsWith(REFERENCE_BLAS)) {
    tell(
      `Expected PyTorch with a fast BLAS but found the ${REFERENCE_BLAS}, about ten times ` +
        "slower: on Debian, apt-get install libopenblas0",
    );
  }
  return pyTorchPeer(pytorch, navigator.hardwareConcurrency);
}

async function findTensorFlowJsPeer(
  tell: (message: string) => void,
  { nodePrograms, tensorFlowJsFolder: folder }: PeerPlaces,
): Promise<Peer | undefined> {
  try {
    if (!await isFolder(folder)) {
      tell(`fetching TensorFlow.js from npm into ${folder} (100 MB)`);
      await fetchTensorFlowJs(folder, nodePrograms);
    }
    return await tensorFlowJsPeer(folder, nodePrograms);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    tell(`TensorFlow.js is left out: ${error.message}`);
    return undefined;
  }
}
