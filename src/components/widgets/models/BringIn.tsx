import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { dataSetNamed, pixelsOf } from '../../../lib/data/data-sets.ts';
import { activationWords } from '../../../lib/interchange/model.ts';
import { activations } from '../../../lib/nn/activations.ts';
import { namesOf } from '../../../lib/settings/choose.ts';
import type { Keep } from './keep.ts';
import type { Assumed } from './kept-models.ts';
import { Report } from './Report.tsx';
import type { ActivationName } from '../../../lib/settings/choices.ts';

/** What a file without a data set's name must fit. */
const own = dataSetNamed();

/** A file that misses the box would be opened by the browser, and the page with all that is trained be gone. */
function useSafeDrops(): void {
  useEffect(() => {
    const stay = (event: DragEvent): void =>
      void (event.dataTransfer?.types.includes('Files') && event.preventDefault());
    addEventListener('dragover', stay);
    addEventListener('drop', stay);
    return () => {
      removeEventListener('dragover', stay);
      removeEventListener('drop', stay);
    };
  }, []);
}

/** Choosing or dropping files of a model, and what a file left open. */
export function BringIn({ keep, id, where }: { readonly keep: Keep; readonly id: string; readonly where: string }) {
  useSafeDrops();
  const over = useSignal(false);
  const assumed = keep.assumed.value;
  const take = (files: FileList | null | undefined): void =>
    void (files && files.length > 0 && keep.bringIn([...files]));
  return (
    <div
      class="keep-drop"
      data-over={over.value ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => (over.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        over.value = false;
        take(event.dataTransfer?.files);
      }}
    >
      <label class="field" for={`${id}-files`}>
        Model file
      </label>
      <input
        id={`${id}-files`}
        type="file"
        multiple
        accept=".safetensors,.zip,.json,.bin"
        aria-describedby={`${id}-kinds`}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
      <Report keep={keep} place="in" />
      <p class="trainer-hint" id={`${id}-kinds`}>
        Or drop it here: safetensors as PyTorch saves it, or a TensorFlow.js model (zip, or model.json with its
        weights). {pixelsOf(own)} inputs, {own.classes.length} outputs; dense layers, and convolutions before them.{' '}
        {where}
      </p>
      {assumed && <WhatFollows assumed={assumed} assume={(hidden) => void keep.assume(hidden)} />}
    </div>
  );
}

/** What a file left open, and the question what stands between its layers. */
export function WhatFollows({
  assumed,
  assume,
}: {
  readonly assumed: Assumed;
  readonly assume: (hidden: ActivationName) => void;
}) {
  return (
    <div class="notice">
      <p>{assumed.words.join(' ')}</p>
      {assumed.asks && (
        <label class="field">
          Hidden layers
          <select
            value={assumed.hidden}
            onChange={({ currentTarget }) => assume(currentTarget.value as ActivationName)}
          >
            {namesOf(activations).map((name) => (
              <option key={name} value={name}>
                {activationWords[name]}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
