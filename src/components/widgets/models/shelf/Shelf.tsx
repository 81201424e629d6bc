import './shelf.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { engineWords } from '../../../../lib/engine/engine-words.ts';
import type { ModelSummary } from '../../../../lib/models/kept-model.ts';
import { layersInShort, parameterCount } from '../../../../lib/nn/shapes.ts';
import { count } from '../../../words/format.ts';
import { browserHost } from '../browser-host.ts';
import { dateWords, imagesWords } from '../files.ts';
import { WhatFollows } from '../BringIn.tsx';
import { FileDrop } from '../FileDrop.tsx';
import { DamagedNotice } from '../DamagedNotice.tsx';
import { RenameForm } from '../RenameForm.tsx';
import { linkOf } from '../../../../lib/systems/link.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import { MOST_COMPARED, Shelf as ShelfModel } from './shelf.ts';

const percent = ({ correct, of }: ModelSummary['result']): string => `${((100 * correct) / of).toFixed(2)} %`;

function ModelRow({ model, shelf }: { readonly model: ModelSummary; readonly shelf: ShelfModel }) {
  const renaming = useSignal(false);
  const rename = useRef<HTMLButtonElement>(null);
  const { id, name, specification } = model;
  const action = (label: string, does: () => void, what = name) => (
    <button class="button button-quiet" type="button" aria-label={`${label}: ${what}`} onClick={does}>
      {label}
    </button>
  );
  const chosen = shelf.chosen.value.has(id);
  const full = !chosen && shelf.compared.value.length >= MOST_COMPARED;
  return (
    <li class="shelf-model">
      <label class="shelf-name">
        <input
          type="checkbox"
          checked={chosen}
          disabled={full}
          onChange={({ currentTarget }) => shelf.choose(id, currentTarget.checked)}
        />
        <b>{name}</b>
      </label>
      <span class="shelf-score">{percent(model.result)}</span>
      <span class="shelf-facts">
        {layersInShort(specification)}, {count(parameterCount(specification))} weights and biases,{' '}
        {imagesWords(model.imagesSeen)} by {engineWords(model.by)}, {count(model.result.correct)} of{' '}
        {count(model.result.of)} test images right. {dateWords(model.savedAt)}
      </span>
      {renaming.value ? (
        <RenameForm
          class="shelf-rename"
          name={name}
          rename={(next) => void shelf.rename(id, next)}
          done={() => {
            renaming.value = false;
            requestAnimationFrame(() => rename.current?.focus());
          }}
        />
      ) : (
        <span class="shelf-actions">
          <button
            ref={rename}
            class="button button-quiet"
            type="button"
            aria-label={`Rename: ${name}`}
            onClick={() => (renaming.value = true)}
          >
            Rename
          </button>
          {action('safetensors', () => void shelf.take(id, 'safetensors'))}
          {action('TensorFlow.js', () => void shelf.take(id, 'tensorflow'))}
          <a class="button button-quiet" href={`#${linkOf(model)}`} aria-label={`Settings in the playground: ${name}`}>
            Settings
          </a>
          {action('Delete', () => void shelf.remove(id))}
        </span>
      )}
    </li>
  );
}

/** The saved models: rename, delete with undo, compare on the same test images, take away, bring in. */
export function Shelf() {
  const shelf = useMemo(() => new ShelfModel(browserHost()), []);
  useEffect(() => shelf.watch(), []);
  const undo = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const putBack = async (): Promise<void> => {
    await shelf.undo();
    if (!shelf.removed.peek()) list.current?.focus(); // the button that had the focus goes
  };
  const removed = shelf.removed.value;
  useEffect(() => {
    if (removed) undo.current?.focus(); // the button that had the focus is gone
  }, [removed]);
  const models = shelf.models.value;
  const chosen = shelf.compared.value.length;
  const problem = shelf.problem.value;
  return (
    <div class="panel shelf">
      {models === null && <p class="status">Looking what this browser keeps…</p>}
      {models?.length === 0 && !removed && (
        <p class="status">
          The shelf is empty. Train a network, open “Save and export” below it, and save it under a name.
        </p>
      )}
      <ul ref={list} class="shelf-models" tabIndex={-1} aria-label="Saved models">
        {models?.map((model) => (
          <ModelRow key={model.id} model={model} shelf={shelf} />
        ))}
      </ul>
      <DamagedNotice kept={shelf} />
      {removed && (
        <p class="status">
          “{removed.name}” deleted.{' '}
          <button ref={undo} class="button button-quiet" type="button" onClick={() => void putBack()}>
            Undo
          </button>
        </p>
      )}
      {(models?.length ?? 0) > 0 && (
        <div class="shelf-compare">
          <button
            class="button"
            type="button"
            aria-disabled={chosen < 2 ? 'true' : undefined}
            onClick={() => chosen >= 2 && void shelf.compare()}
          >
            {chosen < 2 ? 'Compare' : `Compare ${chosen} models`}
          </button>
          <span class="field-hint">{chosen < 2 ? 'Tick two or more.' : 'On the same test images.'}</span>
        </div>
      )}
      <p class="status" role="status">
        {shelf.busy.value ?? shelf.said.value}
      </p>
      {shelf.stoppable.value && (
        <p>
          <button class="button" type="button" onClick={() => shelf.stop()}>
            Stop
          </button>
        </p>
      )}
      {problem && (
        <p class="notice" role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
      {shelf.comparison.value && <ComparisonTable comparison={shelf.comparison.value} />}
      <FileDrop
        id="shelf"
        label="Put a model file on the shelf"
        hint="Or drop it here: safetensors as PyTorch saves it, or a TensorFlow.js model. It stays on your machine."
        onFiles={(files) => void shelf.bringIn(files)}
      />
      {shelf.assumed.value && (
        <WhatFollows assumed={shelf.assumed.value} assume={(hidden) => void shelf.assume(hidden)} />
      )}
    </div>
  );
}
