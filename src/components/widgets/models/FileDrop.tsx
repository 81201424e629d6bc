import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useFiles } from '../../islands/use-files.ts';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly label: string;
  /** What may be dropped, and what becomes of it. */
  readonly hint: ComponentChildren;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children?: ComponentChildren;
}

/** A box that takes the files of a model, chosen or dropped on it. */
export function FileDrop({ id, label, hint, onFiles, children }: Props) {
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
        accept=".safetensors,.zip,.json,.bin"
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
