import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { addSheet } from '../../islands/add-sheet.ts';
import { LONGEST_NAME } from '../../../lib/models/kept-model.ts';
import { BringIn } from './BringIn.tsx';
import { browserHost } from './browser-host.ts';
import { Keep } from './keep.ts';
import { KeptList } from './KeptList.tsx';
import { Report } from './Report.tsx';
import type { KeepSource } from './source.ts';
import styles from './keep.css?inline';
import { TakeAway } from './TakeAway.tsx';

addSheet(styles);

export interface KeepPanelProps {
  readonly source: KeepSource;
  readonly id: string;
}

function SaveForm({ keep, source, id }: { readonly keep: Keep } & KeepPanelProps) {
  const typed = useSignal<string | null>(null);
  const trained = source.trained.value;
  const name = typed.value ?? trained?.suggestedName ?? '';
  const unless = !trained ? 'Train first: there are no weights yet.' : name.trim() === '' ? 'Give it a name.' : null;
  return (
    <form
      class="keep-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (!unless) void keep.save(name).then(() => (typed.value = null));
      }}
    >
      <div class="field">
        <label for={`${id}-name`}>Name</label>
        <input
          id={`${id}-name`}
          maxLength={LONGEST_NAME}
          autocomplete="off"
          value={name}
          placeholder="Train first"
          onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
        />
      </div>
      <span class="keep-choices">
        <button class="button" type="submit" aria-disabled={unless ? 'true' : undefined} title={unless ?? undefined}>
          Save model
        </button>
      </span>
    </form>
  );
}

/** Models kept in this browser, files to take away, and files to bring in. */
export function KeepPanel({ source, id }: KeepPanelProps) {
  const keep = useMemo(() => new Keep(source, browserHost()), []);
  useEffect(() => keep.watch(), []);
  return (
    <div class="keep" aria-busy={keep.busy.value !== null}>
      <section aria-labelledby={`${id}-here`}>
        <h4 id={`${id}-here`}>In this browser</h4>
        <SaveForm keep={keep} source={source} id={id} />
        <Report keep={keep} place="browser" />
        <KeptList keep={keep} />
      </section>
      <section aria-labelledby={`${id}-away`}>
        <h4 id={`${id}-away`}>Export as files</h4>
        <TakeAway keep={keep} source={source} />
        <Report keep={keep} place="away" />
      </section>
      <section aria-labelledby={`${id}-in`}>
        <h4 id={`${id}-in`}>Import a model</h4>
        <BringIn keep={keep} id={id} where={source.bringInWords} />
      </section>
    </div>
  );
}
