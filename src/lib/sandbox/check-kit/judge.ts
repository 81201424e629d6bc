import type { Verdict } from '../contract.ts';
import { type Call, changedInput, contents, handed, note } from './calls.ts';
import { agrees, allowedFor, isSound, sameShape, TOLERANCE, worstSpot } from './compare.ts';
import type { Exercise, Found, Judging, Mistake, Question } from './exercise.ts';
import { counterExample, listed, spotOf, whereWrong } from './example.ts';
import { isFields, type Plain, Strange } from './plain.ts';
import { sharedAnswers, sharedRows } from './sharing.ts';
import { describe, tell } from './words.ts';

type Reader = Readonly<Record<string, unknown>>;
type Function = (...given: unknown[]) => unknown;
const { apply } = Reflect;

/** One exercise with what has been seen so far of the reader's answers. */
class Trial<Given extends readonly unknown[]> {
  readonly exercise: Exercise<Given>;
  readonly calls: Call<Given>[] = [];
  #at = 0;
  /** The answer to the first question, asked once more. */
  #again: Call<Given> | undefined;

  constructor(exercise: Exercise<Given>) {
    this.exercise = exercise;
  }

  /** All that was seen so far is right. */
  get isFine(): boolean {
    return this.calls.every(({ fine }) => fine);
  }

  fail(found: Found, ...sentences: readonly (string | undefined)[]): Verdict {
    return failed(this.exercise.names?.[found] ?? found, sentences);
  }

  /** The question to ask next; after the last one the first once more, to see that nothing outlives a call. */
  next(): Question<Given> | undefined {
    const { questions } = this.exercise;
    while (this.#at < questions.length) {
      const question = questions[this.#at++]!;
      if (!question.hard || this.isFine) return question;
    }
    return this.#at++ === questions.length ? questions[0] : undefined;
  }

  /** Notes an answer. Gives what is wrong as soon as it is seen: an argument changed that should not be. */
  hear(question: Question<Given>, args: readonly unknown[], returned: unknown): Verdict | undefined {
    const call = note(this.exercise, question, args, returned);
    if (this.#at > this.exercise.questions.length) this.#again = call;
    else this.calls.push(call);
    return this.#changed(call, call.after, '');
  }

  /** What is wrong already says more than what is thrown at a later question. */
  giveUp(error: unknown): Verdict {
    if (this.isFine) throw error;
    return this.conclude();
  }

  /** After a later call, too, all arguments are what they were. */
  #changedLater(): Verdict | undefined {
    for (const call of this.calls) {
      const verdict = this.#changed(call, contents(call.handed), ', in a later call,');
      if (verdict) return verdict;
    }
    return undefined;
  }

  #changed(call: Call<Given>, after: readonly Plain[], when: string): Verdict | undefined {
    const { exercise } = this;
    const place = changedInput(exercise, call, after);
    if (place === null) return undefined;
    const name = exercise.takes[place]!;
    const [before, now] = [call.before[place], after[place]];
    const what = sameShape(now, before) ? spotted(name, worstSpot(now, before)) : `it is now ${describe(now)}.`;
    const told = `${exercise.name} changed${when} ${name}, which it was given: ${what}`;
    const own = exercise.kept?.[name];
    return own ? failed(own[0], [told, own[1]]) : this.fail('changes-input', told, exercise.keep);
  }

  /** The verdict on all that was seen. */
  conclude(): Verdict {
    const { exercise, calls } = this;
    const wrong = calls.find(({ fine }) => !fine);
    if (!wrong) {
      return this.#shared() ?? this.#changedLater() ?? this.#remembered() ?? { passed: true, message: exercise.pass };
    }
    return (
      this.#named(wrong) ??
      this.#shared() ??
      this.#remembered() ??
      this.#fact(wrong) ??
      this.#shape() ??
      this.#broken() ??
      failed(exercise.wrong[0], [exercise.wrong[1], whereWrong(calls), counterExample(exercise, wrong)])
    );
  }

