import { useEffect, useRef, useState } from 'preact/hooks';
import type { DigitSet } from '../../../lib/data/contract.ts';
import { countDead, type DeadCount } from './activity.ts';
import type { ShownModel } from './picture.ts';

const LOOKED_AT = 500;

interface Props {
  readonly model: ShownModel;
  readonly digits: DigitSet;
  /** A layer's name by its place. */
  readonly titleOf: (layer: number) => string;
}

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Counts, when asked, the units that are above zero for none of 500 pictures. */
export function DeadUnits({ model, digits, titleOf }: Props) {
  const [found, setFound] = useState<{ readonly counts: readonly DeadCount[]; readonly after: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const look = async (): Promise<void> => {
    stop.current?.abort();
    const { signal } = (stop.current = new AbortController());
    setBusy(true);
    try {
      const counts = await countDead(
        model.specification,
        model.weights,
        digits.images.subarray(0, LOOKED_AT * model.specification.inputs),
        breathe,
        signal,
      );
      setFound({ counts, after: model.imagesSeen });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      if (!signal.aborted) setBusy(false);
    }
  };
  return (
    <div class="dead-units">
      <button
        type="button"
        class="button"
        aria-disabled={busy ? 'true' : undefined}
        onClick={() => !busy && void look()}
      >
        Count dead units
      </button>
      <p class="status" role="status">
        {busy
          ? 'Looking at 500 test pictures…'
          : !found
            ? 'Units that are above zero for none of the first 500 test pictures.'
            : deadWords(found.counts, found.after, titleOf)}
      </p>
    </div>
  );
}

function deadWords(counts: readonly DeadCount[], after: number, titleOf: (layer: number) => string): string {
  if (counts.length === 0) return 'No hidden layer has a ReLU or leaky ReLU, so no unit can fall silent.';
  const each = counts.map(({ layer, dead, units }) => `${titleOf(layer)}: ${dead} of ${units} dead`);
  return `${each.join('. ')}. After ${after.toLocaleString('en-US')} images; dead is a unit that is above zero for none of the first 500 test pictures.`;
}
