import { dataSetNamed, heldOutOf, type DataSetId } from '../data/data-sets.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import { ACTIVATIONS, OPTIMIZERS, type ActivationName } from '../settings/choices.ts';
import {
  fieldEntries,
  FIELDS,
  fieldsFor,
  isChoice,
  OPTIMIZER_RATES,
  type RateName,
  type Settings,
} from '../settings/fields.ts';
import {
  networkOf,
  outputsFor,
  settingsOf,
  type LayerProps,
  type NetworkProps,
  type TrainerNetwork,
} from './network.ts';

/*
 * A network as the part of an address after #, readable, without what is as the book has it anyway:
 *
 *   layers=490:leakyRelu,10:logSoftmax&loss=negativeLogLikelihood&optimizer=momentum&learningRate=0.003&epochs=18
 *
 * A layer is units:activation:dropout:nobias; the last three may be left out. Nothing runs because a link was opened.
 */

type Convolution = NonNullable<NetworkSpecification['convolutions']>[number];

/** Whether it is the id of a data set, with images of the reader's own in it or not. */
function isKnown(id: string | null): id is DataSetId {
  try {
    return id !== null && dataSetNamed(id as DataSetId) !== null;
  } catch {
    return false;
  }
}

/** What a link says, and what of it could not be taken. */
export interface ReadLink {
  readonly network: TrainerNetwork;
  readonly problems: readonly string[];
}

/** What the book has where a link says nothing: a small network that learns well in a few seconds. */
const FIRST_HIDDEN: readonly LayerProps[] = [{ units: 64, activation: 'relu' }];
const heldOut = heldOutOf(dataSetNamed());
export const FIRST_NETWORK: TrainerNetwork = networkOf({
  layers: [...FIRST_HIDDEN, { units: outputsFor() }],
  epochs: 5,
  trainCount: heldOut.from,
  validation: heldOut,
});
const ofALink = (data?: DataSetId): TrainerNetwork =>
  networkOf({ ...(data ? { data } : {}), layers: [{ units: outputsFor(data) }] });

const layerText = ({ units, activation = 'identity', bias = true, dropout = 0 }: LayerProps): string => {
  const parts = [String(units), activation, String(dropout), bias ? '' : 'nobias'];
  const last = parts.findLastIndex((part, i) => part !== ['', 'identity', '0', ''][i]);
  return parts.slice(0, last + 1).join(':');
};

/** Convolutions as `8x5:relu:2`: filters, size of the window, activation, pooling. */
const convolutionText = ({ filters, size, activation, pool }: Convolution): string =>
  `${filters}x${size}:${activation}:${pool}`;

