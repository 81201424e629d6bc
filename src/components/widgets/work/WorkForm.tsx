import '../models/keep.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { BrowserWork, type Undo } from '../../../lib/transfer/browser-work.ts';
import { readWorkOrHandIn } from '../../../lib/hand-in/as-work.ts';
import { planOf, type Here, type Plan } from '../../../lib/transfer/plan.ts';
import { writeWork, type WorkFile } from '../../../lib/transfer/work-file.ts';
import { saveFile } from '../../islands/save-file.ts';
import { FileDrop } from '../models/FileDrop.tsx';
import { dateWords } from '../models/files.ts';
import { changeLines, keptLines, some } from './words.ts';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

interface Offer {
  readonly name: string;
  readonly file: WorkFile;
  readonly plan: Plan;
}

/** What this browser keeps of the reader's, a file of it to take away, and such a file to bring in. */
export function WorkForm() {
  const work = useMemo(() => new BrowserWork(), []);
  const here = useSignal<Here | null>(null);
  const weights = useSignal(true);
  const busy = useSignal<string | null>(null);
  const said = useSignal('');
  const trouble = useSignal('');
  const offer = useSignal<Offer | null>(null);
  const undo = useSignal<Undo | null>(null);

  /** Does one thing at a time, and says what went wrong. */
  const attempt = async (doing: string, what: () => Promise<void>): Promise<void> => {
    if (busy.value) return;
    busy.value = doing;
    said.value = '';
    trouble.value = '';
    try {
      await what();
    } catch (error) {
      trouble.value = wordsOf(error);
    } finally {
      busy.value = null;
    }
  };
  const look = async (): Promise<Here> => (here.value = await work.here());
  useEffect(() => {
    void attempt('Looking at what this browser keeps…', async () => void (await look()));
    return () => void work.close();
  }, []);

  const save = (): Promise<void> =>
    attempt('Writing the file…', async () => {
      const blob = await writeWork(work.items(await look(), weights.value), Date.now());
      const name = `delta-to-depth-${new Date().toISOString().slice(0, 10)}.jsonl.gz`;
      saveFile(name, blob);
      said.value = `Written: ${name}, ${size(blob.size)}. To go on in another browser, open this page there and choose the file.`;
    });
  const read = ([file]: readonly File[]): Promise<void> =>
    attempt('Reading the file…', async () => {
      offer.value = null;
      undo.value = null;
      if (!file) return;
      const found = await readWorkOrHandIn(file);
      offer.value = { name: file.name, file: found, plan: planOf(found.items, await look()) };
    });
  const bringIn = ({ file }: Offer): Promise<void> =>
    attempt('Bringing it in…', async () => {
      // Worked out again: another tab may have changed something meanwhile.
      undo.value = await work.bringIn(planOf(file.items, await look()).changes);
      offer.value = null;
      await look();
      said.value = 'Brought in. Pages of the book that are open elsewhere show it when they are loaded again.';
    });
  const takeBack = (): Promise<void> =>
    attempt('Taking it back…', async () => {
      await undo.value?.();
      undo.value = null;
      await look();
      said.value = 'Taken back: everything is as it was.';
    });

  return (
    <div class="keep" aria-busy={busy.value !== null}>
      <section aria-labelledby="work-here">
        <h2 id="work-here">In this browser</h2>
        {here.value && (
          <ul>
            {keptLines(here.value).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <label class="work-choice">
          <input
            type="checkbox"
            checked={weights.value}
            onChange={({ currentTarget }) => (weights.value = currentTarget.checked)}
          />{' '}
          With models and runs, which need the most room
        </label>
        <div class="keep-choices">
          <button class="button button-primary" type="button" disabled={!here.value} onClick={() => void save()}>
            Save to a file
          </button>
        </div>
      </section>
      <section aria-labelledby="work-in">
        <h2 id="work-in">Bring in a file</h2>
        <FileDrop
          id="work"
          label="File"
          accept=".gz,.jsonl,.json"
          hint="Or drop it here: a file that this page has written, or what you handed in. You see what would change before anything does."
          onFiles={(files) => void read(files)}
        />
        {offer.value && <OfferView offer={offer.value} onTake={bringIn} onLeave={() => (offer.value = null)} />}
      </section>
      <div class="work-said">
        <p role="status">{busy.value ?? said.value}</p>
        {trouble.value && (
          <p class="notice" role="alert">
            {trouble.value}
          </p>
        )}
        {undo.value && (
          <button class="button" type="button" onClick={() => void takeBack()}>
            Take it back
          </button>
        )}
      </div>
    </div>
  );
}

interface OfferProps {
  readonly offer: Offer;
  readonly onTake: (offer: Offer) => Promise<void>;
  readonly onLeave: () => void;
}

/** What a file would change, and the question whether it shall. */
function OfferView({ offer, onTake, onLeave }: OfferProps) {
  const { name, file, plan } = offer;
  const lines = changeLines(plan.changes);
  const from = file.savedAt === null ? '' : ` of ${dateWords(file.savedAt)}`;
  return (
    <div class="panel work-offer" role="group" aria-label="What the file would change">
      <p>
        <strong>{name}</strong>
        {from}
      </p>
      {(file.damaged.length > 0 || !file.isWhole) && (
        <p class="notice">
          {!file.isWhole && 'The file is cut off: its end is missing. '}
          {file.damaged.length > 0 &&
            `${some(file.damaged.length, 'line')} of it cannot be read: ${file.damaged.slice(0, 10).join(', ')}. `}
          What can be read is listed here; the rest is left out.
        </p>
      )}
      {lines.length === 0 ? (
        <p>Everything in it is here already. There is nothing to bring in.</p>
      ) : (
        <>
          <p>It would bring in:</p>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}.</li>
            ))}
          </ul>
          {plan.alike > 0 && <p>{some(plan.alike, 'thing')} of it you have here already.</p>}
        </>
      )}
      <div class="keep-choices">
        {lines.length > 0 && (
          <button class="button button-primary" type="button" onClick={() => void onTake(offer)}>
            Bring it in
          </button>
        )}
        <button class="button" type="button" onClick={onLeave}>
          Leave it
        </button>
      </div>
    </div>
  );
}
