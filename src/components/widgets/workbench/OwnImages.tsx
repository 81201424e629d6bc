import { useEffect, useRef, useState } from 'preact/hooks';
import type { DigitSet } from '../../../lib/data/contract.ts';
import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { bringToForm, isDrawable, type Drawable } from '../../../lib/data/drawing/to-form.ts';
import { LONGEST_OWN_NAME, ownPart } from '../../../lib/data/own-part.ts';
import { packInWorker, readInWorker } from '../../../lib/data/own-files/in-worker.ts';
import type { ReadFiles } from '../../../lib/data/own-files/read.ts';
import { ownName, type OwnSummary } from '../../../lib/data/own-store.ts';
import { fileName, saveFile } from '../../islands/save-file.ts';
import { useFiles } from '../../islands/use-files.ts';
import { count } from '../../words/format.ts';
import { DrawingPad } from '../draw/DrawingPad.tsx';
import { Pad } from '../draw/pad.ts';
import { pixelsAt } from '../pictures/picture-of.ts';
import type { FieldProps } from '../trainer/fields.tsx';
import { withData } from '../trainer/whole-network.ts';
import { Ink } from './Ink.tsx';
import { followOwnSets, openOwnStore, ownSets } from './own-sets.ts';
import '../draw/draw.css';
import './own.css';

const book = dataSetNamed();
const { classes, called } = book;

/** So many of the newest images of a collection are shown, of collections that are no larger than `MOST_OPENED`. */
const SHOWN = 12;
const MOST_OPENED = 5000;
/** So many files that were not taken are named. */
const MOST_NAMED = 100;

interface Said {
  readonly words: string;
  readonly bad: boolean;
}

const good = (words: string): Said => ({ words, bad: false });
const bad = (error: unknown): Said => ({
  words: `Nothing was changed. ${error instanceof Error ? error.message : String(error)}`,
  bad: true,
});

const images = (n: number): string => `${count(n)} ${n === 1 ? 'image' : 'images'}`;

