import type { ComponentChildren } from 'preact';
import { namesOf } from '../../../lib/settings/choose.ts';
import type { Trainer } from './controller.ts';
import { withRate } from './form.ts';
import { usesSeed } from '../../../lib/systems/network.ts';
import { newSeed } from './new-seed.ts';
import { nextRate } from './next-rate.ts';

export interface FieldProps {
  readonly trainer: Trainer;
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
    <label class={`field${wide ? ' trainer-wide' : ''}`}>
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
  /** Of the setting. */
  readonly name?: string;
  readonly label: ComponentChildren;
  readonly words: Readonly<Record<Name, string>>;
  readonly value: Name | '';
  readonly onChoice: (name: Name) => void;
  readonly order?: readonly Name[];
  readonly wide?: boolean;
}

/** A control that takes one of a few names; the empty one stands for a mixture and cannot be chosen. */
export function ChoiceField<Name extends string>({
  name: setting,
  label,
  words,
  value,
  onChoice,
  order = namesOf(words),
  wide = false,
}: ChoiceProps<Name>) {
  const shown = value === '' || order.includes(value) ? order : [...order, value];
  return (
    <label class={`field${wide ? ' trainer-wide' : ''}`} data-control={setting}>
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

/** The learning rate with buttons for the next smaller and larger one; Part I calls it alpha. */
export function LearningRate({ called = 'Learning rate', ...props }: FieldProps & { readonly called?: string }) {
  const { trainer, id } = props;
  const { learningRate } = trainer.form.value.rates;
  const set = (text: string): void => trainer.set(withRate(trainer.form.value, 'learningRate', text));
  const step = (direction: 1 | -1): void => {
    const { network } = trainer.parsed.value;
    if (network) set(String(nextRate(network.specification.optimizer.learningRate, direction)));
  };
  return (
    <div class="field" data-symbol={called === 'Alpha' ? 'alpha' : undefined}>
      <label for={`${id}-learningRate`}>{called}</label>
      <span class="trainer-joined">
        <button class="button" type="button" aria-label={`Smaller ${called.toLowerCase()}`} onClick={() => step(-1)}>
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
        <button class="button" type="button" aria-label={`Larger ${called.toLowerCase()}`} onClick={() => step(1)}>
          +
        </button>
      </span>
    </div>
  );
}

/** The seed, where anything is drawn at random. */
export function Seed(props: FieldProps) {
  const { trainer, id } = props;
  const { network } = trainer.parsed.value;
  const off = network !== null && !usesSeed(network.specification);
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
          disabled={off}
          {...marked(props, 'seed')}
          onInput={({ currentTarget }) => trainer.set({ seed: currentTarget.value })}
        />
        <button class="button" type="button" disabled={off} onClick={() => trainer.set({ seed: newSeed() })}>
          New<span class="visually-hidden"> seed</span>
        </button>
      </span>
    </div>
  );
}

/** All that is wrong with the controls, right below them. */
export function ProblemLine({ trainer, id }: FieldProps) {
  const wrong = [...new Set(Object.values(trainer.parsed.value.problems))];
  return wrong.length > 0 ? (
    <p class="trainer-problem" id={`${id}-problem`} role="alert">
      {wrong.join(' ')}
    </p>
  ) : null;
}
