import { signal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, type MutableRef } from 'preact/hooks';
import type { NetworkSpecification } from '../../../lib/nn/specification.ts';

/** A network as it is asked for; null while something about it is wrong. */
interface Asked {
  readonly network: { readonly specification: NetworkSpecification } | null;
}

/**
 * The weights that a run would start from. They are drawn when the reader first turns to the widget, or asks
 * for others than those in the picture made at build; until then null.
 */
export function useFirstWeights(
  asked: ReadonlySignal<Asked>,
  built: NonNullable<Asked['network']>,
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
    const specification = asked.value.network?.specification;
    if (!specification) return;
    const { initialization, seed } = specification;
    const asBuilt = initialization === built.specification.initialization && seed === built.specification.seed;
    if (asBuilt && !wanted.value && weights.peek() === null) return;
    void import('./initial.ts').then(({ initialWeights }) => {
      const now = asked.peek().network?.specification;
      if (now?.initialization === initialization && now.seed === seed) weights.value = initialWeights(now);
    });
  });
  return weights;
}
