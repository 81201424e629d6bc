import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useFiles } from '../../islands/use-files.ts';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly label: string;
  /** Endings of names, as the browser's own field takes them; those of models where nothing is said. */
  readonly accept?: string;
  /** What may be dropped, and what becomes of it. */
  readonly hint: ComponentChildren;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children?: ComponentChildren;
}

const MODELS = '.safetensors,.zip,.json,.bin';

/** A box that takes files, chosen or dropped on it. */
export function FileDrop({ id, label, accept = MODELS, hint, onFiles, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const over = useFiles(box, onFiles);
  return (
    <div ref={box} class="keep-drop" data-over={over ? '' : undefined}>
      <label class="field" for={`${id}-files`}>
        {label}
      </label>
      <input
        id={`${id}-files`}
        type="file"
        multiple
        accept={accept}
        aria-describedby={`${id}-kinds`}
        onChange={({ currentTarget }) => {
          if (currentTarget.files?.length) onFiles([...currentTarget.files]);
          currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
      {children}
      <p class="field-hint" id={`${id}-kinds`}>
        {hint}
      </p>
    </div>
  );
}
