import { layersInShort } from '../../../lib/nn/shapes.ts';
import type { OptimizerSpecification } from '../../../lib/nn/optimizers.ts';
import { ACTIVATIONS, OPTIMIZERS } from '../../../lib/settings/choices.ts';
import { fieldEntries, FIELDS, fieldsFor, type FieldName } from '../../../lib/settings/fields.ts';
import { count } from '../../words/format.ts';
import { isDeltaRule } from '../../../lib/systems/delta-rule.ts';
import { settingsOf, usesSeed, type TrainerNetwork } from '../../../lib/systems/network.ts';

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

function dropoutWords({ specification: { layers } }: TrainerNetwork): string {
  const shares = [...new Set(layers.slice(0, -1).map(({ dropout = 0 }) => dropout))].filter((share) => share > 0);
  return shares.length > 0 ? `dropout ${shares.join(' and ')}` : '';
}

/** One part of a network's settings, as it is named and as it is said. */
type Part = readonly [name: string, words: string];

function partsOf(network: TrainerNetwork): Part[] {
  const { specification, validation } = network;
  const { layers, optimizer } = specification;
  const settings = settingsOf(network);
  const { loss, inputDropout, seed, ...others } = Object.fromEntries(
    fieldEntries(fieldsFor(specification.data)).map(([name, { says }]) => [name, says(settings[name] as never)]),
  ) as Record<FieldName, string>;
  return [
    ['widths', layersInShort(specification)],
    ['activations', activationsWords(network).join(', ')],
    [
      'bias',
      layers.every(({ bias }) => bias) ? '' : layers.some(({ bias }) => bias) ? 'some layers without bias' : 'no bias',
    ],
    ['inputDropout', inputDropout],
    ['dropout', dropoutWords(network)],
    ['loss', loss],
    ['optimizer', optimizerWords(optimizer)],
    ...Object.entries(others),
    ['validation', validation ? `${count(validation.count)} images for validation` : ''],
    ['seed', usesSeed(specification) ? seed : ''],
  ];
}

const START_WORDS: Readonly<Partial<Record<string, string>>> = { uniform01: 'random start', zeros: 'zero start' };

/** The same of a single layer that the delta rule trains, in the words of Part I. */
function deltaRuleParts(network: TrainerNetwork): Part[] {
  const { specification, epochs, trainCount } = network;
  const { optimizer, initialization, order, seed } = specification;
  return [
    ['optimizer', `alpha ${optimizer.learningRate}`],
    ['initialization', START_WORDS[initialization] ?? FIELDS.initialization.says(initialization)],
    ['seed', usesSeed(specification) ? FIELDS.seed.says(seed) : ''],
    ['order', order === 'file' ? 'file order' : 'shuffled'],
    ['trainCount', FIELDS.trainCount.says(trainCount)],
    ['epochs', FIELDS.epochs.says(epochs)],
  ];
}

/** All settings in one line: `784-490-10, leaky ReLU, log-softmax, NLL, SGD with momentum 0.9, learning rate 0.003, …`, or `alpha 0.01, random start, seed 10, file order, 1 epoch`. */
export const networkWords = (network: TrainerNetwork): string =>
  (isDeltaRule(network) ? deltaRuleParts : partsOf)(network)
    .map(([, words]) => words)
    .filter((words) => words !== '')
    .join(', ');

/** What is said when a part that `other` names is left out of this network. */
const WITHOUT: Readonly<Record<string, string | undefined>> = {
  activations: 'no activation',
  bias: 'with bias',
  dropout: 'no dropout',
  validation: 'no validation',
  ...Object.fromEntries(fieldEntries(FIELDS).map(([name, { without }]) => [name, without])),
};

/** Only what sets a network apart from another: `learning rate 0.5, 3 epochs`; empty when nothing does. */
export function differenceWords(network: TrainerNetwork, other: TrainerNetwork, without?: string): string {
  const parts = isDeltaRule(network) && isDeltaRule(other) ? deltaRuleParts : partsOf;
  const base = new Map(parts(other));
  return parts(network)
    .filter(([name, words]) => name !== without && base.get(name) !== words && !(name === 'seed' && words === ''))
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
