import { describe, expect, it } from 'vitest';
import type {
  EngineClient,
  SessionEvent,
  TrainingSession,
  TrainingSettings,
} from '../../../../src/lib/engine/contract.ts';
import { createTrainer, type TrainerWorld } from '../../../../src/components/widgets/trainer/controller.ts';
import type { TrainerSettings } from '../../../../src/components/widgets/trainer/settings.ts';

const defaults: TrainerSettings = { alpha: 0.01, start: 'random', seed: 10, order: 'file', epochs: 1 };

/** A session that does nothing but note what it is asked and tell what a test has it tell. */
class Puppet implements TrainingSession {
  readonly asked: string[] = [];
  readonly settings: TrainingSettings;
  readonly maker: string;
  tell: (event: SessionEvent) => void = () => undefined;
  constructor(maker: string, settings: TrainingSettings) {
    this.maker = maker;
    this.settings = settings;
  }
  run = (): void => void this.asked.push('run');
  pause = (): void => void this.asked.push('pause');
  step = (images: number): void => void this.asked.push(`step ${images}`);
  stop = (): void => void this.asked.push('stop');
  rewind = (): void => void this.asked.push('rewind');
  restoreLastGood = (): void => void this.asked.push('restore');
  dispose = (): void => void this.asked.push('dispose');
  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.tell = listener;
    return () => (this.tell = () => undefined);
  }
}

function stage(
  readerCode: () => string | null = () => null,
  awakeReaderCode: TrainerWorld['awakeReaderCode'] = async () => readerCode(),
) {
  const puppets: Puppet[] = [];
  const make = (maker: string, settings: TrainingSettings): Puppet => {
    const puppet = new Puppet(maker, settings);
    puppets.push(puppet);
    return puppet;
  };
  const client = { createSession: make } as unknown as EngineClient;
  const world: TrainerWorld = {
    engines: () => Promise.resolve(client),
    readerSession: (code, settings) => Promise.resolve(make(code, settings)),
    readerCode,
    awakeReaderCode,
    schedule: (flush) => flush(),
    now: () => 0,
  };
  const trainer = createTrainer(world, { defaults });
  return { trainer, puppets, settle: () => new Promise<void>((resolve) => setTimeout(resolve)) };
}

const progress = (imagesSeen: number): SessionEvent => ({
  type: 'progress',
  imagesSeen,
  imagesTotal: 60_000,
  imagesPerSecond: 40_000,
  trainAccuracy: 0.5,
  trainLoss: 2,
});
const tested = (imagesSeen: number, correct: number): SessionEvent => ({
  type: 'tested',
  imagesSeen,
  evaluation: { count: 10_000, correct, loss: 1, confusion: [] },
});
const state = (name: 'idle' | 'running' | 'paused' | 'stopped' | 'finished'): SessionEvent => ({
  type: 'state',
  state: name,
});

