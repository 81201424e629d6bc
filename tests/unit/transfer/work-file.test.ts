import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { newRun, withRecord } from '../../../src/lib/runs/run.ts';
import { readWork, writeWork, WorkFileError } from '../../../src/lib/transfer/work-file.ts';
import type { WorkItem } from '../../../src/lib/transfer/work-item.ts';
import { orderOf } from '../../support/run-host.ts';

const run = withRecord(newRun(orderOf('a'), { id: 'r1', group: 'r1', at: 5, look: 3 }), {
  page: { path: 'chapters/batches/', title: 'Batches', anchor: 'one-layer' },
  stretches: [{ imagesSeen: 9, span: 9, accuracy: 0.1, loss: NaN }],
});
const { specification } = run.record.settings;
const items: readonly WorkItem[] = [
  { kind: 'progress', progress: { version: 1, steps: { '03-a': ['one', 'two'] }, passed: ['03-a/update'] } },
  { kind: 'place', place: { chapter: '03-a', step: 'two' } },
  { kind: 'guess', question: '02-b/share', guess: '40' },
  {
    kind: 'draft',
    exercise: '03-a/update',
    draft: { code: 'mine\n</script>', saved: 7, versions: [{ code: 'before', saved: 3, because: 'passed' }] },
  },
  {
    kind: 'model',
    model: {
      id: 4,
      name: '<b>mine</b>',
      specification,
      imagesSeen: 60_000,
      by: 'simd',
      result: { correct: 6928, of: 10_000, loss: 0.87 },
      savedAt: 11,
      weights: [{ name: '0.weight', shape: [2, 1], values: Float32Array.of(1.5, -2) }],
    },
  },
  {
    kind: 'run',
    run,
    checkpoint: { imagesSeen: 9, weights: [{ name: '0.weight', shape: [1], values: Float32Array.of(NaN) }] },
  },
];
async function* each(list: readonly WorkItem[]): AsyncGenerator<WorkItem> {
  for (const item of list) yield item;
}
const written = (): Promise<Blob> => writeWork(each(items), 1234);
const textOf = async (file: Blob): Promise<string> =>
  gunzipSync(new Uint8Array(await file.arrayBuffer())).toString('utf8');
const packed = (text: string): Blob => new Blob([new Uint8Array(gzipSync(text))]);
const lines = async (): Promise<string[]> => (await textOf(await written())).trimEnd().split('\n');

describe('a file of work', () => {
  it('gives back what was written into it', async () => {
    expect(await readWork(await written())).toEqual({ savedAt: 1234, items, damaged: [], isWhole: true });
  });

  it('is gzip of lines of JSON, and is read unpacked as well', async () => {
    const text = await textOf(await written());
    expect(JSON.parse(text.split('\n')[0]!)).toEqual({ format: 'delta-to-depth work', version: 1, savedAt: 1234 });
    expect((await readWork(new Blob([text]))).items).toEqual(items);
  });

  it('names the lines that are damaged, and keeps the rest', async () => {
    const all = await lines();
    all[3] = all[3]!.slice(0, 20);
    all[5] = all[5]!.replace('"shape":[2,1]', '"shape":[3,1]');
    const file = await readWork(packed(`${all.join('\n')}\n`));
    expect(file.damaged).toEqual([4, 6]);
    expect(file.items).toEqual(items.filter((_, i) => i !== 2 && i !== 4));
    expect(file.isWhole).toBe(true);
  });

  it('says that it is cut off, wherever that is', async () => {
    const bytes = new Uint8Array(await (await written()).arrayBuffer());
    const half = await readWork(new Blob([bytes.slice(0, bytes.length - 12)]));
    expect(half.isWhole).toBe(false);
    const all = await lines();
    expect((await readWork(packed(all.toSpliced(2, 1).join('\n')))).isWhole).toBe(false);
    const short = await readWork(packed(all.slice(0, 3).join('\n')));
    expect(short).toEqual({ savedAt: 1234, items: items.slice(0, 2), damaged: [], isWhole: false });
  });

  it.each([
    ['another file', 'hello', /not a file of the book’s work/],
    ['an empty file', '', /not a file of the book’s work/],
    ['a newer version', '{"format":"delta-to-depth work","version":2}', /newer version of the book/],
  ])('refuses %s', async (_what, text, words) => {
    await expect(readWork(new Blob([text]))).rejects.toThrow(words);
    await expect(readWork(packed(text))).rejects.toThrow(WorkFileError);
  });

  it.each([
    ['a key beside the book’s', { kind: 'draft', exercise: '../theme', draft: { code: '', saved: 0, versions: [] } }],
    [
      'a text without an end',
      { kind: 'draft', exercise: 'a/b', draft: { code: 'x'.repeat(1_000_001), saved: 0, versions: [] } },
    ],
    [
      'a run whose page is a script',
      {
        kind: 'run',
        run: withRecord(run, { page: { path: 'javascript:alert(1)//', title: '', anchor: '' } }),
        checkpoint: null,
      },
    ],
    [
      'a run on another site',
      {
        kind: 'run',
        run: withRecord(run, { page: { path: '//example.org/', title: '', anchor: '' } }),
        checkpoint: null,
      },
    ],
    ['a run with a look that there is not', { kind: 'run', run: withRecord(run, { look: 12 }), checkpoint: null }],
    ['a kind that there is not', { kind: 'theme', theme: 'dark' }],
  ])('takes %s for damaged', async (_what, item) => {
    const file = await readWork(await writeWork(each([item as unknown as WorkItem]), 1));
    expect([file.items, file.damaged]).toEqual([[], [2]]);
  });

  it('lets no name reach what every object has', async () => {
    const item =
      '{"kind":"progress","progress":{"version":1,"steps":{"__proto__":["a"]},"passed":[]},"__proto__":{"bad":1}}';
    const { items } = await readWork(new Blob([`{"format":"delta-to-depth work","version":1}\n${item}\n`]));
    expect(items).toEqual([{ kind: 'progress', progress: { version: 1, steps: {}, passed: [] } }]);
    expect((items[0] as unknown as { bad?: unknown }).bad).toBeUndefined();
    expect(({} as { bad?: unknown }).bad).toBeUndefined();
  });
});
