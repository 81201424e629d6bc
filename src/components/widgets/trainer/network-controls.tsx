import type { JSX } from 'preact';
import { ACTIVATIONS, HIDDEN_ACTIVATIONS, OPTIMIZERS } from '../../../lib/settings/choices.ts';
import {
  fieldEntries,
  FIELDS,
  isChoice,
  RATES,
  type Field,
  type FieldName,
  type RateName,
} from '../../../lib/settings/fields.ts';
import type { ControlName } from './controls.ts';
import { Engine } from './Engine.tsx';
import { ChoiceField, LearningRate, Seed, TextField, type FieldProps } from './fields.tsx';
import { ratesOf, withRate } from './form.ts';
import {
  commonActivation,
  commonDropout,
  shapeOf,
  withActivation,
  withData,
  withDropout,
  withOptimizer,
  withShape,
  withValidationCount,
} from './whole-network.ts';

/** The control of a setting of the table. */
const controlOf = (name: FieldName) =>
  function Control(props: FieldProps) {
    const { trainer } = props;
    const field: Field = FIELDS[name];
    const value = trainer.form.value[name];
    const set = (said: string): void => trainer.set({ [name]: said });
    if (isChoice(field))
      return (
        <ChoiceField
          name={name}
          label={field.label}
          words={field.words}
          wide={field.wide ?? false}
          value={value}
          onChoice={set}
        />
      );
    const inputMode = field.range.whole ? 'numeric' : 'decimal';
    return <TextField {...props} name={name} label={field.label} inputMode={inputMode} value={value} onText={set} />;
  };

/** A rate of the optimizer; nothing where the optimizer does not ask for it. */
export function RateField({ rate, ...props }: FieldProps & { readonly rate: RateName }) {
  const { optimizer, rates } = props.trainer.form.value;
  if (!ratesOf(optimizer).includes(rate)) return null;
  return (
    <TextField
      {...props}
      name={rate}
      label={RATES[rate].label}
      value={rates[rate]}
      onText={(text) => props.trainer.set(withRate(props.trainer.form.value, rate, text))}
    />
  );
}

type Control = (props: FieldProps) => JSX.Element | null;

/** Every control by its name; those of hidden layers speak of all of them at once. */
export const CONTROL: Readonly<Record<ControlName, Control>> = {
  ...(Object.fromEntries(fieldEntries(FIELDS).map(([name]) => [name, controlOf(name)])) as Record<FieldName, Control>),
  data: ({ trainer }) => (
    <ChoiceField
      name="data"
      label={FIELDS.data.label}
      words={FIELDS.data.words}
      value={trainer.form.value.data}
      onChoice={(data) => trainer.set(withData(trainer.form.value, data))}
    />
  ),
  learningRate: LearningRate,
  momentum: (props) => <RateField {...props} rate="momentum" />,
  seed: Seed,
  hidden: (props) => (
    <TextField
      {...props}
      name="hidden"
      label="Hidden layers, units"
      wide
      inputMode="text"
      placeholder="none"
      value={shapeOf(props.trainer.form.value)}
      problem={['shape', ...props.trainer.form.value.hidden.map((_, l) => `units-${l}`)]}
      onText={(text) => props.trainer.set(withShape(props.trainer.form.value, text))}
    />
  ),
  activation: ({ trainer }) => (
    <ChoiceField
      name="activation"
      label="Activation"
      words={ACTIVATIONS}
      order={HIDDEN_ACTIVATIONS}
      value={commonActivation(trainer.form.value)}
      onChoice={(activation) => trainer.set(withActivation(trainer.form.value, activation))}
    />
  ),
  optimizer: ({ trainer }) => (
    <ChoiceField
      name="optimizer"
      label="Optimizer"
      words={OPTIMIZERS}
      value={trainer.form.value.optimizer}
      onChoice={(optimizer) => {
        const given = trainer.networks[trainer.chosen.value]!.specification.optimizer;
        trainer.set(withOptimizer(trainer.form.value, optimizer, given));
      }}
    />
  ),
  dropout: (props) => (
    <TextField
      {...props}
      name="dropout"
      label="Dropout"
      placeholder="mixed"
      value={commonDropout(props.trainer.form.value)}
      problem={props.trainer.form.value.hidden.map((_, l) => `dropout-${l}`)}
      onText={(text) => props.trainer.set(withDropout(props.trainer.form.value, text))}
    />
  ),
  engine: ({ trainer }) => <Engine trainer={trainer} />,
  validation: (props) => (
    <TextField
      {...props}
      name="validation"
      label="Validation images"
      inputMode="numeric"
      problem={['validationFrom', 'validationCount']}
      value={props.trainer.form.value.validates ? props.trainer.form.value.validationCount : '0'}
      onText={(text) => props.trainer.set(withValidationCount(props.trainer.form.value, text))}
    />
  ),
};
