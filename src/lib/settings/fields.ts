import type { DataSet } from '../data/data-set.ts';
import { BOOKS_OWN, DATA_SETS, dataSetNamed, type DataSetId } from '../data/data-sets.ts';
import {
  INITIALIZATIONS,
  LOSSES,
  LOSS_SHORT,
  NORMALIZATIONS,
  ORDERS,
  type OptimizerName,
  type InitializationName,
  type LossName,
} from './choices.ts';
import { choose } from './choose.ts';
import { expectWithin, type Range } from './range.ts';

/*
 * The one table of a run's settings that are a number or a name each. The type of a specification and its check, the
 * trainer's form, links, the settings of `lab.train` with their types, the words for a run, and whether two runs
 * are the same are all made from it: a new setting is one entry here. Layers, the optimizer with its rates and the
 * validation images have parts of their own, and stand beside it. What readers are told of a setting in their own code
 * is the line "In code" above it: the editor reads it from this text, so that no page carries it.
 */

/** A number that a control asks for. */
export interface Asked {
  /** The control's label. */
  readonly label: string;
  readonly range: Range;
  /** What the form takes, where that is less. */
  readonly form?: Range;
  /** An example of what is right. */
  readonly such: string;
}

export type Group = 'Layers' | 'Learning' | 'Images';

/** What every setting has. */
interface Common<Value> {
  readonly label: string;
  /** Where its control stands among all settings. */
  readonly group: Group;
  /** What stands there unless somebody says otherwise. */
  readonly usual: Value;
  /** In a line of settings; '' goes without saying. */
  says(value: Value): string;
  /** What is said of a run for which `says` says nothing, beside one for which it says something. */
  readonly without?: string;
}

/** A setting that is a number. */
export interface NumberField extends Asked, Common<number> {}

/** A setting that is one of a few names. */
export interface ChoiceField<Name extends string> extends Common<Name> {
  readonly words: Readonly<Record<Name, string>>;
  /** It asks for a wide control. */
  readonly wide?: true;
}

const number = <const Entry extends NumberField>(entry: Entry): Entry => entry;
const choice = <Name extends string>(entry: ChoiceField<Name>): ChoiceField<Name> => entry;
const count = (value: number): string => value.toLocaleString('en-US');

/** Settings that files and links of earlier versions may lack: their type says so. */
const added = <Entry extends object>(entry: Entry): Entry & { readonly added: true } => ({ ...entry, added: true });

export type RateName = 'learningRate' | 'momentum' | 'beta1' | 'beta2' | 'epsilon' | 'decay';

const share: Range = { least: 0, below: 1 };
/** The numbers that optimizers ask for. */
export const RATES: Readonly<Record<RateName, Asked>> = {
  learningRate: { label: 'Learning rate', range: { least: 0 }, form: { above: 0, most: 10 }, such: '0.1' },
  momentum: { label: 'Momentum', range: share, such: '0.9' },
  beta1: { label: 'Beta 1', range: share, such: '0.9' },
  beta2: { label: 'Beta 2', range: share, such: '0.999' },
  epsilon: { label: 'Epsilon', range: { above: 0 }, form: { most: 1 }, such: '1e-8' },
  decay: { label: 'Decay', range: share, such: '0.99' },
};

/** What each optimizer asks for, besides the learning rate, and what stands there at first (PyTorch's defaults, save RMSprop's decay of 0.99). */
export const OPTIMIZER_RATES: Readonly<Record<OptimizerName, Readonly<Partial<Record<RateName, number>>>>> = {
  sgd: {},
  momentum: { momentum: 0.9 },
  nesterov: { momentum: 0.9 },
  adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  rmsprop: { decay: 0.99, epsilon: 1e-8 },
};

/** What learning rate each optimizer learns well with here, in batches of some dozens; it stands there until the reader types another. */
export const LEARNING_RATES: Readonly<Record<OptimizerName, number>> = {
  sgd: 0.1,
  momentum: 0.01,
  nesterov: 0.01,
  adam: 0.001,
  rmsprop: 0.001,
};