  #named(wrong: Call<Given>): Verdict | undefined {
    const { exercise, calls } = this;
    const { untouched, mistakes = [] } = exercise;
    const all: readonly Mistake<Given>[] = untouched ? [untouched, ...mistakes] : mistakes;
    for (const [id, answer, message] of all) {
      let told = 0;
      const fits = calls.every((call) => {
        const other = call.answer(answer);
        if (other === null) return true;
        if (!agrees(call.got, other, call.allowed)) return false;
        if (!call.fine) told++;
        return true;
      });
      if (!fits || told === 0) continue;
      const words = typeof message === 'string' ? message : message(wrong);
      return failed(id, [words, counterExample(exercise, wrong)]);
    }
    return undefined;
  }

  #fact(wrong: Call<Given>): Verdict | undefined {
    for (const [id, holds, message] of this.exercise.facts ?? []) {
      if (!holds(this.calls)) continue;
      const words = typeof message === 'string' ? message : message(wrong);
      return failed(id, [words, counterExample(this.exercise, wrong)]);
    }
    return undefined;
  }

  #shape(): Verdict | undefined {
    const { exercise } = this;
    const call = this.calls.find(({ got, right }) => !sameShape(got, right));
    if (!call) return undefined;
    const [want, got] = [describeOf(call.right), describeOf(call.got)];
    const whose = exercise.changes
      ? `${exercise.changes.join(', ')} should be left as ${want}`
      : `${exercise.name} should give ${want}`;
    return this.fail(
      'wrong-shape',
      `${whose}; yours ${exercise.changes ? 'is' : 'gives'} ${got}.`,
      exercise.shape,
      counterExample(exercise, call),
    );
  }

  /** A number that is none. */
  #broken(): Verdict | undefined {
    const { exercise } = this;
    const call = this.calls.find(({ got }) => !isSound(got));
    if (!call) return undefined;
    return this.fail(
      'not-a-number',
      `Among the results are numbers that one cannot count with.`,
      exercise.sound,
      counterExample(exercise, call),
    );
  }

  #shared(): Verdict | undefined {
    const { exercise, calls } = this;
    for (const { product } of calls) {
      const rows = sharedRows(product);
      if (rows) {
        return this.fail(
          'shared-row',
          `Rows ${rows[0]} and ${rows[1]} of ${exercise.changes?.length === 1 ? exercise.changes[0]! : 'the result'} are one and the same array, so what is written into one of them stands in the other too. Make a new one for each row.`,
        );
      }
    }
    const shared = sharedAnswers(calls);
    if (!shared) return undefined;
    const told =
      shared.then === undefined
        ? `An answer of ${exercise.name} changed when it was called again.`
        : `Two calls of ${exercise.name} give one and the same array, so each overwrites the answer of the one before.`;
    return this.fail('shared-array', `${told} Make a new one inside the function.`);
  }

  #remembered(): Verdict | undefined {
    const again = this.#again;
    const [first] = this.calls;
    if (!again || !first || agrees(again.got, first.got, (_, wanted) => allowedFor(wanted, TOLERANCE)))
      return undefined;
    const { exercise } = this;
    const spot = sameShape(again.got, first.got) ? spotOf(worstSpot(again.got, first.got)) : null;
    const difference = spot
      ? `${spot.told[0]} the first time${spot.at === '' ? '' : `, at ${spot.at},`} and ${spot.told[1]} the second`
      : 'two different answers';
    return this.fail(
      'remembers-calls',
      `Called twice with the same ${listed(exercise.takes)}, ${exercise.name} gives ${difference}. Something outlives the call: make every variable that changes inside the function.`,
    );
  }
}

const describeOf = (value: Plain): string =>
  value instanceof Strange ? value.words : isFields(value) ? 'an object' : describe(value);

function spotted(name: string, spot: ReturnType<typeof worstSpot>): string {
  const { at, wanted, got } = spot;
  const [was, is] =
    typeof wanted === 'number' && typeof got === 'number' ? tell(wanted, got) : [String(wanted), String(got)];
  return `${name}${at.map((key) => `[${key}]`).join('')} was ${was} and is ${is}.`;
}

const failed = (mistake: string, sentences: readonly (string | undefined)[]): Verdict => ({
  passed: false,
  mistake,
  message: sentences.filter((sentence) => sentence !== undefined && sentence !== '').join(' '),
});

function functionOf<Given extends readonly unknown[]>(
  reader: Reader,
  { name, names }: Exercise<Given>,
): Function | Verdict {
  const found = reader[name];
  if (typeof found === 'function') return found as Function;
  return failed(names?.['no-function'] ?? 'no-function', [
    `There should be an exported function named ${name}; found ${describe(found)}.`,
  ]);
}

function judge<Given extends readonly unknown[]>(reader: Reader, exercise: Exercise<Given>): Verdict {
  const of = functionOf(reader, exercise);
  if (typeof of !== 'function') return of;
  const trial = new Trial(exercise);
  try {
    for (let question = trial.next(); question; question = trial.next()) {
      const args = handed(question);
      const verdict = trial.hear(question, args, apply(of, undefined, args));
      if (verdict) return verdict;
    }
    return trial.conclude();
  } catch (error) {
    return trial.giveUp(error);
  }
}

async function judgeAsync<Given extends readonly unknown[]>(
  reader: Reader,
  exercise: Exercise<Given>,
): Promise<Verdict> {
  const of = functionOf(reader, exercise);
  if (typeof of !== 'function') return of;
  const trial = new Trial(exercise);
  try {
    for (let question = trial.next(); question; question = trial.next()) {
      const args = handed(question);
      const verdict = trial.hear(question, args, await apply(of, undefined, args));
      if (verdict) return verdict;
    }
    return trial.conclude();
  } catch (error) {
    return trial.giveUp(error);
  }
}

export const judging: Judging = { judge, judgeAsync };
