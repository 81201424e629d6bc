import type { DataSetId } from '../data/data-sets.ts';
import type { InitializationName } from '../settings/choices.ts';
import { networkOf, outputsFor, settingsText, type NetworkProps, type TrainerNetwork } from './network.ts';

/** Names that authors write for the start, and what `lib/nn` calls them. */
const STARTS = { random: 'uniform01', zeros: 'zeros' } as const satisfies Record<string, InitializationName>;
export type StartName = keyof typeof STARTS;
export const START_NAMES = Object.keys(STARTS) as readonly StartName[];

/** What decides a run of the delta rule, as authors write it. */
export interface DeltaRuleProps {
  /** What it learns from: the id of a data set. */
  readonly data?: DataSetId | undefined;
  readonly alpha?: number;
  readonly start?: StartName;
  readonly seed?: number;
  readonly order?: NetworkProps['order'];
  readonly epochs?: number;
}

/** The single layer of Part I: from the pixels to the classes, no bias, squared error, one image at a time. */
export const deltaRule = ({
  data,
  alpha = 0.01,
  start = 'random',
  seed = 10,
  order = 'file',
  epochs = 1,
}: DeltaRuleProps = {}): NetworkProps => ({
  ...(data ? { data } : {}),
  layers: [{ units: outputsFor(data), bias: false }],
  loss: 'squaredError',
  optimizer: { name: 'sgd', learningRate: alpha },
  initialization: STARTS[start],
  batchSize: 1,
  order,
  seed,
  epochs,
});

/** Whether a network is one that the delta rule trains, as Part I has it: alpha, start, seed, order and epochs are free. */
export function isDeltaRule(network: TrainerNetwork): boolean {
  const { data, initialization, order, seed, optimizer } = network.specification;
  const { name, learningRate } = optimizer;
  const specification = { ...networkOf(deltaRule({ data })).specification, initialization, order, seed };
  return (
    name === 'sgd' &&
    settingsText(network) ===
      settingsText({
        ...network,
        validation: null,
        specification: { ...specification, optimizer: { name, learningRate } },
      })
  );
}