/** The network as the part of an address after #. */
export function writeLink(network: TrainerNetwork): string {
  const { specification, validation } = network;
  const { layers, convolutions = [], optimizer } = specification;
  const { name, ...rates } = optimizer;
  const settings = settingsOf(network);
  const usual: Readonly<Record<string, number>> = { learningRate: 0.1, ...OPTIMIZER_RATES[name] };
  const said: readonly (readonly [key: string, value: string | number, usual: string | number])[] = [
    ['convolutions', convolutions.map(convolutionText).join(','), ''],
    ['layers', layers.map(layerText).join(','), ''],
    ['optimizer', name, ofALink().specification.optimizer.name],
    ...Object.entries(rates).map(([rate, value]) => [rate, value as number, usual[rate] ?? ''] as const),
    ...fieldEntries(fieldsFor(specification.data)).map(
      ([field, { usual }]) => [field, settings[field], usual] as const,
    ),
    ['validation', validation ? `${validation.from}:${validation.count}` : '', ''],
  ];
  return said
    .filter(([, value, usualValue]) => value !== usualValue)
    .map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',')}`)
    .join('&');
}

/** The settings of a kept model as the part of an address after #; what is not known of them is as the book has it. */
export const linkOf = ({
  specification,
  training,
}: {
  readonly specification: NetworkSpecification;
  readonly training?: Pick<TrainerNetwork, 'epochs' | 'trainCount' | 'validation'>;
}): string => writeLink({ ...ofALink(specification.data), specification, ...training });

/** Reads one link part by part; what cannot be taken becomes a problem, and the book's own stands in its place. */
class LinkReader {
  readonly problems: string[] = [];
  readonly #said: URLSearchParams;
  readonly #asked = new Set<string>();

  constructor(text: string) {
    this.#said = new URLSearchParams(text);
  }

  text(key: string): string | null {
    this.#asked.add(key);
    return this.#said.get(key);
  }

  oneOf<Name extends string>(
    key: string,
    known: Readonly<Record<Name, unknown>>,
    otherwise: Name,
    given = this.text(key),
  ): Name {
    if (given === null || given === '') return otherwise;
    if (Object.hasOwn(known, given)) return given as Name;
    this.#refuse(key, Object.keys(known).join(', '), given, otherwise);
    return otherwise;
  }

  number(key: string, otherwise: number, given = this.text(key)): number {
    if (given === null || given === '') return otherwise;
    const value = Number(given);
    if (Number.isFinite(value)) return value;
    this.#refuse(key, 'a number', given, String(otherwise));
    return otherwise;
  }

  /** The first `most` parts of a list; that there are more is said, and what they were. */
  some(key: string, text: string, most: number): readonly string[] {
    const parts = text.split(',');
    if (parts.length > most) {
      const left = parts.slice(most).join(', ');
      this.problems.push(
        `${key}: the book takes ${most} at most, and the link has ${parts.length}; left out: “${left.slice(0, 80)}${left.length > 80 ? '…' : ''}”.`,
      );
    }
    return parts.slice(0, most);
  }

  /** What the link says and nobody has asked for. */
  unknown(): readonly string[] {
    return [...new Set(this.#said.keys())].filter((key) => !this.#asked.has(key));
  }

  #refuse(key: string, expected: string, got: string, instead: string): void {
    this.problems.push(`${key}: expected ${expected}; the link has “${got.slice(0, 40)}”, so ${instead} stands there.`);
  }
}

/** Dense layers and convolutions of which a link says more are left out. */
export const MOST_LAYERS = 13;
export const MOST_CONVOLUTIONS = 4;

function layersOf(reader: LinkReader, outputs: number): readonly LayerProps[] {
  const text = reader.text('layers');
  if (text === null) return FIRST_HIDDEN;
  return reader.some('layers', text, MOST_LAYERS).map((layer, l) => {
    const [units = '', activation = '', dropout = '', bias = ''] = layer.split(':');
    const place = `layers, number ${l + 1}`;
    return {
      units: reader.number(`${place}, units`, outputs, units),
      activation: reader.oneOf<ActivationName>(`${place}, activation`, ACTIVATIONS, 'identity', activation),
      dropout: reader.number(`${place}, dropout`, 0, dropout),
      bias: bias !== 'nobias',
    };
  });
}

function convolutionsOf(reader: LinkReader): readonly Convolution[] {
  const text = reader.text('convolutions');
  if (!text) return [];
  return reader.some('convolutions', text, MOST_CONVOLUTIONS).map((convolution, c) => {
    const [window = '', activation = '', pool = ''] = convolution.split(':');
    const [filters = '', size = ''] = window.split('x');
    const place = `convolutions, number ${c + 1}`;
    return {
      filters: reader.number(`${place}, filters`, 8, filters),
      size: reader.number(`${place}, size`, 5, size),
      activation: reader.oneOf<ActivationName>(`${place}, activation`, ACTIVATIONS, 'relu', activation),
      pool: reader.number(`${place}, pooling`, 2, pool),
    };
  });
}

function validationOf(reader: LinkReader, data: DataSetId): NetworkProps['validation'] {
  const text = reader.text('validation');
  if (!text) return undefined;
  const [from = '', count = ''] = text.split(':');
  const usual = heldOutOf(dataSetNamed(data));
  return {
    from: reader.number('validation, first image', usual.from, from),
    count: reader.number('validation, images', usual.count, count),
  };
}

/** Whether the part of an address after # says settings; `#shelf` names a place on the page. */
export const saysSettings = (hash: string): boolean => hash.includes('=');

/** The network that the part of an address after # asks for; an empty one asks for the book's first. Numbers out of range are left to the controls, which say what is right. */
export function readLink(hash: string): ReadLink {
  const text = hash.replace(/^#/, '');
  if (text === '') return { network: FIRST_NETWORK, problems: [] };
  const reader = new LinkReader(text);
  const said = reader.text('data');
  const data = isKnown(said) ? said : reader.oneOf('data', FIELDS.data.words, FIELDS.data.usual, said);
  const outputs = outputsFor(data);
  const layers = layersOf(reader, outputs);
  const convolutions = convolutionsOf(reader);
  const name = reader.oneOf('optimizer', OPTIMIZERS, 'sgd');
  const rates = Object.entries({ learningRate: 0.1, ...OPTIMIZER_RATES[name] }) as [RateName, number][];
  const validation = validationOf(reader, data);
  const settings = fieldEntries(fieldsFor(data)).map(([field, entry]) => [
    field,
    field === 'data'
      ? data
      : isChoice(entry)
        ? reader.oneOf(field, entry.words, entry.usual)
        : reader.number(field, entry.usual),
  ]);
  const network = networkOf({
    ...(Object.fromEntries(settings) as Settings),
    layers: layers.at(-1)?.units === outputs ? layers : [...layers, { units: outputs }],
    ...(convolutions.length > 0 ? { convolutions } : {}),
    optimizer: {
      name,
      ...Object.fromEntries(rates.map(([rate, usual]) => [rate, reader.number(rate, usual)])),
    } as NetworkSpecification['optimizer'],
    ...(validation ? { validation } : {}),
  });
  const strangers = reader.unknown();
  if (strangers.length > 0)
    reader.problems.push(
      `The link also says ${strangers
        .slice(0, 5)
        .map((key) => `“${key.slice(0, 40)}”`)
        .join(', ')}, which means nothing here.`,
    );
  return { network, problems: reader.problems };
}
