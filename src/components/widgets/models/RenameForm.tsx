import { useEffect, useRef } from 'preact/hooks';
import { LONGEST_NAME } from '../../../lib/models/kept-model.ts';

interface RenameFormProps {
  readonly class: string;
  /** The name as it is. */
  readonly name: string;
  readonly rename: (name: string) => void;
  /** After renaming, or without. */
  readonly done: () => void;
}

/** Asks for a model's new name; Escape leaves it as it is. */
export function RenameForm({ class: className, name: present, rename, done }: RenameFormProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      class={className}
      onSubmit={(event) => {
        event.preventDefault();
        const name = input.current?.value.trim();
        if (!name) return;
        rename(name);
        done();
      }}
      onKeyDown={({ key }) => key === 'Escape' && done()}
    >
      <label class="field">
        New name
        <input ref={input} required maxLength={LONGEST_NAME} autocomplete="off" defaultValue={present} />
      </label>
      <button class="button" type="submit">
        Rename
      </button>
      <button class="button" type="button" onClick={done}>
        Cancel
      </button>
    </form>
  );
}
