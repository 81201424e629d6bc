import type { ReaderMessage } from '../../engine/contract.ts';
import type { Program, WeightsPurpose } from '../protocol.ts';
import type { Link } from './link.ts';
import { loadReader, ReaderError } from './reader-module.ts';
import { ReaderTraining, type SliceReport, type Update } from './reader-training.ts';

const SLICE = 30; // milliseconds
const PROGRESS = 60; // milliseconds between two reports
const WEIGHTS = 100; // milliseconds between two pictures of the weights
const LOOK_FOR_CHANGE = 20; // images after which some weight should have changed

type TrainProgram = Extract<Program, { type: 'train' }>;

/** How training stands with the rest of the worker. */
export interface TrainingHost {
  readonly link: Link;
  readonly onStrayError: (listener: (error: unknown) => void) => void;
  readonly fail: (error: ReaderMessage) => void;
  readonly now: () => number;
}

/** Ends the present task and goes on in a later one, so that messages are heard. Quicker than a timer. */
function breather(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const post = port2.postMessage.bind(port2);
  let go = (): void => undefined;
  port1.onmessage = () => go();
  return () =>
    new Promise((resolve) => {
      go = resolve;
      post(0);
    });
}

/** Trains by the reader's `update` when the page says so, up to where it says, and reports. */
class TrainRunner {
  readonly #program: TrainProgram;
  readonly #host: TrainingHost;
  readonly #training: ReaderTraining;
  readonly #breathe = breather();
  readonly #started: number;
  readonly #initial: Float32Array;
  readonly #asked = new Set<number>();
  #lastGood: { readonly imagesSeen: number; readonly values: Float32Array<ArrayBuffer> };
  #goal = 0;
  #looping = false;
  #waiting = false;
  #scored = -1;
  #toldAt = 0;
  #shownAt = 0;
  #sum = { images: 0, correct: 0, lossSum: 0, milliseconds: 0 };

  constructor(program: TrainProgram, update: Update, host: TrainingHost) {
    const { specification, trainCount, weights, imagesSeen } = program;
    this.#program = program;
    this.#host = host;
    this.#training = new ReaderTraining(update, specification, trainCount, weights, imagesSeen);
    this.#started = imagesSeen;
    this.#initial = weights.slice();
    this.#lastGood = { imagesSeen, values: weights.slice() };
  }

