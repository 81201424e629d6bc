import { dataSetNamed, heldOutOf, type DataSetId } from '../../../lib/data/data-sets.ts';
import type { OptimizerSpecification } from '../../../lib/nn/optimizers.ts';
import type { ActivationName, OptimizerName } from '../../../lib/settings/choices.ts';
import { LEARNING_RATES } from '../../../lib/settings/fields.ts';
import { readShape, type HiddenForm, type NetworkForm } from './form.ts';

/** What `values` have in common, or '' for a mixture. */
const common = <Value extends string>(values: readonly Value[]): Value | '' =>
  values.every((value) => value === values[0]) ? (values[0] ?? '') : '';

/** The activation of all hidden layers; '' where they differ; ReLU, for the next one, where there is none. */
export const commonActivation = ({ hidden }: NetworkForm): ActivationName | '' =>
  hidden.length === 0 ? 'relu' : common(hidden.map(({ activation }) => activation));

export const withActivation = ({ hidden }: NetworkForm, activation: ActivationName): Partial<NetworkForm> => ({
  hidden: hidden.map((layer) => ({ ...layer, activation })),
});

const drops = ({ hidden }: NetworkForm) => hidden.filter(({ dropout }) => dropout !== '0');

/** The dropout of the hidden layers that have one; '' where they differ. */
export const commonDropout = (form: NetworkForm): string =>
  drops(form).length === 0 ? '0' : common(drops(form).map(({ dropout }) => dropout));

/** Another dropout for the hidden layers that have one, or for all where none has. */
export const withDropout = (form: NetworkForm, dropout: string): Partial<NetworkForm> => {
  const all = drops(form).length === 0;
  return { hidden: form.hidden.map((layer) => (all || layer.dropout !== '0' ? { ...layer, dropout } : layer)) };
};

/**
 * The form for networks that learn from another data set: how many images there are, and which are held out, begin anew from
 * what that one has. The sizes of inputs and outputs follow it anyway.
 */
export function withData(form: NetworkForm, data: DataSetId): NetworkForm {
  if (data === form.data) return form;
  const dataSet = dataSetNamed(data);
  const { train } = dataSet.counts;
  const { from, count } = heldOutOf(dataSet);
  const validates = form.validates && from > 0; // a single image is trained on
  return {
    ...form,
    data,
    validates,
    trainCount: String(validates ? from : train),
    validationFrom: String(from),
    validationCount: String(count),
    batchSize: Number(form.batchSize) > train ? String(train) : form.batchSize,
  };
}

/** So many validation images after those that are trained on, or none. */
export function withValidationCount(form: NetworkForm, text: string): Partial<NetworkForm> {
  if (/^\s*0+\s*$/.test(text)) return { validates: false, validationCount: '0' };
  const { train } = dataSetNamed(form.data).counts;
  const after = Math.min(Number(form.trainCount) || train, train - (Number(text) || 0));
  return {
    validates: true,
    validationCount: text,
    ...(form.validates ? {} : { validationFrom: String(Math.max(0, after)) }),
  };
}

export const shapeOf = (form: NetworkForm): string => form.shape ?? form.hidden.map(({ units }) => units).join(', ');

/** A hidden layer like those that are there, or the usual one. */
export const anotherLayer = (hidden: readonly HiddenForm[], units = '64'): HiddenForm => ({
  activation: 'relu',
  bias: true,
  dropout: '0',
  ...hidden.at(-1),
  units,
});

/** The form with this text in the one field for all hidden layers: layers keep their other settings. */
export function withShape(form: NetworkForm, shape: string): NetworkForm {
  const units = readShape(shape);
  if (!units) return { ...form, shape };
  return {
    ...form,
    shape,
    hidden: units.map((one, l) =>
      form.hidden[l] ? { ...form.hidden[l], units: one } : anotherLayer(form.hidden, one),
    ),
  };
}

/**
 * The form with another optimizer. A learning rate that the reader did not choose goes with it: to the usual one, or back
 * to that of the network as it was given.
 */
export function withOptimizer(form: NetworkForm, optimizer: OptimizerName, given: OptimizerSpecification): NetworkForm {
  if (form.ownRate) return { ...form, optimizer };
  const learningRate = given.name === optimizer ? given.learningRate : LEARNING_RATES[optimizer];
  return { ...form, optimizer, rates: { ...form.rates, learningRate: String(learningRate) } };
}
