import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { engineWords } from '../../../lib/engine/engine-words.ts';
import type { ModelSummary } from '../../../lib/models/kept-model.ts';
import { layersInShort } from '../../../lib/nn/shapes.ts';
import { scoreWords } from '../../words/training.ts';
import { dateWords, imagesWords } from './files.ts';
import { DamagedNotice } from './DamagedNotice.tsx';
import type { Keep } from './keep.ts';
import { RenameForm } from './RenameForm.tsx';

/** `784-10, 60,000 images by CPU: 6,928 of 10,000 · 69.28 %, 3 Nov 2026, 10:15`. */
const modelWords = ({ specification, imagesSeen, by, result, savedAt }: ModelSummary): string =>
  `${layersInShort(specification)}, ${imagesWords(imagesSeen)} by ${engineWords(by)}: ${scoreWords(result)}. ${dateWords(savedAt)}`;

function KeptRow({ model, keep }: { readonly model: ModelSummary; readonly keep: Keep }) {
  const renaming = useSignal(false);
  const rename = useRef<HTMLButtonElement>(null);
  const action = (label: string, does: () => void) => (
    <button class="button button-quiet" type="button" aria-label={`${label} ${model.name}`} onClick={does}>
      {label}
    </button>
  );
  return (
    <li class="keep-model">
      <b>{model.name}</b>
      <span class="keep-facts">{modelWords(model)}</span>
      {renaming.value ? (
        <RenameForm
          class="keep-line"
          name={model.name}
          rename={(name) => void keep.rename(model.id, name)}
          done={() => {
            renaming.value = false;
            requestAnimationFrame(() => rename.current?.focus());
          }}
        />
      ) : (
        <span class="keep-actions">
          {action('Load', () => void keep.load(model.id))}
          <button
            ref={rename}
            class="button button-quiet"
            type="button"
            aria-label={`Rename ${model.name}`}
            onClick={() => (renaming.value = true)}
          >
            Rename
          </button>
          {action('Delete', () => void keep.remove(model.id))}
        </span>
      )}
    </li>
  );
}

/** The models that this browser keeps. */
export function KeptList({ keep }: { readonly keep: Keep }) {
  const models = keep.models.value;
  const removed = keep.removed.value;
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (removed) undo.current?.focus(); // the button that had the focus is gone
  }, [removed]);
  return (
    <>
      {models?.length === 0 && !removed && <p class="status">No model is kept in this browser yet.</p>}
      <ul class="keep-models" aria-label="Models kept in this browser">
        {models?.map((model) => (
          <KeptRow key={model.id} model={model} keep={keep} />
        ))}
      </ul>
      <DamagedNotice kept={keep} />
      {removed && (
        <p class="status">
          “{removed.name}” deleted.{' '}
          <button ref={undo} class="button button-quiet" type="button" onClick={() => void keep.undo()}>
            Undo
          </button>
        </p>
      )}
    </>
  );
}
