import { dataSetNamed, heldOutOf } from '../../../lib/data/data-sets.ts';
import type { OptimizerSpecification } from '../../../lib/nn/optimizers.ts';
import { parameterCount } from '../../../lib/nn/shapes.ts';
import type { ConvolutionSpecification } from '../../../lib/nn/specification.ts';
import type { ActivationName, OptimizerName } from '../../../lib/settings/choices.ts';
import {
  DROPOUT,
  fieldEntries,
  fieldsFor,
  isChoice,
  MOST_PARAMETERS,
  MOST_UNITS,
  OPTIMIZER_RATES,
  RATES,
  type Asked,
  type FieldName,
  type RateName,
  type Settings,
} from '../../../lib/settings/fields.ts';
import { readNumber, type Read } from '../../../lib/settings/read-number.ts';
import { isDeltaRule } from '../../../lib/systems/delta-rule.ts';
import { networkOf, outputsFor, settingsOf, usesSeed, type TrainerNetwork } from '../../../lib/systems/network.ts';

/** A hidden layer as it stands in the controls. */
export interface HiddenForm {
  readonly units: string;
  readonly activation: ActivationName;
  readonly bias: boolean;
  readonly dropout: string;
}

/** The settings of the table as they stand in their controls: a name, or any text where a number is asked for. */
type FieldsForm = {
  readonly [Name in FieldName]: Settings[Name] extends number ? string : Settings[Name];
};

/** All settings of a network as they stand in the controls: text may be anything. */
export interface NetworkForm extends FieldsForm {
  /** What is typed in the one field for all hidden layers, while it is not the list that was changed last. */
  readonly shape: string | null;
  /** Layers before the dense ones. */
  readonly convolutions: readonly ConvolutionSpecification[];
  readonly hidden: readonly HiddenForm[];
  readonly outputActivation: ActivationName;
  readonly outputBias: boolean;
  readonly optimizer: OptimizerName;
  readonly rates: Readonly<Record<RateName, string>>;
  /** True when the reader has chosen the learning rate: then another optimizer leaves it alone. */
  readonly ownRate?: boolean;
  readonly validates: boolean;
  readonly validationFrom: string;
  readonly validationCount: string;
}

/** What is wrong with which control and what would be right; keys are the form's, `units-2` and `dropout-2` those of the second hidden layer. */
export type Problems = Readonly<Record<string, string>>;
export interface ParsedForm {
  readonly network: TrainerNetwork | null;
  readonly problems: Problems;
}

export const MOST_LAYERS = 12;

const UNITS: Asked = { label: 'Units', range: { least: 1, most: MOST_UNITS, whole: true }, such: '128' };

/** The units of the hidden layers from one text, such as `480, 240-120`; null where it is none. */
export function readShape(text: string): readonly string[] | null {
  const parts = text.split(/[\s,;–-]+/).filter((part) => part !== '');
  return parts.length <= MOST_LAYERS && parts.every((part) => 'value' in readNumber(part, UNITS)) ? parts : null;
}

/** The form with this text for a rate. */
export const withRate = (form: NetworkForm, rate: RateName, text: string): NetworkForm => ({
  ...form,
  rates: { ...form.rates, [rate]: text },
  ...(rate === 'learningRate' ? { ownRate: true } : {}),
});

const ALL_RATES: Readonly<Record<RateName, string>> = {
  learningRate: '0.1',
  momentum: '0.9',
  beta1: '0.9',
  beta2: '0.999',
  epsilon: '1e-8',
  decay: '0.99',
};

export function formOf(network: TrainerNetwork): NetworkForm {
  const { specification, validation } = network;
  const { convolutions = [], layers, optimizer } = specification;
  const { name, ...rates } = optimizer;
  const last = layers.at(-1)!;
  const heldOut = heldOutOf(dataSetNamed(specification.data));
  const fields = Object.entries(settingsOf(network)).map(([field, value]) => [field, String(value)]);
  return {
    ...(Object.fromEntries(fields) as FieldsForm),
    shape: null,
    convolutions,
    hidden: layers.slice(0, -1).map(({ units, activation, bias, dropout = 0 }) => ({
      units: String(units),
      activation,
      bias,
      dropout: String(dropout),
    })),
    outputActivation: last.activation,
    outputBias: last.bias,
    optimizer: name,
    rates: { ...ALL_RATES, ...Object.fromEntries(Object.entries(rates).map(([rate, value]) => [rate, String(value)])) },
    validates: validation !== null,
    validationFrom: String((validation ?? heldOut).from),
    validationCount: String((validation ?? heldOut).count),
  };
}

