import { describe, expect, it } from 'vitest';
import { deltaRule, isDeltaRule } from '../../../../src/lib/systems/delta-rule.ts';
import { formOf, parseForm } from '../../../../src/components/widgets/trainer/form.ts';
import { networkOf, sameSettings } from '../../../../src/lib/systems/network.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import { nextRate } from '../../../../src/components/widgets/trainer/next-rate.ts';
import { testPoints } from '../../../../src/components/widgets/trainer/test-points.ts';
import { differenceWords, networkWords, titleOf } from '../../../../src/components/widgets/trainer/network-words.ts';
import s4 from '../../../../src/lib/systems/published/s4.ts';
import { networkOfPublished } from '../../../../src/lib/systems/published-systems.ts';

const network = networkOf({ name: 'One pass', ...deltaRule() });
const zeros = networkOf({ name: 'One pass', ...deltaRule({ start: 'zeros' }) });
const problemsOf = (change: object): Record<string, string> =>
  parseForm({ ...formOf(network), ...change }, network).problems;

describe('a single layer that the delta rule trains', () => {
  it('is the network of chapter 4, and known as such', () => {
    expect(sameSettings(network, networkOfPublished(s4.runs[0]!))).toBe(true);
    expect([network, zeros, networkOfPublished(s4.runs[0]!)].map(isDeltaRule)).toEqual([true, true, true]);
    const others = [{ batchSize: 2 }, { loss: 'crossEntropy' }, { l2: 0.1 }, { optimizer: { name: 'adam' } }] as const;
    for (const other of others)
      expect(isDeltaRule(networkOf({ ...deltaRule(), ...other } as Parameters<typeof networkOf>[0]))).toBe(false);
    expect(isDeltaRule(networkOf({ ...deltaRule(), layers: [{ units: 10 }] }))).toBe(false);
  });

  it('is asked for in the words of Part I', () => {
    expect(problemsOf({ rates: { ...formOf(network).rates, learningRate: 'much' } })).toEqual({
      learningRate: 'Alpha: a number above 0 and at most 10, such as 0.01; here stands “much”.',
    });
    const other = networkOf({ layers: [{ units: 10 }] });
    const { problems } = parseForm({ ...formOf(other), rates: { ...formOf(other).rates, learningRate: '' } }, other);
    expect(problems['learningRate']).toMatch(/^Learning rate: .* such as 0\.1; here stands nothing\.$/);
  });

  it('asks for no seed where nothing is random', () => {
    const form = { ...formOf(zeros), seed: '' };
    const { network: read, problems } = parseForm(form, zeros);
    expect(problems).toEqual({});
    expect(read?.specification.seed).toBe(0);
    expect(problemsOf({ seed: '' })).toHaveProperty('seed');
    const at = (start: 'zeros' | 'random', seed: number) => networkOf(deltaRule({ start, seed }));
    expect(sameSettings(at('zeros', 10), at('zeros', 11))).toBe(true);
    expect(sameSettings(at('random', 10), at('random', 11))).toBe(false);
    const shuffled = (seed: number) => networkOf(deltaRule({ start: 'zeros', order: 'shuffled', seed }));
    expect(sameSettings(shuffled(10), shuffled(11))).toBe(false);
  });

  it('is told in one line, and a run by what was changed', () => {
    expect(networkWords(network)).toBe('alpha 0.01, random start, seed 10, file order, 1 epoch');
    expect(networkWords(zeros)).toBe('alpha 0.01, zero start, file order, 1 epoch');
    const changed = networkOf({ ...deltaRule({ alpha: 0.5, order: 'shuffled', epochs: 3 }) });
    expect(titleOf(changed, network)).toBe('One pass: alpha 0.5, shuffled, 3 epochs');
    expect(differenceWords(changed, networkOf({ layers: [{ units: 10 }] }))).toContain('learning rate 0.5');
  });

  it('steps alpha through 1, 2, 5, 10', () => {
    expect([0.01, 0.02, 0.05, 0.1].map((alpha) => nextRate(alpha, 1))).toEqual([0.02, 0.05, 0.1, 0.2]);
    expect([0.01, 0.02, 0.05].map((alpha) => nextRate(alpha, -1))).toEqual([0.005, 0.01, 0.02]);
    expect([nextRate(0.0123, 1), nextRate(0.0123, -1)]).toEqual([0.02, 0.01]);
    expect([nextRate(10, 1), nextRate(1e-6, -1)]).toEqual([10, 1e-6]);
  });

  it('is tested after 100, 1,000 and every 2,000 images, and where the source did', () => {
    const points = testPoints({ epochs: 1, trainCount: 60_000, closely: true }, [500, 60_000, 70_000]);
    expect(points.slice(0, 6)).toEqual([0, 100, 500, 1000, 2000, 4000]);
    expect(points).toHaveLength(34);
    expect(points.at(-1)).toBe(60_000);
    expect(testPoints({ epochs: 2, trainCount: 60_000, closely: true }).slice(-3)).toEqual([100_000, 110_000, 120_000]);
    expect(trainingSettingsOf(network).testAt).toHaveLength(33);
    expect(trainingSettingsOf(networkOf({ layers: [{ units: 10 }] })).testAt).toHaveLength(7);
  });
});
