import { TRAIN_COUNT } from '../../../lib/data/contract.ts';
import { layersInShort } from '../../../lib/nn/shapes.ts';
import type { OptimizerSpecification } from '../../../lib/nn/optimizers.ts';
import { count } from '../trainer/format.ts';
import { ACTIVATIONS, INITIALIZATIONS, LOSS_SHORT, NORMALIZATIONS, OPTIMIZERS } from './choices.ts';
import type { TrainerNetwork } from './network.ts';

/** `SGD 0.1`, `momentum 0.9 at 0.003`, `Adam 0.001`. */
function optimizerWords(optimizer: OptimizerSpecification): string {
  if (optimizer.name === 'momentum' || optimizer.name === 'nesterov')
    return `${OPTIMIZERS[optimizer.name]} ${optimizer.momentum}, learning rate ${optimizer.learningRate}`;
  return `${OPTIMIZERS[optimizer.name]}, learning rate ${optimizer.learningRate}`;
}

/** The activations from layer to layer, the same one said once: `leaky ReLU, log-softmax`. */
function activationsWords({ specification: { convolutions = [], layers } }: TrainerNetwork): string[] {
  const words: string[] = [];
  for (const { activation } of [...convolutions, ...layers]) {
    if (activation !== 'identity' && words.at(-1) !== ACTIVATIONS[activation]) words.push(ACTIVATIONS[activation]);
  }
  return words;
}

function dropoutWords({ specification: { inputDropout = 0, layers } }: TrainerNetwork): string[] {
  const rates = [...new Set(layers.slice(0, -1).map(({ dropout = 0 }) => dropout))].filter((rate) => rate > 0);
  return [
    ...(inputDropout > 0 ? [`input dropout ${inputDropout}`] : []),
    ...(rates.length > 0 ? [`dropout ${rates.join(' and ')}`] : []),
  ];
}

/** One part of a network's settings, as it is named and as it is said. */
type Part = readonly [name: string, words: string];

function partsOf(network: TrainerNetwork): Part[] {
  const { specification, epochs, trainCount, validation } = network;
  const {
    loss,
    optimizer,
    initialization,
    batchSize,
    order,
    seed,
    normalization = 'unit',
    l2 = 0,
    layers,
  } = specification;
  return [
    ['widths', layersInShort(specification)],
    ['activations', activationsWords(network).join(', ')],
    [
      'bias',
      layers.every(({ bias }) => bias) ? '' : layers.some(({ bias }) => bias) ? 'some layers without bias' : 'no bias',
    ],
    ['dropout', dropoutWords(network).join(', ')],
    ['loss', LOSS_SHORT[loss]],
    ['optimizer', optimizerWords(optimizer)],
    ['l2', l2 > 0 ? `L2 ${l2}` : ''],
    ['initialization', `${INITIALIZATIONS[initialization]} start`],
    ['normalization', normalization === 'unit' ? '' : `inputs ${NORMALIZATIONS[normalization]}`],
    ['batchSize', batchSize === 1 ? 'one image at a time' : `batches of ${count(batchSize)}`],
    ['order', order === 'file' ? 'file order' : ''],
    ['epochs', epochs === 1 ? '1 epoch' : `${epochs} epochs`],
    ['trainCount', trainCount === TRAIN_COUNT ? '' : `the first ${count(trainCount)} images`],
    ['validation', validation ? `${count(validation.count)} images for validation` : ''],
    ['seed', `seed ${seed}`],
  ];
}

/** All settings in one line: `784-490-10, leaky ReLU, log-softmax, NLL, SGD with momentum 0.9, learning rate 0.003, …`. */
export const networkWords = (network: TrainerNetwork): string =>
  partsOf(network)
    .map(([, words]) => words)
    .filter((words) => words !== '')
    .join(', ');

/** What is said when a part that `other` names is left out of this network. */
const WITHOUT: Readonly<Record<string, string>> = {
  activations: 'no activation',
  bias: 'with bias',
  dropout: 'no dropout',
  l2: 'no L2',
  normalization: 'inputs 0 to 1',
  order: 'shuffled',
  trainCount: 'all 60,000 images',
  validation: 'no validation',
};

/** Only what sets a network apart from another: `learning rate 0.5, 3 epochs`; empty when nothing does. */
export function differenceWords(network: TrainerNetwork, other: TrainerNetwork, without?: string): string {
  const base = new Map(partsOf(other));
  return partsOf(network)
    .filter(([name, words]) => name !== without && base.get(name) !== words)
    .map(([name, words]) => (words === '' ? WITHOUT[name]! : words))
    .join(', ');
}

/** What a run is called: its network's name, with what the reader has changed. A network named by its layers is still so when they change. */
export function titleOf(network: TrainerNetwork, given: TrainerNetwork): string {
  const byLayers = given.name === layersInShort(given.specification);
  const name = byLayers ? layersInShort(network.specification) : given.name;
  const changes = differenceWords(network, given, byLayers ? 'widths' : undefined);
  return changes === '' ? name : `${name}: ${changes}`;
}
