import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import type { NetworkForm } from './form.ts';
import type { ActivationName } from '../../../lib/settings/choices.ts';

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
