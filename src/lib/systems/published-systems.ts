import { TRAIN_COUNT } from '../data/contract.ts';
import type { PublishedRun, PublishedSystem } from './system.ts';
import type { TrainerNetwork } from './network.ts';

/** At build: every published system by its name, which is its file's. */
const files = import.meta.glob<PublishedSystem>('./published/*.ts', {
  eager: true,
  import: 'default',
});
export const systems: ReadonlyMap<string, PublishedSystem> = new Map(
  Object.entries(files).map(([file, system]) => [/([^/]+)\.ts$/.exec(file)![1]!, system]),
);

/** A run of a published system as a trainer's network. */
export function networkOfPublished({
  name,
  specification,
  trainCount = TRAIN_COUNT,
  validation,
  figures,
}: PublishedRun): TrainerNetwork {
  const images = Math.max(...figures.map(({ imagesSeen }) => imagesSeen));
  return {
    name,
    specification,
    epochs: Math.max(1, Math.ceil(images / trainCount)),
    trainCount,
    validation: validation ?? null,
    figures,
  };
}
