import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../src/lib/interchange/crc32c.ts';
import { writeCsv } from '../../../src/lib/interchange/csv.ts';
import type { RunLog } from '../../../src/lib/interchange/run-log.ts';
import { eventFileName, writeEventFile } from '../../../src/lib/interchange/tensorboard.ts';
import { findPython, runPython } from '../../support/python.ts';

const run: RunLog = {
  name: 'alpha 0.01, "mine"',
  points: [
    { set: 'test', imagesSeen: 0, images: 10_000, correct: 1256, loss: 27.5, wallTime: 1_790_000_000.25 },
    {
      set: 'test',
      imagesSeen: 16_384 /* 128 · 128 */,
      images: 10_000,
      correct: 6928,
      loss: 0.75,
      wallTime: 1_790_000_003.5,
    },
    { set: 'train', imagesSeen: 16_384, images: 1000, correct: 600, loss: 1.5, wallTime: 1_790_000_003 },
  ],
};

describe('CRC-32C', () => {
  it('has the values of RFC 3720', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
  });
});

describe('a run as a TensorBoard event file', () => {
  it('begins as every such file does', () => {
    const bytes = writeEventFile(run);
    // 24 bytes, their length's checksum, wall_time, file_version.
    expect([...bytes.subarray(0, 13)]).toEqual([24, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22, 9]);
    expect(new DataView(bytes.buffer).getFloat64(13, true)).toBe(1_790_000_000.25);
    expect([...bytes.subarray(21, 23)]).toEqual([0x1a, 13]);
    expect(new TextDecoder().decode(bytes.subarray(23, 36))).toBe('brain.Event:2');
    expect(eventFileName(1_790_000_000.7)).toBe('events.out.tfevents.1790000000.delta-to-depth');
  });

  it.each([
    [2 ** 28 - 1, [0xff, 0xff, 0xff, 0x7f]],
    [2 ** 28, [0x80, 0x80, 0x80, 0x80, 0x01]],
    [2 ** 32 + 300, [0xac, 0x82, 0x80, 0x80, 0x10]],
    [2 ** 35, [0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
  ])('says a step of %i as a protocol buffer has it', (imagesSeen, bytes) => {
    const [point] = run.points;
    const hexadecimal = Buffer.from(writeEventFile({ ...run, points: [{ ...point!, imagesSeen }] })).toString('hex');
    // Of the event: wall_time, whose eight bytes are known, then the field of the step.
    const time = Buffer.alloc(8);
    time.writeDoubleLE(point!.wallTime);
    expect(hexadecimal).toContain(`09${time.toString('hex')}10${Buffer.from(bytes).toString('hex')}2a`);
  });

  const python = findPython();
  it.skipIf(python === null)('says the run’s figures to an independent reader', () => {
    const reader = new URL('./read_events.py', import.meta.url).pathname;
    const events = JSON.parse(
      runPython(python!, [reader], Buffer.from(writeEventFile(run)).toString('hex')),
    ) as unknown;
    const at = (tag: string, wallTime: number, step: number, value: number): unknown => ({
      tag,
      wallTime,
      step,
      value,
    });
    expect(events).toEqual([
      { wallTime: 1_790_000_000.25, version: 'brain.Event:2' },
      at('accuracy/test', 1_790_000_000.25, 0, Math.fround(0.1256)),
      at('loss/test', 1_790_000_000.25, 0, 27.5),
      at('accuracy/train', 1_790_000_003, 16_384, Math.fround(0.6)),
      at('loss/train', 1_790_000_003, 16_384, 1.5),
      at('accuracy/test', 1_790_000_003.5, 16_384, Math.fround(0.6928)),
      at('loss/test', 1_790_000_003.5, 16_384, 0.75),
    ]);
  });
});

describe('runs as CSV', () => {
  it('have a header with units, and lines as RFC 4180 has them', () => {
    expect(writeCsv([run])).toBe(
      [
        'run,set,images seen,wall time (s since 1970-01-01 UTC),images measured,correct (images),accuracy (0 to 1),loss (mean per image)',
        '"alpha 0.01, ""mine""",test,0,1790000000.25,10000,1256,0.1256,27.5',
        '"alpha 0.01, ""mine""",train,16384,1790000003,1000,600,0.6,1.5',
        '"alpha 0.01, ""mine""",test,16384,1790000003.5,10000,6928,0.6928,0.75',
        '',
      ].join('\r\n'),
    );
  });
});
