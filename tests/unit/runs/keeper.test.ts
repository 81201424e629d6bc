import { describe, expect, it } from 'vitest';
import type { EngineState } from '../../../src/lib/engine/contract.ts';
import { Keeper } from '../../../src/lib/runs/keeper.ts';
import { keptAt, newRun, withRecord, type Run } from '../../../src/lib/runs/run.ts';
import type { RunStore } from '../../../src/lib/runs/run-store.ts';
import { orderOf } from '../../support/run-host.ts';

const started = newRun(orderOf('a'), { id: 'a', group: 'a', at: 1, look: 0 });
const trained: Run = keptAt(withRecord(started, { imagesSeen: 100 }), 100);
const checkpoint: EngineState = { imagesSeen: 100, weights: [] };

/** A store whose writes last until they are let through. */
function slowStore() {
  const writes: { readonly run: Run; readonly checkpoint: EngineState | null; readonly done: () => void }[] = [];
  const put: RunStore['put'] = (run, state) => new Promise((done) => writes.push({ run, checkpoint: state, done }));
  return { writes, keeper: new Keeper({ put } as RunStore, () => undefined) };
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('runs that are kept', () => {
  it('are written one after the other, the newest of each', async () => {
    const { writes, keeper } = slowStore();
    keeper.save(started);
    await turn();
    keeper.save(started);
    keeper.save(trained, checkpoint);
    await turn();
    expect(writes).toHaveLength(1);
    writes[0]!.done();
    await turn();
    expect(writes).toHaveLength(2);
    expect(writes[1]).toMatchObject({ run: trained, checkpoint });
  });

  it('are handed over at once, once, when the page goes away while an earlier write is on its way', async () => {
    const { writes, keeper } = slowStore();
    keeper.save(started);
    await turn();
    keeper.save(trained, checkpoint);
    keeper.flush();
    expect(writes).toHaveLength(2);
    expect(writes[1]).toMatchObject({ run: trained, checkpoint });
    for (const { done } of writes) done();
    await keeper.settled();
    expect(writes).toHaveLength(2);
  });
});
