import { effect, useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Trainer } from './controller.ts';
import type { ShownModel } from './shown-model.ts';

/** Time between two pictures while a run trains. */
const SHOW_EVERY = 100; // ms

/** The weights [inputs, outputs] of the run or model that a single-layer trainer shows; null while there are none. */
export function useLayerWeights(trainer: Trainer): ReadonlySignal<Float32Array | null> {
  const model = useSignal<ShownModel | null>(null);
  useEffect(
    () =>
      effect(() => {
        const kit = trainer.withRuns.value;
        if (!kit) return undefined;
        const watched = kit.watchModel(trainer, () => document.visibilityState === 'visible', SHOW_EVERY);
        const stop = watched.model.subscribe((shown) => void (model.value = shown));
        document.addEventListener('visibilitychange', watched.schedule);
        return () => {
          document.removeEventListener('visibilitychange', watched.schedule);
          stop();
          watched.stop();
        };
      }),
    [],
  );
  return useComputed(() => {
    const [first, second] = (trainer.guest.value ?? model.value)?.weights ?? [];
    const { inputs, layers } = trainer.networks[0]!.specification;
    const isOne = first?.shape[0] === inputs && first.shape[1] === layers[0]!.units;
    return isOne && !second?.name.endsWith('.weight') ? first.values : null;
  });
}
