import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DataError } from '../../../src/lib/data/data-error.ts';
import { dataSetNamed, trainCountOf, type DataSetId } from '../../../src/lib/data/data-sets.ts';
import { ImageStores } from '../../../src/lib/data/image-store.ts';
import { isDataSetId } from '../../../src/lib/data/own-id.ts';
import { ownPart, testedOn } from '../../../src/lib/data/own-part.ts';
import { OwnStore, ownName } from '../../../src/lib/data/own-store.ts';
import { drawnAs } from '../../../src/components/widgets/pictures/judges/judge.ts';
import { isSpecification } from '../../../src/lib/nn/validate-specification.ts';
import { readLink, writeLink } from '../../../src/lib/systems/link.ts';
import { networkOf } from '../../../src/lib/systems/network.ts';
import { readMnist } from '../../../src/lib/data/originals.ts';
import { BASE, serveFiles } from '../../support/file-server.ts';

/** Images of one grey each, so that each is told from the others. */
const images = (...labels: number[]) => ({
  images: Uint8Array.from({ length: labels.length * 784 }, (_, i) => 100 + Math.floor(i / 784)),
  labels: Uint8Array.from(labels),
});
const hashOf = (content: ReturnType<typeof images>): string =>
  createHash('sha256').update(content.images).update(content.labels).digest('hex').slice(0, 8);

beforeEach(() => {
  indexedDB = new IDBFactory();
});

describe('the id of a data set with images of one’s own', () => {
  const own = 'my sevens.3f9a2c1b.120.12';

  it('says how many images there are, of which kind, and what is tested on', () => {
    const added = dataSetNamed(`${own}+mnist~mnist`);
    expect([added.name, added.counts, added.mostAlike]).toEqual([
      'my sevens + MNIST',
      { train: 60_120, test: 10_000 },
      1135,
    ]);
    const tested = dataSetNamed(`mnist~${own}`);
    expect([tested.name, tested.counts, tested.mostAlike]).toEqual([
      'MNIST, tested on my sevens',
      { train: 60_000, test: 120 },
      12,
    ]);
    expect(dataSetNamed(`${own}~mnist`)).toMatchObject({ counts: { train: 120, test: 10_000 }, side: 28 });
    expect(trainCountOf({ specification: { data: `${own}~${own}` } })).toBe(120);
    expect([testedOn(), testedOn('mnist'), testedOn(`${own}+mnist~mnist`), testedOn(`mnist~${own}`)]).toEqual([
      'mnist',
      'mnist',
      'mnist',
      own,
    ]);
    expect(drawnAs(`${own}~mnist`)).toBe('mnist');
  });

  it.each([
    'unknown',
    `${own}`,
    `${own}~`,
    `~mnist`,
    `mnist+${own}+mnist~mnist`,
    `${own}~mnist~mnist`,
    `${own}~unknown`,
    'a.3f9a2c1b.0.0~mnist',
    'a.3f9a2c1b.120.0~mnist',
    'a.3f9a2c1b.100000.12~mnist',
    'a.3F9A2C1B.120.12~mnist',
    `${'a'.repeat(41)}.3f9a2c1b.120.12~mnist`,
    7,
  ])('%s names none, and no specification may have it', (id) => {
    expect(isDataSetId(id)).toBe(false);
    const network = networkOf({ layers: [{ units: 10 }] }).specification;
    expect(isSpecification({ ...network, data: id as DataSetId })).toBe(false);
    if (typeof id === 'string')
      expect(readLink(`data=${encodeURIComponent(id)}&epochs=2`).problems).toEqual([
        expect.stringContaining('data: expected mnist'),
      ]);
  });

  it('goes through a link whole', () => {
    const data: DataSetId = `Zoë’s & 7s.3f9a2c1b.120.12+mnist~mnist`;
    const network = networkOf({ layers: [{ units: 10 }], data, epochs: 3 });
    const { network: read, problems } = readLink(writeLink(network));
    expect(problems).toEqual([]);
    expect(read.specification.data).toBe(data);
    expect(read.trainCount).toBe(60_120);
  });
});

