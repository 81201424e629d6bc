/** A page for the bench only: the book's engines and its sandbox, without the book around them. */
import { getEngineClient } from '../../../src/lib/engine/client.ts';
import type {
  NetworkSpecification,
  SessionEvent,
  TrainingSession,
  WeightTensor,
} from '../../../src/lib/engine/contract.ts';
import { placesHere } from '../../../src/lib/engine/places.ts';
import { drawParameters } from '../../../src/lib/nn/parameters.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import { getSandbox } from '../../../src/lib/sandbox/sandbox.ts';

export interface PagePass {
  readonly seconds: number;
  readonly weights: number[];
}

/** From the moment at which the session says that it is running, with its data, to the end of its pass. */
function timePass(session: TrainingSession): Promise<PagePass> {
  return new Promise((resolve, reject) => {
    let [start, weights] = [0, [] as number[]];
    session.subscribe((event: SessionEvent) => {
      if (event.type === 'weights') weights = Array.from(event.weights[0]!.values);
      if (event.type === 'failed' || event.type === 'diverged') reject(new Error(event.message.message));
      if (event.type !== 'state') return;
      if (event.state === 'running' && start === 0) start = performance.now();
      if (event.state === 'finished') {
        const seconds = (performance.now() - start) / 1000;
        // Its last weights may arrive just after its last state.
        setTimeout(() => {
          session.dispose();
          resolve({ seconds, weights });
        }, 200);
      }
    });
    session.run();
  });
}

/** Trains to its end and gives back the last weights. */
function trainOut(specification: NetworkSpecification): Promise<readonly WeightTensor[]> {
  const session = getEngineClient().createSession('simd', { ...settings(specification), checkpoints: true });
  return new Promise((resolve, reject) => {
    session.subscribe((event: SessionEvent) => {
      if (event.type === 'failed' || event.type === 'diverged') reject(new Error(event.message.message));
      if (event.type !== 'checkpoint' || event.state.imagesSeen < 60_000) return;
      session.dispose();
      resolve(event.state.weights);
    });
    session.run();
  });
}

const hashOf = async (runs: readonly (readonly WeightTensor[])[]): Promise<string> => {
  const bytes = await new Blob(runs.flat().map(({ values }) => values)).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join(' ');
};

const settings = (specification: NetworkSpecification) => ({ specification, epochs: 1, testAt: [] });

const passes = {
  places: () => placesHere().runs,
  /** Seconds for an epoch of each, one after the other or at once, and a hash of all weights at their ends. */
  async epochs(specifications: readonly NetworkSpecification[], atOnce: boolean) {
    const start = performance.now();
    const ends = [];
    if (atOnce) ends.push(...(await Promise.all(specifications.map(trainOut))));
    else for (const specification of specifications) ends.push(await trainOut(specification));
    const seconds = (performance.now() - start) / 1000;
    return { seconds, hash: await hashOf(ends) };
  },
  /** Milliseconds until the page has what a network gives out for 500 images, the median of five, while these train. */
  async answer(specification: NetworkSpecification, beside: readonly NetworkSpecification[]): Promise<number> {
    const sessions = beside.map((one) => getEngineClient().createSession('simd', { ...settings(one), epochs: 100 }));
    await Promise.all(
      sessions.map(
        (session) =>
          new Promise<void>((resolve) => {
            session.subscribe((event) => event.type === 'progress' && resolve());
            session.run();
          }),
      ),
    );
    const weights = drawParameters(specification, new RandomState(1));
    const times = [];
    for (let i = 0; i < 6; i++) {
      const start = performance.now();
      await getEngineClient().outputs(specification, weights, { set: 'test', from: 0, to: 500 });
      times.push(performance.now() - start);
    }
    for (const session of sessions) session.dispose();
    return times.slice(1).sort((a, b) => a - b)[2]!; // the first loads the images
  },
  /** Downloads and checks all images, so that no pass is timed with it. */
  load: async () => void (await getEngineClient().digits('train', 0, 60_000)),
  engine: (specification: NetworkSpecification) =>
    timePass(getEngineClient().createSession('reference', settings(specification))),
  /** What the console shows of a program of a reader's, run to its end: the words of each line. */
  async program(code: string): Promise<readonly (readonly string[])[]> {
    const lines: string[][] = [];
    const { end } = getSandbox().run({
      code,
      onShown(shown) {
        if (shown.kind === 'console')
          lines.push(shown.values.map((value) => ('text' in value ? value.text : value.kind)));
      },
    });
    const ended = await end;
    if (ended.outcome !== 'done') throw new Error(ended.outcome === 'error' ? ended.error.message : ended.outcome);
    return lines;
  },
  reader: (specification: NetworkSpecification, code: string) =>
    timePass(getSandbox().createSession(code, settings(specification), () => undefined)),
};
export type Passes = typeof passes;
(window as unknown as { passes: Passes }).passes = passes;
