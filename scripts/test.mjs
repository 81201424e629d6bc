/**
 * `npm test`: installs what is missing (packages, data, a browser), then runs every gate.
 * `npm test -- unit e2e` runs only those named; `chromium`, the stories of the other browsers in Chromium, runs only so. The last line sums the tests of all gates.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureInstalled, fail, npmRun, root, run } from './lib/setup.mjs';

const reports = path.join(root, 'test-results');
const read = (name) => JSON.parse(readFileSync(path.join(reports, name), 'utf8'));

/** Counts of a Vitest JSON report, and what failed; a suite that failed before its tests counts as one failure. */
function vitestCounts(name) {
  const report = read(name);
  const named = report.testResults.map((file) => ({ ...file, name: path.relative(root, file.name) }));
  const broken = named.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failures = named.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${file.name}: ${fullName}: ${failureMessages[0]?.split('\n', 1)[0]}`),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests,
    troubles: [...broken.map((file) => file.name), ...failures],
  };
}

/** The first lines of what a test of Playwright's says, without colours: what was expected, of what, and what came. */
const saying = (message) =>
  stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 6)
    .join(' | ');

/** The steps that a test of Playwright's was in when it failed, from the outermost. */
function failedSteps(steps = []) {
  const failed = steps.find(({ error }) => error !== undefined);
  return failed ? [failed.title, ...failedSteps(failed.steps)] : [];
}

/** Counts of a Playwright JSON report, and what failed, where and why. */
function playwrightCounts() {
  const report = read('e2e.json');
  const { expected, unexpected, skipped } = report.stats;
  const specs = (suites = []) => suites.flatMap((suite) => [...suite.specs, ...specs(suite.suites)]);
  const troubles = specs(report.suites).flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ projectName, results }) => {
        const { errors = [], steps } = results.at(-1) ?? {};
        const why = errors.map(({ message = '' }) => `\n   ${saying(message)}`).join('');
        return `${file}, ${projectName}: ${[title, ...failedSteps(steps)].join(' > ')}${why}`;
      }),
  );
  return { passed: expected, failed: unexpected + report.errors.length, skipped, troubles };
}

const vitest = (name, ...folders) =>
  run('npx', [
    'vitest',
    'run',
    ...folders,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=test-results/${name}.json`,
  ]);
const script = (name) => (options) => npmRun(name, [], options);

/** The stories of one browser; a line that says what is not tested, where it cannot be had. */
const stories = (name) => async (options) => {
  const { provide } = await import('./lib/other-browsers.mjs');
  const absent = provide(name);
  if (absent) {
    if (process.env.CI) throw new Error(`${absent} With CI set it must be there.`);
    return { leftOut: absent };
  }
  return run(
    'npx',
    [
      'vitest',
      'run',
      '--config=tests/browsers/vitest.config.ts',
      '--root=.',
      '--reporter=verbose',
      '--reporter=json',
      `--outputFile.json=test-results/${name}.json`,
    ],
    { ...options, env: { ...process.env, DELTA_SUITE: name } },
  );
};

/** The kernels for graphics cards are tested on the software adapter that Chromium brings. */
async function golden() {
  const { findBrowser } = await import('./lib/browser.mjs');
  await findBrowser();
  return vitest('golden', 'tests/golden');
}

async function endToEnd() {
  const { browserVersion, findBrowser } = await import('./lib/browser.mjs');
  const browser = await findBrowser();
  console.log(`Testing in ${browserVersion(browser)}.`);
  return run('npx', ['playwright', 'test', '--config=tests/e2e/playwright.config.ts'], {
    env: { ...process.env, DELTA_BROWSER: browser },
  });
}

/**
 * Every gate: a name, what it runs, and how its tests are counted (a gate without counts is one test).
 * Neighbours that use one core each run side by side; the others use every core themselves.
 */