describe('a trainer', () => {
  it('trains with the settings in its controls and keeps the curve', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.form.value = { ...trainer.form.value, alpha: '0.005' };
    trainer.train();
    await settle();
    const [session] = puppets;
    expect(session?.settings.specification.optimizer).toEqual({ name: 'sgd', learningRate: 0.005 });
    for (const event of [
      state('running'),
      tested(0, 1256),
      progress(100),
      tested(100, 1835),
      progress(60_000),
      tested(60_000, 6928),
      state('finished'),
    ])
      session?.tell(event);
    const [run] = trainer.runs.value.runs;
    expect(session?.maker).toBe('auto');
    expect(run?.tests.map((point) => point.correct)).toEqual([1256, 1835, 6928]);
    expect(run).toMatchObject({ end: 'finished', by: 'simd', imagesSeen: 60_000 });
    expect(run?.train.map((stretch) => stretch.span)).toEqual([100, 59_900]);
    expect(trainer.view.value).toMatchObject({ state: 'finished', test: { correct: 6928, images: 60_000 } });
  });

  it('continues the same run after a pause, and starts another when a setting has changed', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.train();
    await settle();
    puppets[0]?.tell(progress(100));
    puppets[0]?.tell(state('paused'));
    trainer.train();
    expect(puppets).toHaveLength(1);
    expect(puppets[0]?.asked).toEqual(['run', 'run']);
    expect(trainer.changed.value).toBe(false);
    trainer.form.value = { ...trainer.form.value, alpha: '0.02' };
    expect(trainer.changed.value).toBe(true);
    trainer.train();
    await settle();
    expect(puppets).toHaveLength(2);
    expect(puppets[0]?.asked.at(-1)).toBe('dispose');
    expect(trainer.runs.value.runs.map((run) => [run.settings.alpha, run.end])).toEqual([
      [0.01, 'stopped'],
      [0.02, 'going'],
    ]);
  });

  it('keeps the run on the chart when rewound, and the next one is another run', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.step(1);
    await settle();
    expect(puppets[0]?.asked).toEqual(['step 1']);
    puppets[0]?.tell(progress(1));
    trainer.rewind();
    puppets[0]?.tell(state('idle'));
    expect(trainer.view.value.imagesSeen).toBe(0);
    trainer.stepEpoch();
    expect(puppets[0]?.asked).toEqual(['step 1', 'rewind', 'step 60000']);
    expect(trainer.runs.value.runs.map((run) => [run.imagesSeen, run.end])).toEqual([
      [1, 'stopped'],
      [0, 'going'],
    ]);
  });

  it('takes exactly what is left of a pass', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.train();
    await settle();
    puppets[0]?.tell(progress(12_345));
    puppets[0]?.tell(state('paused'));
    trainer.stepEpoch();
    expect(puppets[0]?.asked.at(-1)).toBe('step 47655');
  });

  it('starts a new run with the code that an exercise hands over', async () => {
    const { trainer, puppets, settle } = stage(() => 'export const update = 1;');
    trainer.train();
    await settle();
    trainer.start('export const update = 1;');
    await settle();
    expect(puppets.map((puppet) => puppet.maker)).toEqual(['auto', 'export const update = 1;']);
    expect(puppets[0]?.asked).toEqual(['run', 'dispose']);
    expect(trainer.runs.value.runs.map((run) => run.by)).toEqual(['simd', 'reader']);
    expect(trainer.changed.value).toBe(false);
  });

  it('brings up the reader’s editor where it is not there yet', async () => {
    const { trainer, puppets, settle } = stage(
      () => null,
      async () => 'mine',
    );
    trainer.code.value = 'reader';
    trainer.train();
    await settle();
    expect(puppets.map((puppet) => [puppet.maker, puppet.asked])).toEqual([['mine', ['run']]]);
    expect(trainer.runs.value.runs.map((run) => run.by)).toEqual(['reader']);
  });

  it('says so when the reader’s code cannot be had', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.code.value = 'reader';
    trainer.train();
    await settle();
    expect(puppets).toHaveLength(0);
    expect(trainer.view.value.failed?.message.message).toContain('Your code cannot be read');
  });

  it('ends no run for one that cannot begin, and says what is wrong until it is put right', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.train();
    await settle();
    puppets[0]?.tell(state('running'));
    puppets[0]?.tell(progress(100));
    trainer.form.value = { ...trainer.form.value, alpha: 'abc' };
    trainer.start('export const update = 1;');
    await settle();
    expect(puppets).toHaveLength(1);
    expect(trainer.view.value.notice?.message).toMatch(
      /^No new run was started\. Alpha is a number .*here stands “abc”\.$/,
    );
    trainer.pause();
    puppets[0]?.tell(state('paused'));
    expect(puppets[0]?.asked).toEqual(['run', 'pause']);
    expect(trainer.view.value).toMatchObject({ state: 'paused', imagesSeen: 100 });
    expect(trainer.runs.value.runs.map((run) => run.end)).toEqual(['going']);
    trainer.form.value = { ...trainer.form.value, alpha: '0.01' };
    expect(trainer.view.value.notice).toBeNull();

    trainer.code.value = 'reader';
    trainer.train();
    await settle();
    expect(trainer.view.value.notice?.message).toContain('Your code cannot be read');
    expect(puppets[0]?.asked).toEqual(['run', 'pause']);
  });

  it('does not start with a setting that is wrong', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.form.value = { ...trainer.form.value, alpha: 'much' };
    trainer.train();
    await settle();
    expect(puppets).toHaveLength(0);
    expect(trainer.canTrain.value).toBe(false);
  });

  it('forgets a start that was stopped while the engine was still on its way', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.train();
    trainer.stop();
    await settle();
    expect(puppets[0]?.asked).toEqual(['dispose']);
    expect(trainer.view.value.state).toBe('idle');
    expect(trainer.runs.value.runs).toEqual([]);
  });

  it('takes the curve back with the weights when the last good ones are restored', async () => {
    const { trainer, puppets, settle } = stage();
    trainer.train();
    await settle();
    const tell = puppets[0]!.tell;
    for (const event of [tested(0, 1256), progress(2000), tested(2000, 3000), progress(2400)]) tell(event);
    tell({
      type: 'diverged',
      imagesSeen: 2450,
      lastGood: 1000,
      message: { message: 'The weights at image 2,450 are no longer numbers.' },
    });
    expect(trainer.runs.value.runs[0]).toMatchObject({ end: 'diverged', imagesSeen: 2450 });
    trainer.restoreLastGood();
    tell({ type: 'weights', imagesSeen: 1000, weights: [] });
    tell(state('paused'));
    expect(puppets[0]?.asked.at(-1)).toBe('restore');
    expect(trainer.runs.value.runs[0]?.tests.map((point) => point.images)).toEqual([0]);
    expect(trainer.view.value).toMatchObject({ diverged: null, imagesSeen: 1000 });
  });
});
