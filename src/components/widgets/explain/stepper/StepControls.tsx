import { useState } from 'preact/hooks';
import type { DataSet } from '../../../../lib/data/data-set.ts';
import { count } from '../../../words/format.ts';
import { formatBytes } from '../../digits/loading.ts';
import { useAlive } from '../../digits/use-alive.ts';
import { PRINTINGS, type Printing } from './format.ts';
import type { Rule } from './view.ts';

export type Activity =
  | { readonly state: 'resting'; readonly fetched: boolean }
  | { readonly state: 'busy'; readonly words: string; readonly share?: number }
  | { readonly state: 'failed'; readonly message: string; readonly target: number };

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly imagesSeen: number;
  readonly rule: Rule;
  readonly canChoose: boolean;
  readonly printing: Printing;
  readonly activity: Activity;
  readonly fetchBytes: number;
  readonly dataSet: DataSet;
  /** What is in view now, in a sentence. */
  readonly summary: string;
  /** Go to the weights after this many images, by this rule. */
  readonly onGo: (imagesSeen: number, rule: Rule) => void;
  readonly onPrinting: (printing: Printing) => void;
  readonly onStop: () => void;
}

const FAMOUS = 101;

/** Forward, back, jumps, whose update, and how numbers are printed. */
export function StepControls({
  id,
  imagesSeen,
  rule,
  canChoose,
  printing,
  activity,
  fetchBytes,
  dataSet,
  summary,
  onGo,
  onPrinting,
  onStop,
}: Props) {
  const alive = useAlive();
  const { train } = dataSet.counts;
  const last = train - 1;
  const [wanted, setWanted] = useState('');
  const busy = activity.state === 'busy';
  const jump = (event: Event): void => {
    event.preventDefault();
    const number = Math.round(Number(wanted));
    if (wanted !== '' && Number.isFinite(number)) onGo(Math.min(last, Math.max(0, number - 1)), rule);
  };

  return (
    <div class="step-controls needs-js" inert={!alive}>
      <div class="controls">
        <button
          type="button"
          class="button"
          aria-disabled={busy || imagesSeen === 0}
          onClick={() => !busy && imagesSeen > 0 && onGo(imagesSeen - 1, rule)}
        >
          Back
        </button>
        <button
          type="button"
          class="button button-primary"
          aria-disabled={busy || imagesSeen === last}
          onClick={() => !busy && imagesSeen < last && onGo(imagesSeen + 1, rule)}
        >
          Forward
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          onClick={() => !busy && onGo(imagesSeen === FAMOUS - 1 ? 0 : FAMOUS - 1, rule)}
        >
          {imagesSeen === FAMOUS - 1 ? 'To image 1' : `To image ${FAMOUS}`}
        </button>
        <form class="controls" onSubmit={jump}>
          <label class="field">
            <span class="visually-hidden">Go to image number, 1 to {count(train)}</span>
            <input
              type="number"
              inputMode="numeric"
              min={1}
              max={train}
              placeholder="Image"
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="button" aria-disabled={busy}>
            Go
          </button>
        </form>
        {busy && (
          <button type="button" class="button" onClick={onStop}>
            Stop
          </button>
        )}
      </div>
      {canChoose && (
        <fieldset class="step-rule" disabled={busy}>
          <legend class="visually-hidden">Whose update moves the weights</legend>
          {(['book', 'reader'] as const).map((by) => (
            <label>
              <input type="radio" name={`${id}-rule`} checked={rule === by} onChange={() => onGo(imagesSeen, by)} />
              {by === 'book' ? 'The book\u2019s update' : 'Your update (runs your code)'}
            </label>
          ))}
        </fieldset>
      )}
      {activity.state === 'failed' ? (
        <div class="notice notice-bad" role="alert">
          <p>{activity.message}</p>
          <p>
            <button type="button" class="button" onClick={() => onGo(activity.target, rule)}>
              Try again
            </button>
          </p>
        </div>
      ) : (
        <div class="step-status">
          <p class="status" role="status">
            {activity.state === 'busy' ? activity.words : summary}
            {activity.state === 'resting' &&
              !activity.fetched &&
              ` Stepping on loads the first ${count(Math.min(train, dataSet.files.shard))} images (${formatBytes(fetchBytes)}).`}
          </p>
          {activity.state === 'busy' && activity.share !== undefined && (
            <progress value={activity.share} max={1} aria-label="Progress" />
          )}
        </div>
      )}
      <label class="field step-printing">
        <span>Numbers</span>
        <select value={printing} onChange={(event) => onPrinting(event.currentTarget.value as Printing)}>
          {PRINTINGS.map(({ printing: value, name }) => (
            <option value={value}>{name}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
