import { useMemo, useState } from 'preact/hooks';
import { count } from '../../words/format.ts';
import type { PictureProps } from './picture.ts';
import { Gallery, Renew } from './Gallery.tsx';
import { useSteady } from './steady.ts';
import { useJudgedTestSet, type Judgement } from './judging.ts';
import { doubtfulFirst, guessOf, wrongFirst } from './readings.ts';
import { useTestImages } from './test-images.ts';
import { Untrained, Waiting } from './Waiting.tsx';
import './pictures.css';

/** Pictures at once, or all where there are fewer. */
const SHEET = 500;

const orders = {
  doubtful: {
    words: 'the doubtful first',
    sort: ({ outputs }: Judgement, labels: Uint8Array, indices: readonly number[]) =>
      doubtfulFirst(outputs, outputs.length / labels.length, indices),
  },
  wrong: {
    words: 'the wrong first',
    sort: ({ outputs }: Judgement, labels: Uint8Array, indices: readonly number[]) =>
      wrongFirst(outputs, labels, indices),
  },
  file: {
    words: 'file order',
    sort: (_judgement: Judgement, _labels: Uint8Array, indices: readonly number[]) => [...indices],
  },
};
type Order = keyof typeof orders;

/** 500 pictures of the test set with the network's guess under each. */
export function Sheet({ id, model }: PictureProps) {
  const { images, problem, retry } = useTestImages(model);
  const judging = useJudgedTestSet(model);
  const newest = judging.judgement.value;
  const { steady, older, renew, touch } = useSteady(newest);
  const [from, setFrom] = useState(0);
  const [order, setOrder] = useState<Order>('doubtful');
  const digits = images.value;
  const indices = useMemo(() => {
    if (!steady || !digits) return [];
    return orders[order].sort(
      steady,
      digits.labels,
      Array.from({ length: Math.min(SHEET, digits.count) }, (_, k) => from + k),
    );
  }, [steady, digits, from, order]);

  if (!model.value) return <Untrained>pictures with their guesses appear here</Untrained>;
  if (!digits || !newest || !steady) {
    const failed = problem.value ?? judging.problem.value;
    return <Waiting what="Judging the test images…" problem={failed} onRetry={problem.value ? retry : judging.retry} />;
  }
  const units = newest.outputs.length / digits.count;
  const right = indices.filter((n) => guessOf(newest.outputs, n, units) === digits.labels[n]).length;
  const last = digits.count - indices.length; // where the last sheet begins
  return (
    <div class="pictures" onPointerDown={touch} onKeyDown={touch}>
      <div class="controls">
        <label class="field">
          {`From image, 1 to ${count(last + 1)}`}
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={last + 1}
            step={SHEET}
            value={from + 1}
            onChange={({ currentTarget }) =>
              setFrom(Math.min(last, Math.max(0, Math.round(Number(currentTarget.value) || 1) - 1)))
            }
          />
        </label>
        <label class="field">
          Order
          <select value={order} onChange={({ currentTarget }) => setOrder(currentTarget.value as Order)}>
            {Object.entries(orders).map(([name, { words }]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <p class="readout">
          Right{' '}
          <strong>
            {right} of {indices.length}
          </strong>
        </p>
      </div>
      <Gallery
        id={`${id}-sheet`}
        digits={digits}
        judgement={newest}
        indices={indices}
        label={`${indices.length} test pictures, ${orders[order].words}`}
      />
      <Renew older={older && order !== 'file'} steady={steady} onRenew={renew} />
    </div>
  );
}
