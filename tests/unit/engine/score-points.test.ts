import { describe, expect, it } from 'vitest';
import { ScorePoints } from '../../../src/lib/engine/session/score-points.ts';

const points = (): ScorePoints => new ScorePoints({ test: [30, 0, 10, 10, 99, -1], validation: [20, 40] }, 40);

describe('the points of a run where it is scored', () => {
  it('come in rising order, once each, within the run', () => {
    const run = points();
    const seen: [number, string][] = [];
    for (let at = 0; at <= 100; at += 10) {
      for (let set = run.due(at); set; set = run.due(at)) {
        seen.push([at, set]);
        run.scored(set, at);
      }
    }
    expect(seen).toEqual([
      [0, 'test'],
      [10, 'test'],
      [20, 'validation'],
      [30, 'test'],
      [40, 'validation'],
    ]);
    expect(run.next).toBe(Infinity);
  });

  it('are one score where a batch steps over several', () => {
    const run = points();
    expect(run.due(35)).toBe('validation');
    run.scored('validation', 35);
    expect(run.due(35)).toBe('test');
    run.scored('test', 35);
    expect(run.due(35)).toBeUndefined();
    expect(run.next).toBe(40);
    expect(run.nextOf('test')).toBe(Infinity);
  });

  it('are due again after going back, but for those up to there', () => {
    const run = points();
    run.scored('test', 40);
    run.scored('validation', 20);
    run.goBack(10);
    expect([run.nextOf('test'), run.nextOf('validation')]).toEqual([30, 20]);
    run.goBack(30);
    expect(run.nextOf('test')).toBe(30); // what is still to come stays so
  });

  it('are all still to come after a rewind', () => {
    const run = points();
    run.scored('test', 40);
    run.scored('validation', 40);
    run.rewind();
    expect([run.nextOf('test'), run.nextOf('validation')]).toEqual([0, 20]);
  });
});