/** The names of the rates that an optimizer asks for, the learning rate first. */
export const ratesOf = (optimizer: OptimizerName): readonly RateName[] => [
  'learningRate',
  ...(Object.keys(OPTIMIZER_RATES[optimizer]) as RateName[]),
];

/** What a rate is asked for as: Part I calls the learning rate alpha. */
const askedFor = (rate: RateName, given: TrainerNetwork): Asked =>
  rate === 'learningRate' && isDeltaRule(given) ? { ...RATES[rate], label: 'Alpha', such: '0.01' } : RATES[rate];

/** Reads the controls: either a network, or what is wrong with which control and what would be right. */
export function parseForm(form: NetworkForm, given: TrainerNetwork): ParsedForm {
  const problems: Record<string, string> = {};
  const take = (key: string, read: Read): number => {
    if ('value' in read) return read.value;
    problems[key] = read.problem;
    return Number.NaN;
  };
  if (form.shape !== null && !readShape(form.shape)) {
    problems['shape'] =
      `Hidden layers are up to ${MOST_LAYERS} whole numbers of units from 1 to ${MOST_UNITS}, such as 128, 64; none for a single layer.`;
  }
  const hidden = form.hidden.map(({ units, activation, bias, dropout }, l) => ({
    units: take(`units-${l}`, readNumber(units, UNITS)),
    activation,
    bias,
    dropout: take(`dropout-${l}`, readNumber(dropout, DROPOUT)),
  }));
  const rates = ratesOf(form.optimizer).map(
    (rate) => [rate, take(rate, readNumber(form.rates[rate], askedFor(rate, given)))] as const,
  );
  const settings = Object.fromEntries(
    fieldEntries(fieldsFor(form.data)).map(([name, field]) => [
      name,
      isChoice(field) ? form[name] : take(name, readNumber(form[name], field)),
    ]),
  ) as unknown as Settings;
  const validation = form.validates ? parseValidation(form, take) : null;
  const network = networkOf({
    ...settings,
    name: given.name,
    ...(form.convolutions.length > 0 ? { convolutions: form.convolutions } : {}),
    layers: [...hidden, { units: outputsFor(form.data), activation: form.outputActivation, bias: form.outputBias }],
    optimizer: { name: form.optimizer, ...Object.fromEntries(rates) } as OptimizerSpecification,
    ...(validation ? { validation } : {}),
  });
  // A seed that nothing uses cannot stand in the way.
  if (!usesSeed(network.specification)) delete problems['seed'];
  const parameters = parameterCount(network.specification);
  if (parameters > MOST_PARAMETERS)
    problems['parameters'] =
      `A network here has at most ${MOST_PARAMETERS.toLocaleString('en-US')} weights and biases; this one has ${parameters.toLocaleString('en-US')}. Take fewer units.`;
  const right = Object.keys(problems).length === 0;
  const seed = Number.isNaN(settings.seed) ? 0 : settings.seed;
  const whole = { ...network, specification: { ...network.specification, seed }, figures: given.figures };
  return { network: right ? whole : null, problems };
}

function parseValidation(form: NetworkForm, take: (key: string, read: Read) => number): TrainerNetwork['validation'] {
  const dataSet = dataSetNamed(form.data);
  const { train } = dataSet.counts;
  const usual = heldOutOf(dataSet);
  const first: Asked = {
    label: 'The first validation image',
    range: { least: 0, most: train - 1, whole: true },
    such: String(usual.from),
  };
  const from = take('validationFrom', readNumber(form.validationFrom, first));
  const most = train - (Number.isNaN(from) ? 0 : from);
  const asked: Asked = {
    label: 'Validation images',
    range: { least: 1, most, whole: true },
    such: String(Math.min(most, usual.count)),
  };
  return { from, count: take('validationCount', readNumber(form.validationCount, asked)) };
}
