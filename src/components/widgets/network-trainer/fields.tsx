import type { ComponentChildren, JSX } from 'preact';
import { namesOf } from '../../../lib/settings/choose.ts';
import { nextAlpha } from '../trainer/settings.ts';
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
import type { NetworkTrainer } from './controller.ts';
import { Engine } from './Engine.tsx';
import { ratesOf, shapeOf, withOptimizer, withRate, withShape } from './form.ts';
import { commonActivation, commonDropout, withActivation, withDropout, withValidationCount } from './whole-network.ts';

export interface FieldProps {
  readonly trainer: NetworkTrainer;
  /** Begins every id. */
  readonly id: string;
}

/** What marks a control as wrong and leads to the sentence that says what would be right. */
export const marked = ({ trainer, id }: FieldProps, ...keys: readonly string[]) => {
  const wrong = keys.some((key) => trainer.parsed.value.problems[key] !== undefined);
  return {
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': wrong ? `${id}-problem` : undefined,
  };
};

interface TextProps extends FieldProps {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly problem?: readonly string[];
  readonly wide?: boolean;
  readonly inputMode?: 'decimal' | 'numeric' | 'text';
  readonly placeholder?: string;
}

/** A control that takes a number, or numbers, as text, so that anything may be typed and corrected. */
export function TextField({
  name,
  label,
  value,
  onText,
  problem = [name],
  wide = false,
  inputMode = 'decimal',
  placeholder,
  ...props
}: TextProps) {
  return (
    <label class={`field${wide ? ' network-wide' : ''}`}>
      {label}
      <input
        id={`${props.id}-${name}`}
        type="text"
        inputMode={inputMode}
        autocomplete="off"
        spellcheck={false}
        size={6}
        value={value}
        placeholder={placeholder}
        {...marked(props, ...problem)}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
    </label>
  );
}

interface ChoiceProps<Name extends string> {
  readonly label: ComponentChildren;
  readonly words: Readonly<Record<Name, string>>;
  readonly value: Name | '';
  readonly onChoice: (name: Name) => void;
  readonly order?: readonly Name[];
  readonly wide?: boolean;
}

/** A control that takes one of a few names; the empty one stands for a mixture and cannot be chosen. */
export function ChoiceField<Name extends string>({
  label,
  words,
  value,
  onChoice,
  order = namesOf(words),
  wide = false,
}: ChoiceProps<Name>) {
  const shown = value === '' || order.includes(value) ? order : [...order, value];
  return (
    <label class={`field${wide ? ' network-wide' : ''}`}>
      {label}
      <select value={value} onChange={({ currentTarget }) => onChoice(currentTarget.value as Name)}>
        {value === '' && (
          <option value="" disabled>
            mixed
          </option>
        )}
        {shown.map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The control of a setting of the table. */
const controlOf = (name: FieldName) =>
  function Control(props: FieldProps) {
    const { trainer } = props;
    const field: Field = FIELDS[name];
    const value = trainer.form.value[name];
    const set = (said: string): void => trainer.set({ [name]: said });
    if (isChoice(field))
      return (
        <ChoiceField label={field.label} words={field.words} wide={field.wide ?? false} value={value} onChoice={set} />
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

/** A new seed that nobody chose. */
const newSeed = (): string => String((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000);

function LearningRate(props: FieldProps) {
  const { trainer, id } = props;
  const { learningRate } = trainer.form.value.rates;
  const set = (text: string): void => trainer.set(withRate(trainer.form.value, 'learningRate', text));
  const step = (direction: 1 | -1): void => {
    const { network } = trainer.parsed.value;
    if (network) set(String(nextAlpha(network.specification.optimizer.learningRate, direction)));
  };
  return (
    <div class="field">
      <label for={`${id}-learningRate`}>Learning rate</label>
      <span class="trainer-joined">
        <button class="button" type="button" aria-label="Smaller learning rate" onClick={() => step(-1)}>
          −
        </button>
        <input
          id={`${id}-learningRate`}
          inputMode="decimal"
          autocomplete="off"
          size={4}
          value={learningRate}
          {...marked(props, 'learningRate')}
          onInput={({ currentTarget }) => set(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            step(event.key === 'ArrowUp' ? 1 : -1);
          }}
        />
        <button class="button" type="button" aria-label="Larger learning rate" onClick={() => step(1)}>
          +
        </button>
      </span>
    </div>
  );
}

function Seed(props: FieldProps) {
  const { trainer, id } = props;
  return (
    <div class="field">
      <label for={`${id}-seed`}>Seed</label>
      <span class="trainer-joined">
        <input
          id={`${id}-seed`}
          inputMode="numeric"
          autocomplete="off"
          size={4}
          value={trainer.form.value.seed}
          {...marked(props, 'seed')}
          onInput={({ currentTarget }) => trainer.set({ seed: currentTarget.value })}
        />
        <button class="button" type="button" onClick={() => trainer.set({ seed: newSeed() })}>
          New<span class="visually-hidden"> seed</span>
        </button>
      </span>
    </div>
  );
}

type Control = (props: FieldProps) => JSX.Element | null;

/** Every control by its name; those of hidden layers speak of all of them at once. */
export const CONTROL: Readonly<Record<ControlName, Control>> = {
  ...(Object.fromEntries(fieldEntries(FIELDS).map(([name]) => [name, controlOf(name)])) as Record<FieldName, Control>),
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
      label="Activation"
      words={ACTIVATIONS}
      order={HIDDEN_ACTIVATIONS}
      value={commonActivation(trainer.form.value)}
      onChoice={(activation) => trainer.set(withActivation(trainer.form.value, activation))}
    />
  ),
  optimizer: ({ trainer }) => (
    <ChoiceField
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

/** All that is wrong with the controls, right below them. */
export function ProblemLine({ trainer, id }: FieldProps) {
  const wrong = [...new Set(Object.values(trainer.parsed.value.problems))];
  return wrong.length > 0 ? (
    <p class="trainer-problem" id={`${id}-problem`} role="alert">
      {wrong.join(' ')}
    </p>
  ) : null;
}
