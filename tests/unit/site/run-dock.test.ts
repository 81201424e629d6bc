import { describe, expect, it } from 'vitest';
import { createDockSpeaker, dockView } from '../../../src/components/site/run-dock/view.ts';
import type { RunRecord } from '../../../src/lib/runs/run-record.ts';
import { newRun } from '../../../src/lib/runs/run.ts';
import { orderOf } from '../../support/run-host.ts';
import { settingsOf } from '../../support/sessions.ts';
import { epochWords } from '../../../src/components/words/run.ts';

const record = (id: string, change: Partial<RunRecord>): RunRecord => ({
  ...newRun(orderOf(`run ${id}`, { settings: settingsOf({ epochs: 18, trainCount: 1000 }) }), {
    id,
    group: id,
    at: 1,
    look: 0,
  }).record,
  ...change,
});

describe('the dock', () => {
  it('shows nothing when there is nothing to care for', () => {
    expect(dockView([])).toBeNull();
    expect(
      dockView(
        ['finished', 'stopped', 'diverged', 'failed'].map((state) =>
          record(state, { state: state as RunRecord['state'] }),
        ),
      ),
    ).toBeNull();
  });

  it('tells what trains, how far it is, its score, the time left, and what else there is', () => {
    const runs = [
      record('a', {
        state: 'running',
        imagesSeen: 6500,
        imagesPerSecond: 100,
        tests: [{ imagesSeen: 6000, correct: 9712, of: 10_000, loss: 0.1 }],
      }),
      record('b', { state: 'loading' }),
      ...['c', 'd', 'e'].map((id) => record(id, { state: 'queued' })),
    ];
    expect(dockView(runs)).toMatchObject({
      ids: ['a', 'b'],
      queuedIds: ['c', 'd', 'e'],
      lines: [
        {
          done: 6500 / 18_000,
          where: 'epoch 7 of 18',
          score: { value: '97.12 %', of: 'of the test images right' },
          left: '1 min 55 s left',
        },
        { done: 0, where: 'gets ready', score: null, left: '' },
      ],
      others: 'and 3 more queued',
      acts: ['pause', 'stop'],
    });
  });

  it('has a line for each run that trains, four at most, and counts the others', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const view = dockView([
      ...ids.map((id) => record(id, { state: 'running' })),
      record('p', { state: 'paused' }),
      record('q', { state: 'queued' }),
    ])!;
    expect(view.lines.map(({ run }) => run.id)).toEqual(['a', 'b', 'c', 'd']);
    expect(view.ids).toEqual(ids); // Pause and Stop are for all of them
    expect(view.others).toBe('and 2 more beside them, 1 paused, 1 more queued');
  });

  it('offers to go on with what was cut off, or to let it be', () => {
    expect(
      dockView([record('a', { state: 'cut-off', imagesSeen: 6000 }), record('b', { state: 'queued' })]),
    ).toMatchObject({
      lines: [{ where: 'was cut off at epoch 6 of 18', left: '' }],
      acts: ['goOn', 'letBe'],
      others: 'and 1 more queued',
    });
    expect(dockView([record('a', { state: 'cut-off' })])).toMatchObject({
      lines: [{ where: 'was cut off at its start' }],
    });
    expect(dockView([record('a', { state: 'paused', imagesSeen: 18_000 })])).toMatchObject({
      lines: [{ where: 'paused at epoch 18 of 18' }],
      acts: ['goOn', 'stop'],
    });
    expect(dockView([record('a', { state: 'running', elsewhere: true })])).toMatchObject({
      lines: [{ where: 'epoch 1 of 18, in another tab' }],
    });
  });

  it('counts epochs as the trainers do, at their ends too', () => {
    for (const imagesSeen of [0, 1, 999, 1000, 1001, 17_999, 18_000]) {
      const run = record('a', { state: 'running', imagesSeen });
      expect(dockView([run])!.lines[0]!.where).toBe(epochWords(run));
    }
    expect(epochWords(record('a', { imagesSeen: 1000 }))).toBe('epoch 1 of 18');
    expect(epochWords(record('a', { imagesSeen: 1001 }))).toBe('epoch 2 of 18');
  });

  it('speaks once an epoch, and when something else happens', () => {
    const speak = createDockSpeaker();
    const epoch = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        epoch: i + 1,
        imagesSeen: (i + 1) * 1000,
        seconds: 1,
        training: { accuracy: 0.5, loss: 1 },
      }));
    const said = [10, 400, 900, 1100, 1900].map((imagesSeen) =>
      speak(dockView([record('a', { state: 'running', imagesSeen, epochs: epoch(Math.floor(imagesSeen / 1000)) })])),
    );
    expect(said).toEqual([
      ...Array.from({ length: 3 }, () => 'run a: epoch 1 of 18.'),
      ...Array.from({ length: 2 }, () => 'run a: epoch 2 of 18.'),
    ]);
    expect(
      createDockSpeaker()(
        dockView([record('a', { state: 'running', stretches: [{ imagesSeen: 9, span: 9, accuracy: 0.5, loss: 1 }] })]),
      ),
    ).toBe('run a: epoch 1 of 18, 50.0 % of the latest training images right.');
    expect(speak(dockView([record('a', { state: 'paused', imagesSeen: 1950, epochs: epoch(1) })]))).toBe(
      'run a: paused at epoch 2 of 18.',
    );
    const two = [record('a', { state: 'running' }), record('b', { state: 'running', imagesSeen: 1950 })];
    expect(speak(dockView([...two, record('c', { state: 'queued' })]))).toBe(
      'run a: epoch 1 of 18; run b: epoch 2 of 18; and 1 more queued.',
    );
    expect(speak(null)).toBe('');
  });
});
