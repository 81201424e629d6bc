import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../../../src/lib/engine/contract.ts';
import type { WorkerListener } from '../../../src/lib/sandbox/frame.ts';
import type { Program } from '../../../src/lib/sandbox/protocol.ts';
import { ReaderWorker } from '../../../src/lib/sandbox/reader-worker.ts';
import { deltaRule } from '../../support/specifications.ts';

const programs: Readonly<Record<Program['type'], Program>> = {
  run: { type: 'run', code: 'const a: number = 1;', seed: 1 },
  train: {
    type: 'train',
    code: 'export const update = (weights: number[][]) => weights;',
    specification: deltaRule,
    trainCount: 10,
    imagesTotal: 10,
    testAt: [],
    weights: new Float32Array(7840),
    imagesSeen: 0,
  },
};

/** A frame that keeps what it is to start, and what was said of it. */
function open(program: Program) {
  const started: { readonly program: Program; readonly listener: WorkerListener }[] = [];
  const said: string[] = [];
  const frame = {
    start(inside: Program, listener: WorkerListener) {
      started.push({ program: inside, listener });
      return { send: () => undefined, terminate: () => void said.push('terminated') };
    },
  };
  const client = (): Promise<EngineClient> => Promise.reject(new Error('asked for data'));
  const settled = Promise.withResolvers<void>();
  const worker = new ReaderWorker(
    program,
    { frame, client },
    {
      started: () => {
        said.push('started');
        settled.resolve();
      },
      message: ({ type }) => void said.push(type),
      failed: ({ message }, retryable) => {
        said.push(`${retryable ? 'another time' : 'never'}: ${message}`);
        settled.resolve();
      },
    },
  );
  return { worker, started, said, settled: settled.promise };
}

describe.each(['run', 'train'] as const)('a worker for readers’ code, to %s', (type) => {
  const program = programs[type];

  it('gets the program as JavaScript, all else as it was', async () => {
    const { worker, started, said, settled } = open(program);
    expect(worker.isThere).toBe(false);
    await settled;
    expect([worker.isThere, said]).toEqual([true, ['started']]);
    expect(started[0]!.program).toEqual({ ...program, code: expect.not.stringContaining('number') as string });
  });

  it('is not started for code that cannot be compiled', async () => {
    const { started, said, settled } = open({ ...program, code: 'const = 1;' });
    await settled;
    expect([started, said]).toEqual([[], [expect.stringMatching(/^never: /)]]);
  });

  it('is not started when it is ended while the code is compiled', async () => {
    const ended = open(program);
    ended.worker.end();
    const other = open(program);
    await other.settled; // compiled after it
    expect([ended.started, ended.said]).toEqual([[], []]);
  });

  it('says nothing more once it has ended', async () => {
    const { worker, started, said, settled } = open(program);
    await settled;
    worker.end();
    started[0]!.listener.message({ type: 'notice', message: { message: 'late' } });
    started[0]!.listener.failed('crashed', '');
    expect(said).toEqual(['started', 'terminated']);
  });

  it('says in words why it is gone', async () => {
    const { started, said, settled } = open(program);
    await settled;
    started[0]!.listener.failed('flood', '');
    expect(said.at(-1)).toBe('another time: Your code sent more than the page can take, so it was stopped.');
  });
});

it('a check that cannot be compiled is told as such', async () => {
  const { started, said, settled } = open({ ...programs.run, check: 'export default =' } as Program);
  await settled;
  expect(started).toEqual([]);
  expect(said[0]).toMatch(/^never: This exercise's check cannot be read: /);
});
