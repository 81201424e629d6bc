/** A page for the bench only: the book's engines and its sandbox, without the book around them. */
import { getEngineClient } from '../../../src/lib/engine/client.ts';
import type { NetworkSpecification, SessionEvent, TrainingSession } from '../../../src/lib/engine/contract.ts';
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

const settings = (specification: NetworkSpecification) => ({ specification, epochs: 1, testAt: [] });

const passes = {
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