/** Whether an optimizer's steps are about as large as the learning rate, however large the gradient: it divides by a root of its size. */
export const stepsByRate = (name: OptimizerName): boolean => 'epsilon' in OPTIMIZER_RATES[name];

/** A layer's share of dropout. */
export const DROPOUT: Asked = { label: 'Dropout', range: share, such: '0.25' };

/** Units that a dense layer may have. */
export const MOST_UNITS = 4096;
/** Weights and biases of a network: 64 MB of them, as much as a model file may have. */
export const MOST_PARAMETERS = 2 ** 24;

export const LARGEST_SEED = 2 ** 32 - 1;

/** What decides, with the layers and the optimizer, what is computed. */
export const SPECIFICATION_FIELDS = {
  // In code: `'crossEntropy'` is over scores: give the last layer no activation. `'negativeLogLikelihood'` goes with `'logSoftmax'`.
  loss: choice<LossName>({
    label: 'Loss',
    group: 'Learning',
    words: LOSSES,
    wide: true,
    usual: 'crossEntropy',
    says: (name) => LOSS_SHORT[name],
  }),
  /** Images a step, from 1 to any number: an epoch's last batch is what is left, so a large one is the whole set. */
  // In code: Images for one change of the weights.
  batchSize: number({
    label: 'Batch size',
    group: 'Learning',
    range: { least: 1, whole: true },
    such: '30',
    usual: 30,
    says: (size) => (size === 1 ? 'one image at a time' : `batches of ${count(size)}`),
  }),
  // In code: How weights begin; `'pytorch'` is uniform within 1 / √inputs.
  initialization: choice<InitializationName>({
    label: 'Initialization',
    group: 'Layers',
    words: INITIALIZATIONS,
    usual: 'pytorch',
    says: (name) => `${INITIALIZATIONS[name]} start`,
  }),
  // In code: Images as the file has them, or in a new random order each epoch.
  order: choice<keyof typeof ORDERS>({
    label: 'Order',
    group: 'Learning',
    words: ORDERS,
    usual: 'shuffled',
    says: (order) => (order === 'file' ? 'file order' : ''),
    without: 'shuffled',
  }),
  // In code: Pixels from 0 to 1, or from -1 to 1.
  normalization: added(
    choice<keyof typeof NORMALIZATIONS>({
      label: 'Inputs from',
      group: 'Images',
      words: NORMALIZATIONS,
      usual: 'unit',
      says: (name) => (name === 'unit' ? '' : `inputs ${NORMALIZATIONS[name]}`),
      without: 'inputs 0 to 1',
    }),
  ),
  /** What is learned from: the id of a data set. What says nothing is from before there were others. */
  data: added(
    choice<DataSetId>({
      label: 'Data',
      group: 'Images',
      words: Object.fromEntries(Object.entries(DATA_SETS).map(([id, { name }]) => [id, name])) as Record<
        DataSetId,
        string
      >,
      usual: BOOKS_OWN,
      says: (id) => (id === BOOKS_OWN ? '' : dataSetNamed(id).name),
      without: dataSetNamed().name,
    }),
  ),
  /** The share of the inputs that is set to zero while training, as a layer's `dropout`. */
  // In code: Share of the pixels set to zero while training.
  inputDropout: added(
    number({
      label: 'Input dropout',
      group: 'Images',
      range: share,
      such: '0.25',
      usual: 0,
      says: (share) => (share > 0 ? `input dropout ${share}` : ''),
      without: 'no input dropout',
    }),
  ),
  /**
   * L2 regularisation as PyTorch's `weight_decay`: l2 · w is added to the gradient of every parameter, biases too,
   * before the optimizer sees it; the loss that is reported stays without it. (Keras's
   * `kernel_regularizer=L2(λ)` adds λ Σ w² to the loss, so l2 = 2 λ, and leaves biases alone.)
   */
  // In code: Pulls every weight towards zero: this much of it is added to its gradient.
  l2: added(
    number({
      label: 'L2',
      group: 'Learning',
      range: { least: 0 },
      form: { most: 1 },
      such: '0.0001',
      usual: 0,
      says: (l2) => (l2 > 0 ? `L2 ${l2}` : ''),
      without: 'no L2',
    }),
  ),
  /** Seed of the MT19937 generator, as NumPy's `RandomState(seed)`. */
  // In code: For the random start and the shuffled order.
  seed: number({
    label: 'Seed',
    group: 'Learning',
    range: { least: 0, most: LARGEST_SEED, whole: true },
    such: '0',
    usual: 0,
    says: (seed) => `seed ${seed}`,
  }),
};

