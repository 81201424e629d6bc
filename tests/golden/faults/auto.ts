import type { Fault } from './fault.ts';

/** Mistakes in how `auto` chooses an engine. */
export const auto: readonly Fault[] = [
  ['choose-engine.ts', 'merit(b) - merit(a)', 'merit(a) - merit(b)'],
  ['choose-engine.ts', '(engine === first.name ? CLEARLY : 1)', '1'],
  ['choose-engine.ts', 'if (name !== winner) engine.dispose();', ''],
  ['choose-engine.ts', 'if (known) this.#known.set(shape, known);\n    return known;', 'return undefined;'],
  ['choose-engine.ts', 'if (known?.name === first.name) return', 'if (known) return'],
  ['choose-engine.ts', 'if (complete) {', '{'],
  ['choose-engine.ts', 'optimizer.name, batchSize, normalization', 'optimizer.name, normalization'],
  ['known-engines.ts', 'now - at < LASTS', 'true'],
  ['known-engines.ts', 'timed[0]?.engine === name', 'true'],
  ['known-engines.ts', ', late]', ']'],
  ['known-engines.ts', 'late]).catch(() => undefined)', 'late])'],
  ['probe.ts', 'this.#best || this.#rough', 'this.#rough'],
  ['probe.ts', 'const APART = 0.02;', 'const APART = Infinity;'],
  ['probe.ts', 'const ASTRAY = 0.1;', 'const ASTRAY = 0.3;'],
  ['probe.ts', 'lengthOf(one.map((value, i) => value - other[i]!))', 'Math.abs(lengthOf(one) - lengthOf(other))'],
  ['probe.ts', 'Object.is(loss, other) ||', ''],
  ['probe.ts', 'for (const probe of probes) await probe.close();', ''],
  ['choose-engine.ts', 'for (const name of wrong) this.avoid(name);', ''],
  ['race.ts', "if (end === 'late') complete = false;", ''],
];
