import { signal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, type MutableRef } from 'preact/hooks';
import { parseSeed, specificationOf, type StartName, type TrainerSettings } from '../trainer/settings.ts';

interface Start {
  readonly start: StartName;
  readonly seed: string;
}

/**
 * The weights that a run would start from. They are drawn when the reader first turns to the widget, or asks
 * for others than those in the picture made at build; until then null.
 */
export function useFirstWeights(
  form: ReadonlySignal<Start>,
  defaults: TrainerSettings,
  box: MutableRef<HTMLElement | null>,
): ReadonlySignal<Float32Array | null> {
  const weights = useMemo(() => signal<Float32Array | null>(null), []);
  const wanted = useMemo(() => signal(false), []);

  useEffect(() => {
    const want = (): void => void (wanted.value = true);
    const options = { once: true } as const;
    box.current?.addEventListener('pointerenter', want, options);
    box.current?.addEventListener('focusin', want, options);
    return () => {
      box.current?.removeEventListener('pointerenter', want);
      box.current?.removeEventListener('focusin', want);
    };
  }, []);
  useSignalEffect(() => {
    const { start, seed } = form.value;
    const parsed = parseSeed(seed);
    const asBuilt = start === defaults.start && 'value' in parsed && parsed.value === defaults.seed;
    if (!('value' in parsed) || (asBuilt && !wanted.value && weights.peek() === null)) return;
    void import('./initial.ts').then(({ initialWeights }) => {
      const now = form.peek();
      if (now.start !== start || now.seed !== seed) return;
      weights.value = initialWeights(specificationOf({ ...defaults, start }).initialization, parsed.value);
    });
  });
  return weights;
}