const GATES = [
  { name: 'types', run: script('check:types'), oneCore: true },
  { name: 'lint', run: script('lint'), oneCore: true },
  { name: 'spelling', run: script('spelling'), oneCore: true },
  { name: 'unit', run: () => vitest('unit', 'tests/unit'), counts: () => vitestCounts('unit.json') },
  { name: 'golden', run: golden, counts: () => vitestCounts('golden.json') },
  { name: 'build', run: script('build') },
  { name: 'content', run: () => vitest('content', 'tests/content'), counts: () => vitestCounts('content.json') },
  { name: 'e2e', run: endToEnd, counts: playwrightCounts },
  { name: 'firefox', run: stories('firefox'), counts: () => vitestCounts('firefox.json'), oneCore: true },
  { name: 'webkit', run: stories('webkit'), counts: () => vitestCounts('webkit.json'), oneCore: true },
  // What the others tell, in the browser that the end-to-end tests know already.
  { name: 'chromium', run: stories('chromium'), counts: () => vitestCounts('chromium.json'), onlyByName: true },
];

function chosenGates() {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !GATES.some((gate) => gate.name === name));
  if (unknown.length > 0)
    fail(`npm test: expected some of ${GATES.map((gate) => gate.name).join(', ')}; got "${unknown.join(' ')}".`);
  return names.length === 0
    ? GATES.filter(({ onlyByName }) => !onlyByName)
    : GATES.filter((gate) => names.includes(gate.name));
}

const gates = chosenGates();
const heading = (gate) => `\n[${gates.indexOf(gate) + 1}/${gates.length}] ${gate.name}`;

/** Runs a gate, and gives its row of the table. */
async function rowOf(gate, options) {
  const start = Date.now();
  let counted;
  try {
    const ended = await gate.run(options);
    if (typeof ended === 'object')
      return { name: gate.name, passed: 0, failed: 0, skipped: 1, seconds: 0, troubles: [ended.leftOut] };
    const code = ended;
    const counts = gate.counts ? gate.counts() : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
    // A gate that ends badly has failed, whatever its tests say.
    counted = { ...counts, failed: code !== 0 && counts.failed === 0 ? 1 : counts.failed };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    counted = { passed: 0, failed: 1 };
  }
  return { name: gate.name, ...counted, seconds: Math.round((Date.now() - start) / 1000) };
}

/** Runs gates that use one core each, as many at a time as there are cores; shows what one printed when it has ended. */
async function sideBySide(round) {
  console.log(`\nSide by side: ${round.map(({ name }) => name).join(', ')} …`);
  const rows = [];
  const waiting = round.entries();
  const lane = async () => {
    for (const [place, gate] of waiting) {
      const file = path.join(reports, `${gate.name}.log`);
      const log = openSync(file, 'w');
      rows[place] = await rowOf(gate, { stdio: ['ignore', log, log] });
      closeSync(log);
      console.log(`${heading(gate)}\n${readFileSync(file, 'utf8').trimEnd()}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return rows;
}

/** The gates in rounds: neighbours of one core each are one round. */
function rounds() {
  const all = [];
  for (const gate of gates) {
    if (gate.oneCore && all.at(-1)?.[0].oneCore) all.at(-1).push(gate);
    else all.push([gate]);
  }
  return all;
}

const rows = [];
try {
  await ensureInstalled();
  if ((await npmRun('data')) !== 0) throw new Error('The data could not be prepared.');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  for (const round of rounds()) {
    if (round.length > 1) rows.push(...(await sideBySide(round)));
    else {
      console.log(heading(round[0]));
      rows.push(await rowOf(round[0]));
    }
  }
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  rows.push({ name: 'set-up', passed: 0, failed: 1, seconds: 0 });
}

console.log('\n gate      passed  failed  skipped  seconds');
for (const { name, passed, failed, skipped = 0, seconds } of rows) {
  console.log(
    ` ${name.padEnd(8)} ${String(passed).padStart(7)} ${String(failed).padStart(7)} ${String(skipped).padStart(8)} ${String(seconds).padStart(8)}`,
  );
}
const troubles = rows.flatMap(({ name, troubles: lines = [] }) => lines.map((line) => ` ${name}: ${line}`));
if (troubles.length > 0) console.log(`\nTo look at:\n${troubles.join('\n')}`);
const sum = (key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exitCode = sum('failed') === 0 ? 0 : 1;
