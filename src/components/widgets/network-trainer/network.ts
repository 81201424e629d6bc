import { CLASS_COUNT, IMAGE_PIXELS, TRAIN_COUNT } from '../../../lib/data/contract.ts';
import type { TrainingSettings } from '../../../lib/engine/contract.ts';
import type { ActivationName } from '../../../lib/nn/activations.ts';
import { layersInShort } from '../../../lib/nn/shapes.ts';
import type { NetworkSpecification } from '../../../lib/nn/specification.ts';
import type { PublishedFigure } from '../../../lib/systems/system.ts';
import { testPoints } from './test-points.ts';

/** A layer as an author writes it. */
export interface LayerProps {
  readonly units: number;
  readonly activation?: ActivationName;
  readonly bias?: boolean;
  readonly dropout?: number;
}

type Optional = 'loss' | 'optimizer' | 'initialization' | 'batchSize' | 'order' | 'seed';

/** A network as an author or a link gives it: what is left out has a default. */
export interface NetworkProps
  extends
    Partial<Pick<NetworkSpecification, Optional>>,
    Pick<NetworkSpecification, 'convolutions' | 'normalization' | 'inputDropout' | 'l2'> {
  readonly name?: string;
  readonly layers: readonly LayerProps[];
  readonly epochs?: number;
  /** Trained on the first so many images. */
  readonly trainCount?: number;
  readonly validation?: { readonly from: number; readonly count: number };
}

/** A network that a trainer can train: all settings, and what a source published of it. */
export interface TrainerNetwork {
  readonly name: string;
  readonly specification: NetworkSpecification;
  readonly epochs: number;
  readonly trainCount: number;
  readonly validation: { readonly from: number; readonly count: number } | null;
  readonly figures: readonly PublishedFigure[];
}

/** The network with the defaults of the book for what is left out. */
export function networkOf({
  name,
  layers,
  epochs = 1,
  trainCount = TRAIN_COUNT,
  validation,
  ...rest
}: NetworkProps): TrainerNetwork {
  const specification: NetworkSpecification = {
    inputs: IMAGE_PIXELS,
    layers: layers.map(({ units, activation = 'identity', bias = true, dropout = 0 }) => ({
      units,
      activation,
      bias,
      dropout,
    })),
    loss: 'crossEntropy',
    optimizer: { name: 'sgd', learningRate: 0.1 },
    initialization: 'pytorch',
    batchSize: 30,
    order: 'shuffled',
    seed: 0,
    ...rest,
  };
  return {
    name: name ?? layersInShort(specification),
    specification,
    epochs,
    trainCount,
    validation: validation ?? null,
    figures: [],
  };
}

/** What a session is asked to do. */
export function trainingSettingsOf({
  specification,
  epochs,
  trainCount,
  validation,
  figures,
}: TrainerNetwork): TrainingSettings {
  return {
    specification,
    epochs,
    testAt: testPoints(
      epochs,
      trainCount,
      figures.filter(({ measure }) => measure === 'test').map(({ imagesSeen }) => imagesSeen),
    ),
    ...(trainCount === TRAIN_COUNT ? {} : { trainCount }),
    ...(validation ? { validation } : {}),
  };
}

/** The network that a run was asked to train, without what a source says of it. */
export const networkOfRun = ({
  settings,
  title,
}: {
  readonly settings: TrainingSettings;
  readonly title: string;
}): TrainerNetwork => ({
  name: title,
  specification: settings.specification,
  epochs: settings.epochs,
  trainCount: settings.trainCount ?? TRAIN_COUNT,
  validation: settings.validation ?? null,
  figures: [],
});

/** The settings alone in one text, for comparisons: what is left out reads as its default. */
function settingsText({ specification, epochs, trainCount, validation }: TrainerNetwork, seed: boolean): string {
  const {
    inputs,
    convolutions = [],
    layers,
    normalization = 'unit',
    inputDropout = 0,
    loss,
    optimizer,
    l2 = 0,
    initialization,
    batchSize,
    order,
  } = specification;
  return JSON.stringify([
    inputs,
    convolutions.map(({ filters, size, activation, pool }) => [filters, size, activation, pool]),
    layers.map(({ units, activation, bias, dropout = 0 }) => [units, activation, bias, dropout]),
    normalization,
    inputDropout,
    loss,
    Object.entries(optimizer).sort(([a], [b]) => (a < b ? -1 : 1)),
    l2,
    initialization,
    batchSize,
    order,
    epochs,
    trainCount,
    validation && [validation.from, validation.count],
    seed ? specification.seed : 0,
  ]);
}

/** Whether both would give the same numbers. */
export const sameSettings = (a: TrainerNetwork, b: TrainerNetwork): boolean =>
  settingsText(a, true) === settingsText(b, true);

/** Whether they differ in nothing or in their seed alone: what a published figure may be held against. */
export const sameButSeed = (a: TrainerNetwork, b: TrainerNetwork): boolean =>
  settingsText(a, false) === settingsText(b, false);

/** Outputs that an MNIST network has. */
export const OUTPUTS = CLASS_COUNT;
