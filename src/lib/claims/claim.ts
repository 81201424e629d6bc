import * as v from 'valibot';
import { dataSetNamed, DATA_SETS, isBookSet, type BookSetId } from '../data/data-sets.ts';
import { ARITHMETICS } from '../engine/arithmetic.ts';
import type { Arithmetic, ArithmeticName } from '../engine/contract.ts';
import { convolutionShapes, parameterCount } from '../nn/shapes.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import { validateSpecification } from '../nn/validate-specification.ts';
import { FIELDS, MOST_PARAMETERS, MOST_UNITS, SPECIFICATION_FIELDS } from '../settings/fields.ts';
import { namesOf } from '../settings/choose.ts';
import { MOST_CONVOLUTIONS, MOST_LAYERS } from '../systems/link.ts';
import { outputsFor, type TrainerNetwork } from '../systems/network.ts';

/** The version that is written. Claims of a later one say so, and are not read. */
export const CLAIM_VERSION = 1;

/**
 * What somebody says of a run: after so many images, a network with these settings had so many of the test images right.
 * All of it can be tried: the specification holds the seed, and by the same arithmetic it gives the same count.
 */
export interface Claim extends Pick<TrainerNetwork, 'specification' | 'epochs' | 'trainCount' | 'validation'> {
  readonly version: typeof CLAIM_VERSION;
  /** How it was computed. */
  readonly arithmetic: Arithmetic;
  /** Trained on in all, at most `epochs` times `trainCount`. */
  readonly imagesSeen: number;
  /** Test images right, of so many. */
  readonly correct: number;
  readonly of: number;
}

/** Why something is no claim, in words for readers. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError';
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `“${value}”` : String(JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

const words = (name: string, expected: string) => (issue: { readonly input: unknown }) =>
  `${name}: expected ${expected}, got ${issue.input === undefined ? 'nothing' : shown(issue.input)}`;

function count(name: string, least: number, most: number) {
  const said = words(name, `a whole number from ${least.toLocaleString('en-US')} to ${most.toLocaleString('en-US')}`);
  return v.pipe(v.number(said), v.safeInteger(said), v.minValue(least, said), v.maxValue(most, said));
}

/** More of anything is more than the book trains. */
const MOST_EPOCHS = FIELDS.epochs.form.most;
const MOST_TRAINED = Math.max(...namesOf(DATA_SETS).map((id) => DATA_SETS[id].counts.train));
const MOST_TESTED = Math.max(...namesOf(DATA_SETS).map((id) => DATA_SETS[id].counts.test));

const KEYS = {
  specification: ['inputs', 'convolutions', 'layers', 'optimizer', ...namesOf(SPECIFICATION_FIELDS)],
  layer: ['units', 'activation', 'bias', 'dropout'],
  convolution: ['filters', 'size', 'activation', 'pool'],
} as const;

/** What is not known may change what is trained: it is refused, not left out. */
function expectKeys(name: string, value: object, known: readonly string[]): void {
  const strange = Object.keys(value).find((key) => !known.includes(key));
  if (strange !== undefined)
    throw new RangeError(`${name}: expected ${known.join(', ')}; got ${shown(strange)} besides`);
}

/** Throws a RangeError that names what no trainer of the book would train. */
function expectTrainable(value: unknown): asserts value is NetworkSpecification {
  const specification = value as NetworkSpecification;
  const { layers, convolutions = [] } = specification;
  for (const [name, list, most] of [
    ['layers', layers, MOST_LAYERS],
    ['convolutions', convolutions, MOST_CONVOLUTIONS],
  ] as const)
    if (!Array.isArray(list) || list.length > most)
      throw new RangeError(`${name}: expected at most ${most}, got ${Array.isArray(list) ? list.length : shown(list)}`);
  for (const layer of layers as readonly ({ readonly units?: unknown } | null)[]) {
    const units = layer?.units;
    if (typeof units === 'number' && units > MOST_UNITS)
      throw new RangeError(`units: expected at most ${MOST_UNITS}, got ${shown(units)}`);
  }
  validateSpecification(specification);
  expectKeys('specification', specification, KEYS.specification);
  layers.forEach((layer, l) => expectKeys(`layer ${l + 1}`, layer, KEYS.layer));
  convolutions.forEach((layer, c) => expectKeys(`convolution ${c + 1}`, layer, KEYS.convolution));
  const { side, counts } = dataSetNamed(specification.data);
  if (specification.inputs !== side ** 2)
    throw new RangeError(`inputs: expected ${side ** 2}, the pixels of an image, got ${shown(specification.inputs)}`);
  if (specification.batchSize > counts.train)
    throw new RangeError(`batchSize: expected at most ${counts.train}, got ${shown(specification.batchSize)}`);
  const outputs = outputsFor(specification.data);
  const last = layers.at(-1)!.units;
  if (last !== outputs) throw new RangeError(`layers: expected ${outputs} units in the last, got ${shown(last)}`);
  const parameters = parameterCount(specification);
  if (convolutionShapes(specification).some(({ filters }) => filters > MOST_UNITS) || parameters > MOST_PARAMETERS)
    throw new RangeError(`layers: expected at most ${MOST_PARAMETERS} weights and biases, got ${shown(parameters)}`);
}