describe('the collections that a browser keeps', () => {
  it('are found again by another page, by the hash of what is in them', async () => {
    const content = images(7, 7, 1);
    const saved = await new OwnStore().save('  my.own ~ sevens  ', content);
    expect(saved).toMatchObject({ name: 'my own sevens', count: 3, mostAlike: 2, hash: hashOf(content) });
    expect(saved.byLabel).toEqual([0, 1, 0, 0, 0, 0, 0, 2, 0, 0]);
    const again = new OwnStore();
    expect(await again.list()).toEqual([saved]);
    expect(await again.find(saved)).toEqual({ count: 3, ...content });
    expect(ownPart(saved)).toBe(`my own sevens.${hashOf(content)}.3.2`);
    expect(await again.find({ ...saved, hash: '00000000' })).toBeUndefined();
  });

  it('grow, and what was named before is still in them', async () => {
    const store = new OwnStore();
    const first = await store.save('mine', images(3));
    const second = await store.add(first.id, { images: images(1, 2).images, labels: Uint8Array.of(5, 5) });
    expect(second).toMatchObject({ id: first.id, count: 3, mostAlike: 2 });
    expect((await store.find(first))?.labels).toEqual(Uint8Array.of(3));
    expect((await store.find(second))?.labels).toEqual(Uint8Array.of(3, 5, 5));
    expect(await store.takeBack(first.id)).toMatchObject({ count: 2 });
    expect(await store.find(second)).toBeUndefined();
    await store.takeBack(first.id);
    expect(await store.takeBack(first.id)).toBeNull();
    expect(await store.list()).toEqual([]);
  });

  it('lose nothing when two tabs add at once', async () => {
    const [one, other] = [new OwnStore(), new OwnStore()];
    const { id } = await one.save('mine', images(0));
    await Promise.all([1, 2, 3, 4].map((label) => (label % 2 ? one : other).add(id, images(label))));
    expect([...(await one.load(id)).labels].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('get a number where there is one of the name, and tell every listener', async () => {
    const store = new OwnStore();
    let told = 0;
    store.subscribe(() => told++);
    await store.save('mine', images(0));
    expect((await store.save('mine', images(1))).name).toBe('mine 2');
    expect((await store.save('~~', images(1))).name).toBe('images');
    expect(told).toBe(3);
    expect(ownName('x'.repeat(60))).toHaveLength(40);
  });

  it('pass over what is damaged', async () => {
    const store = new OwnStore();
    const { id } = await store.save('mine', images(0, 1));
    await new Promise<void>((resolve) => {
      const open = indexedDB.open('delta-to-depth-images');
      open.onsuccess = () => {
        const work = open.result.transaction(['sets', 'images'], 'readwrite');
        work.objectStore('sets').put({ id: 99, name: 'half' });
        work.objectStore('images').put({ images: new Uint8Array(5), labels: Uint8Array.of(0, 1) }, id);
        work.oncomplete = () => (open.result.close(), resolve());
      };
    });
    expect((await store.list()).map((one) => one.id)).toEqual([id]);
    await expect(store.load(id)).rejects.toThrow();
    await expect(store.add(id, images(1))).rejects.toThrow();
  });
});

describe('images of one’s own and the book’s, put together', () => {
  const stores = (store: OwnStore, sent = serveFiles()) =>
    new ImageStores({ ...sent, base: new URL('../', BASE), findOwn: (own) => store.find(own) });

  it('come in this order: first one’s own, then the book’s, as they are asked for', async () => {
    const store = new OwnStore();
    const content = images(7, 1, 7);
    const part = ownPart(await store.save('mine', content));
    const mixed = stores(store).of(`${part}+mnist~mnist`);
    expect(mixed.loadedFrom('train', 0)).toBe(0);
    await mixed.load('train', 0, 3);
    expect(mixed.loadedFrom('train', 0)).toBe(3);
    await mixed.load('train', 0, 5);
    // The file of images that came with the fourth is there whole.
    expect(mixed.loadedFrom('train', 0)).toBe(10_003);
    await mixed.load('train', 0, 60_003);
    expect(mixed.isLoaded('train', 0, 60_003)).toBe(true);
    const original = readMnist('train');
    const { count, images: pixels, labels } = mixed.digits('train');
    expect(count).toBe(60_003);
    expect(pixels.subarray(0, 3 * 784)).toEqual(content.images);
    expect(Buffer.compare(pixels.subarray(3 * 784), original.images)).toBe(0);
    expect([...labels.subarray(0, 6)]).toEqual([7, 1, 7, ...original.labels.subarray(0, 3)]);
    expect(Buffer.compare(labels.subarray(3), original.labels)).toBe(0);
    await mixed.load('test', 0, 10_000);
    expect(Buffer.compare(mixed.digits('test').images, readMnist('test').images)).toBe(0);
  }, 60_000);

  it('are tested on alone, and nothing is fetched for that', async () => {
    const store = new OwnStore();
    const part = ownPart(await store.save('mine', images(7, 1)));
    const sent = serveFiles();
    const mixed = stores(store, sent).of(`mnist~${part}`);
    expect(await mixed.labels('test')).toEqual(Uint8Array.of(7, 1));
    await mixed.load('test', 0, 2);
    expect(mixed.digits('test').count).toBe(2);
    expect(mixed.isLoaded('test', 0, 2)).toBe(true);
    await expect(mixed.load('test', 0, 3)).rejects.toThrow('expected 0 <= from <= to <= 2');
    expect(sent.asked).toEqual([]);
  });

  it('are kept in memory for the last two data sets only, as a collection that grows has another id each time', async () => {
    const all = stores(new OwnStore());
    const ids = ['1', '2', '3'].map((hash) => `mine.0000000${hash}.5.2+mnist~mnist` as const);
    const [first, second] = ids.slice(0, 2).map((id) => all.of(id));
    expect(all.of(ids[0])).toBe(first);
    const third = all.of(ids[2]);
    expect([all.of(ids[1]), all.of(ids[2])]).toEqual([second, third]);
    expect(all.of(ids[1])).toBe(second);
    expect(all.of(ids[0])).not.toBe(first);
    expect(all.of()).toBe(all.of('mnist'));
  });

  it('are missed by name, with what to do, and found once they are there', async () => {
    const store = new OwnStore();
    const content = images(7, 1);
    const part = `mine.${hashOf(content)}.2.1`;
    const mixed = stores(store).of(`${part}~mnist`);
    const error = await mixed.load('train', 0, 2).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({
      reason: 'not-kept',
      message: `This browser does not have the images “mine” (2 of them, ${hashOf(content)}).`,
      remedy: expect.stringContaining('bring it in'),
    });
    await store.save('under another name', content);
    await mixed.load('train', 0, 2);
    expect(mixed.digits('train').labels).toEqual(Uint8Array.of(7, 1));
  });
});
