import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Trouble } from '../../../../lib/class/trouble.ts';
import { onClock, zoned } from './form.ts';

interface TextProps {
  readonly label: ComponentChildren;
  /** The field of the class file, such as `handIn.link`. */
  readonly where: string;
  readonly value: string | undefined;
  readonly troubles: readonly Trouble[];
  readonly rows?: number;
  /** It holds a program. */
  readonly code?: boolean;
  readonly onText: (text: string) => void;
}

/** A field of words, with what is wrong with it below. */
export function Text({ label, where, value = '', troubles, rows, code = false, onText }: TextProps) {
  const trouble = troubles.find((one) => one.where === where);
  const id = `class-${where.replaceAll(/\W/g, '-')}`;
  const touched = useSignal(false);
  const told = trouble !== undefined && (touched.value || value !== '');
  const common = {
    id,
    value,
    'aria-invalid': told,
    ...(told ? { 'aria-describedby': `${id}-wrong` } : {}),
    ...(code ? { class: 'class-form-code', spellcheck: false } : {}),
    onBlur: () => (touched.value = true),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onText(currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows === undefined ? <input type="text" {...common} /> : <textarea rows={rows} {...common} />}
      {told && (
        <span class="class-late" id={`${id}-wrong`}>
          Expected {trouble.expected}.
        </span>
      )}
    </div>
  );
}

interface ChooseProps<Name extends string> {
  readonly label: ComponentChildren;
  readonly names: Readonly<Record<Name, string>>;
  readonly value: Name;
  readonly onChoice: (value: Name) => void;
}

export function Choose<Name extends string>({ label, names, value, onChoice }: ChooseProps<Name>) {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={({ currentTarget }) => onChoice(currentTarget.value as Name)}>
        {(Object.keys(names) as Name[]).map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TimeProps {
  readonly label: string;
  readonly value: string;
  readonly onTime: (time: string) => void;
}

export const Time = ({ label, value, onTime }: TimeProps) => (
  <label class="field">
    {label}
    <input
      type="datetime-local"
      value={onClock(value)}
      onChange={({ currentTarget }) => onTime(zoned(currentTarget.value))}
    />
  </label>
);

interface CheckProps {
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onCheck: (checked: boolean) => void;
}

export const Check = ({ label, checked, disabled = false, onCheck }: CheckProps) => (
  <label>
    <input
      type="checkbox"
      checked={checked}
      disabled={disabled}
      onChange={({ currentTarget }) => onCheck(currentTarget.checked)}
    />{' '}
    {label}
  </label>
);