  trainUntil(imagesSeen: number): void {
    this.#goal = imagesSeen;
    if (!this.#looping) void this.#loop();
  }

  pause(): void {
    this.#goal = 0;
    this.#waiting = false;
    if (!this.#looping) this.#send('paused');
  }

  addShard(index: number, images: Uint8Array, labels: Uint8Array): void {
    this.#training.addShard(index, { images, labels });
    if (this.#waiting) void this.#loop();
  }

  async #loop(): Promise<void> {
    this.#looping = true;
    this.#waiting = false;
    this.#host.link.send({ type: 'running' });
    try {
      while (this.#training.imagesSeen < this.#goal) {
        this.#score();
        if (this.#advance()) {
          this.#looping = false;
          return;
        }
        await this.#breathe();
      }
    } catch (error) {
      this.#tell();
      this.#host.fail((error instanceof ReaderError ? error : new ReaderError(error)).reader);
      return;
    }
    this.#looping = false;
    this.#score();
    this.#tell();
    this.#send('paused');
  }

  /** One slice. True if training must wait or is at an end. */
  #advance(): boolean {
    const { now, link } = this.#host;
    const training = this.#training;
    const nextTest = this.#program.testAt.find((count) => count > training.imagesSeen) ?? Infinity;
    const start = now();
    const report = training.slice(Math.min(this.#goal, nextTest), () => now() - start >= SLICE);
    const end = now();
    this.#add(report, end - start);
    if (report.end === 'diverged' || !training.weights.areFinite()) {
      this.#tell();
      this.#sendWeights('last-good', this.#lastGood.imagesSeen, this.#lastGood.values);
      link.send({ type: 'diverged', imagesSeen: training.imagesSeen });
      return true;
    }
    this.#keep();
    this.#lookForChange();
    if (end - this.#toldAt >= PROGRESS) this.#tell();
    if (end - this.#shownAt >= WEIGHTS) this.#send('show');
    if (typeof report.end === 'object') return this.#waitFor(report.end.need);
    this.#ask(Math.floor((training.imagesSeen % this.#program.trainCount) / training.shardImages) + 1);
    return false;
  }

  #add({ images, correct, lossSum }: SliceReport, milliseconds: number): void {
    const sum = this.#sum;
    this.#sum = {
      images: sum.images + images,
      correct: sum.correct + correct,
      lossSum: sum.lossSum + lossSum,
      milliseconds: sum.milliseconds + milliseconds,
    };
  }

  #tell(): void {
    if (this.#sum.images === 0) return;
    const lossSum = Number.isFinite(this.#sum.lossSum) ? this.#sum.lossSum : Number.MAX_VALUE;
    this.#host.link.send({ type: 'progress', imagesSeen: this.#training.imagesSeen, ...this.#sum, lossSum });
    this.#sum = { images: 0, correct: 0, lossSum: 0, milliseconds: 0 };
    this.#toldAt = this.#host.now();
  }

  #keep(): void {
    this.#lastGood.values.set(this.#training.weights.values);
    this.#lastGood = { imagesSeen: this.#training.imagesSeen, values: this.#lastGood.values };
  }

  /** Sends the weights to be scored, once at each count. */
  #score(): void {
    const { imagesSeen } = this.#training;
    if (imagesSeen === this.#scored || !this.#program.testAt.includes(imagesSeen)) return;
    this.#scored = imagesSeen;
    this.#tell();
    this.#send('test');
  }

  #send(purpose: WeightsPurpose): void {
    this.#shownAt = this.#host.now();
    this.#sendWeights(purpose, this.#training.imagesSeen, this.#training.weights.values);
  }

  #sendWeights(purpose: WeightsPurpose, imagesSeen: number, values: Float32Array): void {
    const weights = Float32Array.from(values);
    this.#host.link.send({ type: 'weights', purpose, imagesSeen, weights }, [weights.buffer]);
  }

  #waitFor(shard: number): boolean {
    this.#waiting = true;
    this.#tell();
    this.#send('waiting');
    this.#ask(shard);
    if (this.#program.specification.order === 'shuffled') {
      for (let other = 0; other * this.#training.shardImages < this.#program.trainCount; other++) this.#ask(other);
    }
    return true;
  }

  #ask(shard: number): void {
    if (this.#asked.has(shard) || shard * this.#training.shardImages >= this.#program.trainCount) return;
    this.#asked.add(shard);
    this.#host.link.send({ type: 'need', shard });
  }

  #lookedForChange = false;
  #lookForChange(): void {
    if (this.#lookedForChange || this.#training.imagesSeen < this.#started + LOOK_FOR_CHANGE) return;
    this.#lookedForChange = true;
    if (this.#program.specification.optimizer.learningRate === 0) return;
    const { values } = this.#training.weights;
    if (values.some((value, k) => value !== this.#initial[k])) return;
    this.#host.link.send({
      type: 'notice',
      message: {
        message: `update has not changed any weight in ${LOOK_FOR_CHANGE} images.`,
        remedy: 'Change weights[i][j] in place, or return the new matrix.',
      },
    });
  }
}

/** Loads the reader's module, and trains with its `update` from then on. */
export async function trainProgram(program: TrainProgram, host: TrainingHost): Promise<void> {
  host.onStrayError((error) => host.fail(new ReaderError(error).reader));
  try {
    const { update } = (await loadReader(program.code)).exports;
    if (typeof update !== 'function') {
      return host.fail({
        message:
          update === undefined
            ? 'Your code exports no update.'
            : 'The update that your code exports is not a function.',
        remedy: 'Begin it with export function update(weights, image, label, alpha).',
      });
    }
    const runner = new TrainRunner(program, update as Update, host);
    // What the page has said meanwhile, it hears now.
    host.link.take(['train-until', 'pause', 'shard'], (message) => {
      if (message.type === 'train-until') runner.trainUntil(message.imagesSeen);
      else if (message.type === 'pause') runner.pause();
      else runner.addShard(message.index, message.images, message.labels);
    });
  } catch (error) {
    host.fail((error instanceof ReaderError ? error : new ReaderError(error)).reader);
  }
}
