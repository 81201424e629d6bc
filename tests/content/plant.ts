/**
 * Plants one mistake at a time in the solutions of exercises, and lets each exercise's check judge what comes of it.
 *
 *   npm exec -- node tests/content/plant.ts                        all of them: half an hour on two cores
 *   npm exec -- node tests/content/plant.ts 07-a-hidden-layer/relu those of one exercise, or of one chapter
 *   … --table            every planted answer with the mistake that was named and the words for it
 *   … --seeds 1,20,4711 the checks' questions drawn anew so many times; with one they pass if they pass with any
 *   … --sample 20 --seed 5 so many of each exercise, chosen by the seed
 *   … --chapters FOLDER  with the checks of another checkout
 *
 * Lists the answers that pass and are not excused in planted.json, and those whose check broke; ends with 1 if there are any.
 */
import { parseArgs } from 'node:util';
import { chaptersFolder, exercisesIn } from './planted/exercise-files.ts';
import { JudgePool } from './planted/judge-pool.ts';
import { judgePlanted, summaryRow, troublesOf } from './planted/judge-planted.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    table: { type: 'boolean', default: false },
    chapters: { type: 'string', default: chaptersFolder },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
  },
});

const all = exercisesIn(values.chapters);
const chosen = positionals.length === 0 ? all : all.filter((name) => positionals.some((part) => name.startsWith(part)));
if (chosen.length === 0) {
  console.error(`plant: expected the beginning of one of\n  ${all.join('\n  ')}\ngot "${positionals.join(' ')}"`);
  process.exit(1);
}

let troubled = false;
const pool = new JudgePool();
for (const exercise of chosen) {
  const outcome = await judgePlanted(exercise, pool, {
    chapters: values.chapters,
    seed: Number(values.seed),
    seeds: values.seeds.split(',').map(Number),
    ...(values.sample === undefined ? {} : { sample: Number(values.sample) }),
  });
  console.log(summaryRow(outcome));
  if (values.table)
    for (const { label, judged } of outcome.planted)
      console.log(
        `    ${judged.outcome === 'failed' ? judged.mistake : judged.outcome.toUpperCase()} | ${label}\n        ${judged.message}`,
      );
  for (const trouble of troublesOf(outcome)) {
    troubled = true;
    console.log(`  ${trouble}`);
  }
}
pool.close();
process.exitCode = troubled ? 1 : 0;