/** A copy with nothing else in it. */
function copyOf(specification: NetworkSpecification): NetworkSpecification {
  const { layers, convolutions } = specification;
  return {
    ...specification,
    layers: layers.map((layer) => ({ ...layer })),
    ...(convolutions ? { convolutions: convolutions.map((layer) => ({ ...layer })) } : {}),
    optimizer: { ...specification.optimizer },
  };
}

const Specification = v.pipe(
  v.custom<NetworkSpecification>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    words('specification', 'an object'),
  ),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      expectTrainable(dataset.value);
      return copyOf(dataset.value);
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) });
      return NEVER;
    }
  }),
);

const ARITHMETIC_NAMES = namesOf(ARITHMETICS) as [ArithmeticName, ...ArithmeticName[]];
const MATHS = 'eight hexadecimal digits';

/** What a claim may be, wherever it comes from; the messages are for readers. Nothing is read that it does not know. */
export const ClaimSchema = v.pipe(
  v.strictObject(
    {
      version: v.literal(CLAIM_VERSION, (issue) =>
        typeof issue.input === 'number' && issue.input > CLAIM_VERSION
          ? 'version: this is from a newer version of the book; open it there'
          : words('version', String(CLAIM_VERSION))(issue),
      ),
      specification: Specification,
      epochs: count('epochs', 1, MOST_EPOCHS),
      trainCount: count('trainCount', 1, MOST_TRAINED),
      validation: v.nullable(
        v.strictObject(
          { from: count('validation, from', 0, MOST_TRAINED), count: count('validation, count', 1, MOST_TRAINED) },
          words('validation', 'from and count'),
        ),
      ),
      arithmetic: v.strictObject(
        {
          name: v.picklist(ARITHMETIC_NAMES, words('arithmetic', ARITHMETIC_NAMES.join(', '))),
          maths: v.pipe(v.string(words('maths', MATHS)), v.regex(/^[0-9a-f]{8}$/, words('maths', MATHS))),
        },
        words('arithmetic', 'name and maths'),
      ),
      imagesSeen: count('imagesSeen', 1, MOST_EPOCHS * MOST_TRAINED),
      correct: count('correct', 0, MOST_TESTED),
      of: count('of', 1, MOST_TESTED),
    },
    (issue) => {
      const key = issue.path?.at(-1)?.key;
      if (key === undefined) return words('claim', 'an object')(issue);
      return issue.expected === 'never'
        ? `claim: ${shown(key)} means nothing here`
        : `${String(key)}: expected something, got nothing`;
    },
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const message = fitsTogether(dataset.value);
    if (message !== null) addIssue({ message });
  }),
);

/** Why the numbers of a claim cannot all be true; null where they can. */
function fitsTogether({
  specification,
  epochs,
  trainCount,
  validation,
  imagesSeen,
  correct,
  of,
}: Claim): string | null {
  const { train, test } = dataSetNamed(specification.data).counts;
  if (trainCount > train) return `trainCount: expected at most ${train}, got ${trainCount}`;
  if (validation && validation.from + validation.count > train)
    return `validation: expected images up to ${train}, got ${validation.count} from ${validation.from}`;
  if (of !== test) return `of: expected all ${test} test images, got ${of}`;
  if (correct > of) return `correct: expected at most ${of}, got ${correct}`;
  const most = epochs * trainCount;
  if (imagesSeen > most)
    return `imagesSeen: expected at most ${most}, ${epochs} times ${trainCount}; got ${imagesSeen}`;
  // Training goes by whole batches, and an epoch ends with what is left of it.
  const inEpoch = imagesSeen % trainCount;
  if (inEpoch % specification.batchSize !== 0)
    return `imagesSeen: expected whole batches of ${specification.batchSize}, got ${imagesSeen}`;
  return null;
}

/** Whatever is named in it. */
const LONGEST_MESSAGE = 300;

/** The claim that a value, which may be anything, makes. Throws a ClaimError that says in words what is wrong first. */
export function readClaim(value: unknown): Claim {
  const { success, output, issues } = v.safeParse(ClaimSchema, value, { abortEarly: true });
  if (!success) throw new ClaimError(`${issues[0].message.slice(0, LONGEST_MESSAGE)}.`);
  return output as Claim;
}

/** The network that a claim is of. */
export const networkOfClaim = (
  { specification, epochs, trainCount, validation }: Claim,
  name: string,
): TrainerNetwork => ({
  name,
  specification,
  epochs,
  trainCount,
  validation,
  figures: [],
});

/** Whether it is of images that everybody has. */
export const everybodyHas = (data: string | undefined): data is BookSetId | undefined =>
  data === undefined || isBookSet(data);
