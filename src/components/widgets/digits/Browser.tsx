import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { LoadProgress } from '../../../lib/data/contract.ts';
import { BOOKS_OWN, dataSetNamed, type DataSetId } from '../../../lib/data/data-sets.ts';
import { getEngineClient } from '../../../lib/engine/client.ts';
import { DigitBlocks } from './blocks.ts';
import { Collection, describePlace, positionOf, type AllLabels, type DigitFilter } from './collection.ts';
import { DigitControls } from './DigitControls.tsx';
import { DigitGrid } from './DigitGrid.tsx';
import { explainError, formatBytes, LoadMeter } from './loading.ts';
import { PixelReader } from './PixelReader.tsx';
import { PixelTable } from './PixelTable.tsx';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  /** Size of all the files, in bytes. */
  readonly totalBytes: number;
  /** Of which data set; the book's own unless said otherwise. */
  readonly data?: DataSetId | undefined;
}

/** All images of a data set: a grid with filters, and the image in hand under the lens. */
export function Browser({ id, totalBytes, data = BOOKS_OWN }: Props) {
  const [all] = useState(() => new Collection(dataSetNamed(data)));
  const [labels, setLabels] = useState<AllLabels | null>(null);
  const [filter, setFilter] = useState<DigitFilter>({ set: 'both', label: null });
  const [position, setPosition] = useState(0);
  const [error, setError] = useState<ReturnType<typeof explainError> | null>(null);
  const [complete, setComplete] = useState(false);
  const loaded = useSignal(0);
  const arrivals = useSignal(0);
  const detail = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);

  const [store] = useState(() => {
    const client = getEngineClient();
    const meter = new LoadMeter(totalBytes);
    const stop = new AbortController();
    const onProgress = (progress: LoadProgress): void => {
      meter.report(progress);
      loaded.value = meter.total.loadedBytes;
    };
    const request = { signal: stop.signal, onProgress, data };
    const fail = (problem: unknown): void => {
      if (!stop.signal.aborted) setError(explainError(problem));
    };
    const blocks = new DigitBlocks((set, from, to) => client.digits(set, from, to, request), all.dataSet.counts, {
      onArrive: () => arrivals.value++,
      onError: fail,
    });
    /** Labels first, for the filter, then one shard after the other; what the reader looks at comes by `blocks`. */
    const load = async (): Promise<void> => {
      const { counts, files } = all.dataSet;
      setError(null);
      try {
        const [train, test] = await Promise.all([client.labels('train', request), client.labels('test', request)]);
        setLabels({ train, test });
        blocks.retry();
        for (const set of ['train', 'test'] as const) {
          for (let from = 0; from < counts[set]; from += files.shard) await client.digits(set, from, from + 1, request);
        }
        setComplete(true);
      } catch (problem) {
        fail(problem);
      }
    };
    return { blocks, load, stop };
  });
  useEffect(() => {
    void store.load();
    // The button that opened this is gone: whoever pressed it goes on here.
    root.current?.querySelector<HTMLElement>('.digit-viewport')?.focus({ preventScroll: true });
    return () => store.stop.abort();
  }, [store]);

  const chosen = useMemo(() => {
    if (labels) return all.select(labels, filter);
    const { from, to } = all.bounds(filter.set);
    return Uint32Array.from({ length: to - from }, (_, i) => from + i);
  }, [labels, filter]);

  const choose = (next: DigitFilter): void => {
    // Stay at the digit in hand where the new filter has it, else at the next one.
    const number = chosen[position] ?? 0;
    setFilter(next);
    if (labels) setPosition(positionOf(all.select(labels, next), number));
    else setPosition(0);
  };

  const number = chosen[position] ?? 0;
  const place = all.placeOf(number);
  void arrivals.value;
  const pixels = store.blocks.get(place.set, place.index);
  const name = describePlace(place);
  const title = name.charAt(0).toUpperCase() + name.slice(1);

  return (
    <div class="digit-browser" ref={root}>
      <DigitControls
        id={id}
        all={all}
        labels={labels}
        filter={filter}
        count={chosen.length}
        onFilter={choose}
        onJump={(wanted) => setPosition(positionOf(chosen, wanted))}
      />
      <DigitGrid
        id={id}
        all={all}
        chosen={chosen}
        labels={labels}
        blocks={store.blocks}
        arrivals={arrivals}
        position={position}
        onMove={setPosition}
        onOpen={() => detail.current?.querySelector<HTMLElement>('.pixel-picture')?.focus()}
      />
      {error ? (
        <div class="notice notice-bad" role="alert">
          <p>
            {error.message} {error.remedy}
          </p>
          <p>
            <button type="button" class="button" onClick={() => void store.load()}>
              Try again
            </button>
          </p>
        </div>
      ) : (
        <p class="status digit-progress">
          {complete ? (
            `All ${all.count.toLocaleString('en-US')} ${all.dataSet.called.many} are here (${formatBytes(totalBytes)}).`
          ) : (
            <label>
              <progress value={loaded.value} max={totalBytes} />
              {` ${formatBytes(loaded.value)} of ${formatBytes(totalBytes)} loaded`}
            </label>
          )}
        </p>
      )}
      <div class="digit-detail" ref={detail}>
        <h4 class="panel-title">
          {title}
          {labels && (
            <>
              : a{' '}
              <span data-symbol="label" class="digit-label">
                {all.nameOf(labels, number)}
              </span>
            </>
          )}
        </h4>
        {pixels ? (
          <>
            <PixelReader
              id={id}
              pixels={pixels}
              name={labels ? `${title}, a ${all.nameOf(labels, number)}` : title}
              onEscape={() => root.current?.querySelector<HTMLElement>('.digit-viewport')?.focus()}
            />
            <PixelTable pixels={pixels} name={name} />
          </>
        ) : (
          <div class="pixel-reader is-waiting" />
        )}
      </div>
    </div>
  );
}
