import { describe, expect, it, vi } from 'vitest';
import type { EngineState, NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import { newRun } from '../../../src/lib/runs/run.ts';
import { numericWarning } from '../../../src/lib/runs/numeric-warning.ts';
import { orderOf, openTab, freshStorage, soon } from '../../support/run-host.ts';
import { settingsOf } from '../../support/sessions.ts';
import { deltaRule } from '../../support/specifications.ts';

const adam = (learningRate: number): NetworkSpecification['optimizer'] => ({
  name: 'adam',
  learningRate,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
});

/** The run after its last score and checkpoint. */
function ended({
  weight = 0.5,
  memory = 0.1,
  optimizer = deltaRule.optimizer,
}: {
  weight?: number;
  memory?: number;
  optimizer?: NetworkSpecification['optimizer'];
}): string {
  const settings = settingsOf({ trainCount: 100, specification: { ...deltaRule, optimizer } });
  const run = newRun(orderOf('a', { settings }), { id: 'a', group: 'a', at: 1, look: 0 });
  const state: EngineState = {
    imagesSeen: 100,
    weights: [{ name: '0.weight', shape: [2], values: Float32Array.of(0.1, -weight) }],
    optimizer: { steps: 1, memory: [{ name: '0.weight square', shape: [1], values: Float32Array.of(memory) }] },
  };
  return Object.values(numericWarning(run.record, state) ?? {}).join(' ');
}

describe('a run that has come to its end', () => {
  it('is told of weights that no float can be trusted with, and of an optimizer that has overflowed', () => {
    expect(ended({ weight: 8e8 })).toContain('The weights have grown to 8e+8');
    expect(ended({ weight: 8e8, optimizer: adam(0.1) })).toContain('0.1 is much: try 0.001.');
    expect(ended({ memory: Infinity })).toContain('the optimizer remembers has outgrown');
    expect(ended({ memory: NaN })).toContain('the optimizer remembers has outgrown');
  });

  it('is told nothing when it is as it should be', () => {
    expect(ended({})).toBe('');
    expect(ended({ weight: 9000 })).toBe('');
  });

  it('says so in its record', async () => {
    freshStorage();
    const { runs, sessions } = openTab();
    runs.add(orderOf('a'));
    await soon();
    const weights = [{ name: '0.weight', shape: [1], values: Float32Array.of(8e8) }];
    sessions[0]!.train(100);
    sessions[0]!.tell({ type: 'checkpoint', state: { imagesSeen: 100, weights } });
    sessions[0]!.become('finished');
    await vi.waitFor(() => expect(runs.runs[0]!.notice?.message).toContain('grown to 8e+8'), 10_000);
    expect(runs.runs[0]!.state).toBe('finished');
  });
});