/** What became of files, in words. */
export function readWords({ labels, turned, formed }: ReadFiles, name: string): string {
  const were = (n: number): string => (n === 1 ? '1 was' : `${count(n)} were`);
  return [
    `“${name}” is kept: ${images(labels.length)}.`,
    turned > 0 ? `${were(turned)} dark on light and turned round.` : '',
    formed > 0 ? `${were(formed)} of another size: scaled and centred, as a drawing is.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The newest images of a collection. */
function Newest({ set }: { readonly set: OwnSummary }) {
  const [digits, setDigits] = useState<DigitSet | null>(null);
  useEffect(() => {
    let gone = false;
    if (set.count <= MOST_OPENED)
      void openOwnStore()
        .then((store) => store.load(set.id))
        .then(
          (loaded) => gone || setDigits(loaded),
          () => undefined, // its line stays
        );
    return () => void (gone = true);
  }, [set.id, set.hash]);
  if (!digits) return null;
  const from = Math.max(0, digits.count - SHOWN);
  return (
    <div
      class="own-newest"
      role="img"
      aria-label={`The newest: ${Array.from(digits.labels.subarray(from), (label) => classes[label]).join(', ')}`}
    >
      {Array.from({ length: digits.count - from }, (_, n) => (
        <span key={from + n}>
          <Ink pixels={pixelsAt(digits, from + n)} name="" />
          <small aria-hidden="true">{classes[digits.labels[from + n]!]}</small>
        </span>
      ))}
    </div>
  );
}

interface CollectionProps {
  readonly set: OwnSummary;
  readonly onTakeBack: () => void;
  readonly onSave: () => void;
  readonly onRemove: () => void;
}

function Collection({ set, onTakeBack, onSave, onRemove }: CollectionProps) {
  const [asked, setAsked] = useState(false);
  const most = set.byLabel
    .map((n, label) => (n > 0 ? `${classes[label]}: ${count(n)}` : ''))
    .filter((part) => part !== '');
  return (
    <li>
      <b>{set.name}</b> <small>{images(set.count)}</small>
      <small class="own-labels">{most.join(' · ')}</small>
      <Newest set={set} />
      <div class="controls">
        {set.count <= MOST_OPENED && (
          <button class="button" type="button" onClick={onTakeBack}>
            Take back the last
          </button>
        )}
        <button class="button" type="button" onClick={onSave}>
          Save as a file
        </button>
        {asked ? (
          <>
            <button class="button" type="button" onClick={onRemove}>
              Remove for good
            </button>
            <button class="button" type="button" onClick={() => setAsked(false)}>
              Leave it
            </button>
          </>
        ) : (
          <button class="button" type="button" onClick={() => setAsked(true)}>
            Remove…
          </button>
        )}
      </div>
    </li>
  );
}

/** Images of the reader's own: drawn with their labels, or brought in as files, and kept in this browser. */
export default function OwnImages({ trainer }: Pick<FieldProps, 'trainer'>) {
  const [pad] = useState(() => new Pad(book as Drawable));
  const [name, setName] = useState(`my ${called.many}`);
  const [said, setSaid] = useState<Said | null>(null);
  const [refused, setRefused] = useState<ReadFiles['refused']>([]);
  const [reading, setReading] = useState<AbortController | null>(null);
  const root = useRef<HTMLDivElement>(null);
  /** One change after the other. */
  const last = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    void followOwnSets();
    return () => reading?.abort();
  }, []);
  const sets = ownSets.value ?? [];

  const inTurn = (work: () => Promise<void>): void =>
    void (last.current = last.current.then(work).catch((error: unknown) => setSaid(bad(error))));

  /** What is chosen to train or test on goes with a collection that has changed. */
  const follow = (before: OwnSummary | undefined, after: OwnSummary): void => {
    if (!before) return;
    const form = trainer.form.peek();
    const [data, changed] = [form.data, form.data.replaceAll(ownPart(before), ownPart(after))];
    if (changed !== data) trainer.set(withData(form, changed as typeof data));
  };

  const keep = (label: number): void => {
    const made = isDrawable(book) ? bringToForm(pad.picture, book) : null;
    if (!made) {
      setSaid({ words: `Draw a ${called.one} first, then say what it is.`, bad: true });
      return;
    }
    pad.clear();
    const wanted = ownName(name) || `my ${called.many}`;
    inTurn(async () => {
      const store = await openOwnStore();
      const before = (await store.list()).find((one) => one.name === wanted);
      const content = { images: made.image, labels: Uint8Array.of(label) };
      const after = before ? await store.add(before.id, content) : await store.save(wanted, content);
      follow(before, after);
      setSaid(good(`Kept as ${classes[label]}: “${after.name}” has ${images(after.count)}.`));
    });
  };

  const bring = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0 || reading) return;
    const stop = new AbortController();
    setReading(stop);
    setRefused([]);
    setSaid(good('Reading the files…'));
    try {
      const read = await readInWorker(
        files.map((file) => ({ name: file.webkitRelativePath || file.name, blob: file })),
        stop.signal,
        (done, of) => setSaid(good(`Reading the files: ${count(done)} of ${count(of)}…`)),
      );
      setRefused(read.refused);
      if (read.labels.length === 0)
        setSaid({ words: 'No image was found in these files: nothing was kept.', bad: true });
      else {
        const saved = await (await openOwnStore()).save(read.name, read);
        setSaid(good(readWords(read, saved.name)));
      }
    } catch (error) {
      setSaid(stop.signal.aborted ? good('Stopped: nothing was kept.') : bad(error));
    } finally {
      setReading(null);
    }
  };
  const over = useFiles(root, (files) => void bring(files));

  const save = (set: OwnSummary): void =>
    inTurn(async () =>
      saveFile(
        `${fileName(set.name)}.zip`,
        await packInWorker(fileName(set.name), await (await openOwnStore()).load(set.id)),
      ),
    );

  return (
    <div class="own-images" ref={root} data-over={over ? '' : undefined}>
      <p class="status">
        Draw a {called.one}, then press what it is, or its key. It is kept in this browser; then choose above what to
        train and test on.
      </p>
      <div
        onKeyDown={(event) => {
          const label = classes.indexOf(event.key);
          if (label < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          keep(label);
        }}
      >
        <DrawingPad id="own" pad={pad} />
        <div class="own-answers" role="group" aria-label="What it is">
          {classes.map((name, label) => (
            <button key={name} class="button" type="button" onClick={() => keep(label)}>
              {name}
            </button>
          ))}
        </div>
      </div>
      <div class="controls">
        <button class="button" type="button" onClick={() => pad.undo()}>
          Undo
        </button>
        <button class="button" type="button" onClick={() => pad.clear()}>
          Clear
        </button>
      </div>
      <label class="field">
        Keep it in
        <input
          value={name}
          maxLength={LONGEST_OWN_NAME}
          list="own-names"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <datalist id="own-names">
          {sets.map((set) => (
            <option key={set.id} value={set.name} />
          ))}
        </datalist>
      </label>
      <div class="own-said" aria-live="polite">
        {said && <p class={said.bad ? 'notice notice-bad' : 'status'}>{said.words}</p>}
      </div>
      {refused.length > 0 && (
        <div>
          <p class="notice notice-bad">
            {refused.length === 1 ? '1 file was' : `${count(refused.length)} files were`} not taken
          </p>
          <ul class="own-refused">
            {refused.slice(0, MOST_NAMED).map(({ name: file, why }) => (
              <li key={file}>
                <b>{file}</b>: {why}
              </li>
            ))}
            {refused.length > MOST_NAMED && <li>and {count(refused.length - MOST_NAMED)} more</li>}
          </ul>
        </div>
      )}
      {reading ? (
        <button class="button" type="button" onClick={() => reading.abort()}>
          Stop
        </button>
      ) : (
        <>
          {(['Bring in files', 'Bring in a folder'] as const).map((words, folder) => (
            <label key={words} class="field">
              {words}
              <input
                type="file"
                multiple
                {...(folder ? { webkitdirectory: true } : {})}
                onChange={({ currentTarget }) => {
                  void bring([...(currentTarget.files ?? [])]);
                  currentTarget.value = ''; // so that the same files can be chosen again
                }}
              />
            </label>
          ))}
          <p class="status">
            PNG images in folders called {classes[0]} to {classes.at(-1)}, or with names that begin with their label; a
            pair of IDX files; or a zip of either.
          </p>
        </>
      )}
      {sets.length > 0 && (
        <ul class="own-sets" aria-label="Images of your own">
          {sets.map((set) => (
            <Collection
              key={set.id}
              set={set}
              onTakeBack={() =>
                inTurn(async () => {
                  const after = await (await openOwnStore()).takeBack(set.id);
                  if (after) follow(set, after);
                })
              }
              onSave={() => save(set)}
              onRemove={() => inTurn(async () => (await openOwnStore()).remove(set.id))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
