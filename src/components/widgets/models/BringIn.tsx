import { dataSetNamed, pixelsOf } from '../../../lib/data/data-sets.ts';
import { activations } from '../../../lib/nn/activations.ts';
import { namesOf } from '../../../lib/settings/choose.ts';
import type { Keep } from './keep.ts';
import type { Assumed } from './kept-models.ts';
import { Report } from './Report.tsx';
import { ACTIVATIONS, type ActivationName } from '../../../lib/settings/choices.ts';
import { FileDrop } from './FileDrop.tsx';

/** What a file without a data set's name must fit. */
const own = dataSetNamed();

/** Choosing or dropping files of a model, and what a file left open. */
export function BringIn({ keep, id, where }: { readonly keep: Keep; readonly id: string; readonly where: string }) {
  const assumed = keep.assumed.value;
  return (
    <FileDrop
      id={id}
      label="Model file"
      hint={
        <>
          Or drop it here: safetensors as PyTorch saves it, or a TensorFlow.js model (zip, or model.json with its
          weights). {pixelsOf(own)} inputs, {own.classes.length} outputs; dense layers, and convolutions before them.{' '}
          {where}
        </>
      }
      onFiles={(files) => void keep.bringIn(files)}
    >
      <Report keep={keep} place="in" />
      {assumed && <WhatFollows assumed={assumed} assume={(hidden) => void keep.assume(hidden)} />}
    </FileDrop>
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
                {ACTIVATIONS[name]}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
