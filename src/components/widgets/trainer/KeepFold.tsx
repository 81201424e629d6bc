import { useMemo } from 'preact/hooks';
import { KeepPanel } from '../models/KeepPanel.tsx';
import type { Trainer } from './controller.ts';
import { networkSource } from './keep-source.ts';

/** Keeping models, taking models and runs away, and bringing models in. */
export default function KeepFold({ trainer, id }: { readonly trainer: Trainer; readonly id: string }) {
  const source = useMemo(() => networkSource(trainer), []);
  return <KeepPanel source={source} id={id} />;
}
