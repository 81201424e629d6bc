import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: ComponentChildren;
  readonly text: string;
  /** What it is called once it is copied, such as `The link`. */
  readonly called: string;
  /** Lines that are shown; one where nothing is said. */
  readonly rows?: number;
}

/** A text to take away, with a button that copies it. */
export function CopyText({ label, text, called, rows }: Props) {
  const said = useSignal('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = `${called} is copied.`;
    } catch {
      said.value = `This browser does not let the page copy: select it and copy it by hand.`;
    }
  };
  const common = {
    readOnly: true,
    value: text,
    onFocus: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => currentTarget.select(),
  };
  return (
    <>
      <div class="keep-line">
        <label class="field">
          {label}
          {rows === undefined ? <input type="text" {...common} /> : <textarea rows={rows} {...common} />}
        </label>
        <button class="button" type="button" onClick={() => void copy()}>
          Copy
        </button>
      </div>
      <p role="status">{said.value}</p>
    </>
  );
}
