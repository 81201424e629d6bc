import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIRST_NETWORK, linkOf, readLink, saysSettings, writeLink } from '../../../src/lib/systems/link.ts';
import { networkOf, sameSettings } from '../../../src/lib/systems/network.ts';
import { networkOfPublished } from '../../../src/lib/systems/published-systems.ts';
import type { PublishedSystem } from '../../../src/lib/systems/system.ts';

const folder = new URL('../../../src/lib/systems/published/', import.meta.url);
const published = (
  await Promise.all(
    readdirSync(folder).map(
      async (file) => ((await import(new URL(file, folder).href)) as { default: PublishedSystem }).default.runs,
    ),
  )
).flat();

describe('a link to the playground', () => {
  it.each(published.map((run) => [run.name, run] as const))('brings back all settings of %s', (_name, run) => {
    const network = networkOfPublished(run);
    const { network: read, problems } = readLink(`#${writeLink(network)}`);
    expect(problems).toEqual([]);
    expect(sameSettings(read, network)).toBe(true);
  });

  it('brings back what no published system has', () => {
    const network = networkOf({
      layers: [
        { units: 7, activation: 'tanh', dropout: 0.5, bias: false },
        { units: 10, activation: 'softmax', bias: false },
      ],
      loss: 'squaredError',
      optimizer: { name: 'nesterov', learningRate: 0.02, momentum: 0.5 },
      initialization: 'heNormal',
      batchSize: 7,
      order: 'file',
      seed: 4_294_967_295,
      normalization: 'symmetric',
      inputDropout: 0.2,
      l2: 1e-4,
      epochs: 3,
      trainCount: 100,
      validation: { from: 100, count: 50 },
    });
    const { network: read, problems } = readLink(writeLink(network));
    expect(problems).toEqual([]);
    expect(sameSettings(read, network)).toBe(true);
  });

  it('brings back convolutions with each pool', () => {
    const network = networkOf({
      convolutions: [
        { filters: 4, size: 3, activation: 'relu', pool: 1 },
        { filters: 6, size: 2, activation: 'tanh', pool: 3 },
      ],
      layers: [{ units: 10 }],
    });
    const { network: read, problems } = readLink(writeLink(network));
    expect(problems).toEqual([]);
    expect(read.specification.convolutions).toEqual(network.specification.convolutions);
  });

  it('names what is too much of it, in words of a length that a page can show', () => {
    const layers = Array.from({ length: 30 }, (_, l) => `${l + 10}:relu`).join(',');
    const { network, problems } = readLink(`layers=${layers}&convolutions=4x3,4x3,4x3,4x3,5x3:tanh,6x3`);
    expect(network.specification.layers).toHaveLength(14); // and the ten outputs
    expect(network.specification.convolutions).toHaveLength(4);
    expect(problems[0]).toMatch(
      /^layers: the book takes 13 at most, and the link has 30; left out: “23:relu, 24:relu, .*…”\.$/,
    );
    expect(problems[1]).toBe('convolutions: the book takes 4 at most, and the link has 6; left out: “5x3:tanh, 6x3”.');
    expect(Math.max(...problems.map(({ length }) => length))).toBeLessThan(200);
  });

  it('brings back how a kept model was trained, where that is known', () => {
    const { specification, ...rest } = networkOf({
      layers: [{ units: 10 }],
      epochs: 3,
      trainCount: 100,
      validation: { from: 100, count: 50 },
    });
    const { epochs, trainCount, validation } = rest;
    expect(linkOf({ specification, training: { epochs, trainCount, validation } })).toBe(
      'layers=10&epochs=3&trainCount=100&validation=100:50',
    );
    expect(linkOf({ specification })).toBe('layers=10');
  });

  it('says only what is not usual', () => {
    expect(writeLink(networkOf({ layers: [{ units: 10 }] }))).toBe('layers=10');
    expect(
      writeLink(
        networkOf({
          layers: [
            { units: 490, activation: 'leakyRelu' },
            { units: 10, activation: 'logSoftmax' },
          ],
          epochs: 18,
        }),
      ),
    ).toBe('layers=490:leakyRelu,10:logSoftmax&epochs=18');
  });

  it('asks for the first network when it says nothing', () => {
    expect(readLink('')).toEqual({ network: FIRST_NETWORK, problems: [] });
    expect(readLink('#')).toEqual({ network: FIRST_NETWORK, problems: [] });
  });

  it('takes what it can, and says what it cannot take', () => {
    const { network, problems } = readLink(
      '#layers=32:rellu,10&optimizer=adamm&epochs=many&batchSize=64&colour=red&loss=constructor',
    );
    expect(network.specification.layers.map(({ units, activation }) => [units, activation])).toEqual([
      [32, 'identity'],
      [10, 'identity'],
    ]);
    expect(network.specification.batchSize).toBe(64);
    expect(network.epochs).toBe(1);
    expect(problems).toHaveLength(5);
    expect(problems[0]).toContain('layers, number 1, activation: expected identity, sigmoid');
    expect(problems.join(' ')).toContain('“adamm”, so sgd stands there');
    expect(problems.at(-1)).toBe('The link also says “colour”, which means nothing here.');
  });

  it('is told from the name of a place on the page', () => {
    expect(['#shelf', '#trainer-playground', ''].map(saysSettings)).toEqual([false, false, false]);
    expect(saysSettings(`#${writeLink(FIRST_NETWORK)}`)).toBe(true);
  });

  it('gives every network ten outputs', () => {
    expect(readLink('layers=20:relu').network.specification.layers.map(({ units }) => units)).toEqual([20, 10]);
    expect(readLink('layers=').network.specification.layers.at(-1)!.units).toBe(10);
  });

  it('is bounded, whatever it says', () => {
    const { network, problems } = readLink(`layers=${'9,'.repeat(5000)}10&x=${'y'.repeat(10_000)}`);
    expect(network.specification.layers.length).toBeLessThanOrEqual(14);
    expect(problems.join('').length).toBeLessThan(1000);
  });
});
