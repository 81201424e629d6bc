import * as v from 'valibot';
import { shapeOf as engineShape } from '../../../lib/engine/auto/choose-engine.ts';
import type { EngineClient, NetworkSpecification } from '../../../lib/engine/contract.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { SPEEDS_KEY } from '../../../lib/storage/names.ts';
import { readText, writeText } from '../../../lib/storage/text.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';

/** Images a second by the shape of a network. */
export type Speeds = Readonly<Record<string, number>>;

/** The same for networks that take equally long, as the choice of an engine has it. */
export const shapeOf = (specification: NetworkSpecification): string =>
  engineShape({ normalization: 'unit', ...specification });

const Kept = v.record(v.string(), v.pipe(v.number(), v.finite(), v.minValue(0)));

/** What was measured at an earlier visit. */
export function keptSpeeds(): Speeds {
  try {
    return v.parse(Kept, JSON.parse(readText(SPEEDS_KEY) ?? '{}'));
  } catch {
    return {}; // whatever else stands there is no speed
  }
}
export const keepSpeeds = (speeds: Speeds): void => void writeText(SPEEDS_KEY, JSON.stringify(speeds));

/** A run that was shorter says little. */
const LEAST_SECONDS = 0.5;

/** What runs of this browser tell: of each shape the newest that trained long enough. */
export const speedsOfRuns = (runs: readonly RunRecord[]): Speeds =>
  Object.fromEntries(
    runs
      .filter(({ by, seconds, imagesSeen }) => by !== 'reader' && seconds >= LEAST_SECONDS && imagesSeen > 0)
      .map(({ settings, seconds, imagesSeen }) => [shapeOf(settings.specification), imagesSeen / seconds]),
  );

/** Trained for so long, after a first slice that only warms up. */
const MEASURED = 500; // ms
const PATIENCE = 15_000; // ms

/**
 * Images a second of one network on this machine, by whatever engine is fastest: it is trained for half a second on the
 * first images, and nothing of it is kept. Rejects with what stood in the way.
 */
export function measureSpeed(
  client: Pick<EngineClient, 'createSession'>,
  { specification }: Pick<TrainerNetwork, 'specification'>,
  signal: AbortSignal,
): Promise<number> {
  const session = client.createSession('auto', { specification, epochs: 200, testAt: [], trainCount: 5000 });
  return new Promise<number>((resolve, reject) => {
    let seen: number | null = null;
    let from = 0;
    let spent = 0;
    const stop = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      unsubscribe();
      session.dispose();
    };
    const fail = (why: string): void => {
      stop();
      reject(new Error(why));
    };
    const onAbort = (): void => fail('stopped');
    const timer = setTimeout(() => fail('it did not begin in time'), PATIENCE);
    const unsubscribe = session.subscribe((event) => {
      if (event.type === 'failed' || event.type === 'diverged') return fail(event.message.message);
      if (event.type !== 'progress') return;
      if (seen === null) {
        seen = from = event.imagesSeen; // the first slice warms up
        return;
      }
      spent += event.milliseconds ?? 0;
      seen = event.imagesSeen;
      if (spent < MEASURED) return;
      stop();
      resolve(((seen - from) / spent) * 1000);
    });
    signal.addEventListener('abort', onAbort, { once: true });
    session.run();
  });
}