/** Which images are trained on, and how often. */
const runFields = ({ counts: { train } }: DataSet) => ({
  /** Times over all training images. */
  // In code: How many times over all images.
  epochs: number({
    label: 'Epochs',
    group: 'Learning',
    range: { least: 1, whole: true },
    form: { most: 200 },
    such: '5',
    usual: 1,
    says: (epochs) => (epochs === 1 ? '1 epoch' : `${epochs} epochs`),
  }),
  /** Trained on the first so many images. */
  // In code: Train on the first so many of the images only.
  trainCount: number({
    label: 'Training images',
    group: 'Images',
    range: { least: 1, most: train, whole: true },
    such: String(train),
    usual: train,
    says: (images) => (images === train ? '' : `the first ${count(images)} images`),
    without: `all ${count(train)} images`,
  }),
});
export const RUN_FIELDS = runFields(dataSetNamed());

/** The whole table, for networks that learn from this data set: how many images there are decides what may be asked for. */
export const fieldsFor = (data?: DataSetId) => {
  const dataSet = dataSetNamed(data);
  const { batchSize } = SPECIFICATION_FIELDS;
  return {
    ...SPECIFICATION_FIELDS,
    batchSize: { ...batchSize, form: { most: dataSet.counts.train } },
    ...runFields(dataSet),
  };
};
/** The table for the book's own data set. */
export const FIELDS = fieldsFor();
export type FieldName = keyof typeof FIELDS;
/** Any entry of the table. */
export type Field = NumberField | ChoiceField<string>;

type ValueOf<Entry> = Entry extends ChoiceField<infer Name> ? Name : number;
interface Added {
  readonly added: true;
}

/** The settings of `SPECIFICATION_FIELDS` with their values. */
export type SpecificationSettings = {
  readonly [
    Name in keyof typeof SPECIFICATION_FIELDS as (typeof SPECIFICATION_FIELDS)[Name] extends Added ? never : Name
  ]: ValueOf<(typeof SPECIFICATION_FIELDS)[Name]>;
} & {
  readonly [
    Name in keyof typeof SPECIFICATION_FIELDS as (typeof SPECIFICATION_FIELDS)[Name] extends Added ? Name : never
  ]?: ValueOf<(typeof SPECIFICATION_FIELDS)[Name]>;
};

/** The settings of `RUN_FIELDS` with their values. */
export type RunSettings = { readonly [Name in keyof typeof RUN_FIELDS]: ValueOf<(typeof RUN_FIELDS)[Name]> };

/** Every setting of the table by name. */
export type Settings = Required<SpecificationSettings> & RunSettings;

/** The table's entries with their names, in its order. */
export const fieldEntries = <Name extends string>(
  fields: Readonly<Record<Name, Field>>,
): readonly (readonly [Name, Field])[] => Object.entries(fields) as [Name, Field][];

export const isChoice = (field: Field): field is ChoiceField<string> => 'words' in field;

/** Each field's usual value. */
export const usualOf = <Values>(fields: Readonly<Record<keyof Values & string, Field>>): Values =>
  Object.fromEntries(fieldEntries(fields).map(([name, { usual }]) => [name, usual])) as Values;

/** Throws a RangeError that names the field, what it should be and what it is; one that may be missing, may. */
export function expectField(name: string, field: Field, value: unknown): void {
  if (value === undefined && 'added' in field) return;
  if (isChoice(field)) choose(name, field.words, value);
  else expectWithin(name, value, field.range);
}
