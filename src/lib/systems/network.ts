import { dataSetNamed, pixelsOf, trainCountOf, type DataSetId } from '../data/data-sets.ts';
import { layersInShort } from '../nn/shapes.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import type { ActivationName } from '../settings/choices.ts';
import {
  FIELDS,
  fieldsFor,
  RUN_FIELDS,
  SPECIFICATION_FIELDS,
  usualOf,
  type Field,
  type RunSettings,
  type Settings,
  type SpecificationSettings,
} from '../settings/fields.ts';
import type { PublishedFigure } from './system.ts';

/** A layer as an author writes it. */
export interface LayerProps {
  readonly units: number;
  readonly activation?: ActivationName;
  readonly bias?: boolean;
  readonly dropout?: number;
}

/** A network as an author or a link gives it: what is left out has a default. */
export interface NetworkProps
  extends Partial<Settings>, Partial<Pick<NetworkSpecification, 'convolutions' | 'optimizer'>> {
  readonly name?: string;
  readonly layers: readonly LayerProps[];
  readonly validation?: { readonly from: number; readonly count: number };
}

/** A network that a trainer can train: all settings, and what a source published of it. */
export interface TrainerNetwork extends RunSettings {
  readonly name: string;
  readonly specification: NetworkSpecification;
  readonly validation: { readonly from: number; readonly count: number } | null;
  readonly figures: readonly PublishedFigure[];
}

/** The values of some fields among others. */
const picked = <Values>(fields: Readonly<Record<keyof Values & string, Field>>, from: object): Partial<Values> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => Object.hasOwn(fields, name))) as Partial<Values>;

/** The network with the defaults of the book for what is left out. */
export function networkOf(props: NetworkProps): TrainerNetwork {
  const { name, layers, convolutions, optimizer, validation } = props;
  const specification: NetworkSpecification = {
    ...usualOf<Required<SpecificationSettings>>(SPECIFICATION_FIELDS),
    ...picked<SpecificationSettings>(SPECIFICATION_FIELDS, props),
    inputs: pixelsOf(dataSetNamed(props.data)),
    ...(convolutions ? { convolutions } : {}),
    layers: layers.map(({ units, activation = 'identity', bias = true, dropout = 0 }) => ({
      units,
      activation,
      bias,
      dropout,
    })),
    optimizer: optimizer ?? { name: 'sgd', learningRate: 0.1 },
  };
  return {
    name: name ?? layersInShort(specification),
    specification,
    ...(picked<RunSettings>(RUN_FIELDS, usualOf<Settings>(fieldsFor(props.data))) as RunSettings),
    ...picked<RunSettings>(RUN_FIELDS, props),
    validation: validation ?? null,
    figures: [],
  };
}

/** Every setting of the table by name; what is left out reads as its usual value. */
export const settingsOf = ({ specification, epochs, trainCount }: TrainerNetwork): Settings => ({
  ...usualOf<Settings>(FIELDS),
  ...picked<SpecificationSettings>(SPECIFICATION_FIELDS, specification),
  epochs,
  trainCount,
});

/** The network that a run was asked to train, without what a source says of it. */
export const networkOfRun = ({
  settings,
  title,
}: {
  readonly settings: Partial<RunSettings> &
    Pick<TrainerNetwork, 'specification' | 'epochs'> & { readonly validation?: TrainerNetwork['validation'] };
  readonly title: string;
}): TrainerNetwork => ({
  name: title,
  specification: settings.specification,
  epochs: settings.epochs,
  trainCount: trainCountOf(settings),
  validation: settings.validation ?? null,
  figures: [],
});

/** Whether anything is drawn at random: with zero weights in file order, and no dropout, every seed gives the same. */
export const usesSeed = ({ initialization, order, layers, inputDropout = 0 }: NetworkSpecification): boolean =>
  initialization !== 'zeros' || order !== 'file' || inputDropout > 0 || layers.some(({ dropout = 0 }) => dropout > 0);

/** The settings alone in one text, for comparisons: what is left out reads as its default, a seed that nothing uses as 0. */
export function settingsText(network: TrainerNetwork, withSeed = true): string {
  const { specification, validation } = network;
  const { inputs, convolutions = [], layers, optimizer } = specification;
  return JSON.stringify([
    inputs,
    convolutions.map(({ filters, size, activation, pool }) => [filters, size, activation, pool]),
    layers.map(({ units, activation, bias, dropout = 0 }) => [units, activation, bias, dropout]),
    Object.entries(optimizer).sort(([a], [b]) => (a < b ? -1 : 1)),
    { ...settingsOf(network), ...(withSeed && usesSeed(specification) ? {} : { seed: 0 }) },
    validation && [validation.from, validation.count],
  ]);
}

/** Whether both would give the same numbers. */
export const sameSettings = (a: TrainerNetwork, b: TrainerNetwork): boolean => settingsText(a) === settingsText(b);

/** Whether they differ in nothing or in their seed alone: what a published figure may be held against. */
export const sameButSeed = (a: TrainerNetwork, b: TrainerNetwork): boolean =>
  settingsText(a, false) === settingsText(b, false);

/** Outputs that a network has for this data set: one for each class. */
export const outputsFor = (data?: DataSetId): number => dataSetNamed(data).classes.length;
