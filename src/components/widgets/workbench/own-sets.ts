import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { OwnStore, OwnSummary } from '../../../lib/data/own-store.ts';

const kept: Signal<readonly OwnSummary[] | null> = signal(null);

/** The collections of the reader's own images, the newest first; null until somebody has asked, or where none can be kept. */
export const ownSets: ReadonlySignal<readonly OwnSummary[] | null> = kept;

export const openOwnStore = async (): Promise<OwnStore> => (await import('../../../lib/data/own-store.ts')).ownStore();

let following: Promise<void> | undefined;

/** From now on `ownSets` is what the browser keeps. */
export function followOwnSets(): Promise<void> {
  return (following ??= follow().catch(() => (following = undefined)));
}

async function follow(): Promise<void> {
  const store = await openOwnStore();
  const refresh = async (): Promise<void> => void (kept.value = await store.list());
  store.subscribe(() => void refresh().catch(() => undefined)); // what is shown stays
  await refresh();
}
