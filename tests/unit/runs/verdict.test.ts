import { describe, expect, it } from 'vitest';
import type { EngineState, NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import { newRun, runAfter, type Run } from '../../../src/lib/runs/run.ts';
import { orderOf } from '../../support/run-world.ts';
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
  correct = 9000,
  weight = 0.5,
  memory = 0.1,
  imagesSeen = 100,
  optimizer = deltaRule.optimizer,
}: {
  correct?: number;
  weight?: number;
  memory?: number;
  imagesSeen?: number;
  optimizer?: NetworkSpecification['optimizer'];
}): Run {
  const settings = settingsOf({ trainCount: 100, specification: { ...deltaRule, optimizer } });
  const run = newRun(orderOf('a', { settings }), { id: 'a', group: 'a', at: 1, look: 0 });
  const evaluation = { count: 10_000, correct, loss: 1, confusion: [] };
  const state: EngineState = {
    imagesSeen,
    weights: [{ name: '0.weight', shape: [2], values: Float32Array.of(0.1, -weight) }],
    optimizer: { steps: 1, memory: [{ name: '0.weight square', shape: [1], values: Float32Array.of(memory) }] },
  };
  return runAfter(runAfter(run, { type: 'tested', imagesSeen, evaluation }, 2), { type: 'checkpoint', state }, 3);
}
const said = (run: Run): string => Object.values(run.record.notice ?? {}).join(' ');

describe('a run that has come to its end', () => {
  it('is told of weights that no float can be trusted with, and of an optimizer that has overflowed', () => {
    expect(said(ended({ weight: 8e8 }))).toContain('The weights have grown to 8e+8');
    expect(said(ended({ weight: 8e8, optimizer: adam(0.1) }))).toContain('0.1 is much: try 0.001.');
    expect(said(ended({ memory: Infinity }))).toContain('the optimizer remembers has outgrown');
    expect(said(ended({ memory: NaN }))).toContain('the optimizer remembers has outgrown');
  });

  it('is told nothing when it is as it should be, nor before its end', () => {
    expect(said(ended({}))).toBe('');
    expect(said(ended({ weight: 9000 }))).toBe('');
    expect(said(ended({ weight: 8e8, imagesSeen: 60 }))).toBe('');
  });
});
