/**
 * Trains the published systems without a browser and prints each source's figures beside ours.
 *
 *   npm run reproduce                all systems
 *   npm run reproduce -- s4          one of them
 *   npm run reproduce -- s4 --json   as JSON
 *
 * Ends with 1 if a figure differs.
 */
import { readdirSync } from 'node:fs';
import { readMnist } from './lib/mnist-node.ts';
import { table } from './lib/table.ts';
import { reproduce, type Reproduction, type ReproducedFigure } from './reproduce/run.ts';
import type { PublishedSystem } from './reproduce/system.ts';

const folder = new URL('reproduce/systems/', import.meta.url);
const known = readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length)).sort();

function report({ title, source, figures, equal, seconds }: Reproduction): string {
  const images = (count: number): string => count.toLocaleString('en');
  const accepted = ({ accepted: [fewest, most] }: ReproducedFigure): string =>
    fewest === most ? images(fewest) : `${images(fewest)} to ${images(most)}`;
  const rows = figures.map((figure) => [
    images(figure.imagesSeen),
    figure.printed,
    accepted(figure),
    images(figure.correct),
    `${(figure.correct / 100).toFixed(2)} %`,
    figure.equal ? 'equal' : 'NOT EQUAL',
    figure.seconds.toFixed(2),
  ]);
  return [
    '',
    title,
    source,
    '',
    table(['images', 'source', 'its count', 'our count', 'ours', 'verdict', 'seconds'], rows),
    '',
    ...figures.flatMap(({ imagesSeen, note }) => (note ? [`At ${images(imagesSeen)}: ${note}`] : [])),
    `${equal ? 'All figures are equal' : `${figures.filter((figure) => !figure.equal).length} of ${figures.length} figures DIFFER`}; trained in ${seconds.toFixed(2)} s by the reference engine.`,
  ].join('\n');
}

async function main(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const names = args.filter((arg) => arg !== '--json').map((arg) => arg.toLowerCase());
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`reproduce: expected some of ${known.join(', ')}, or --json; got ${unknown.join(', ')}.`);
  const [train, test] = [readMnist('train'), readMnist('test')];
  const results: Reproduction[] = [];
  for (const name of names.length > 0 ? names : known) {
    const module = (await import(new URL(`${name}.ts`, folder).href)) as { default: PublishedSystem };
    const result = reproduce(name, module.default, train, test, ({ imagesSeen, correct }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${imagesSeen} images, ${correct} of ${test.count} right `);
    });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    results.push(result);
    if (!json) console.log(report(result));
  }
  if (json) console.log(JSON.stringify(results, null, 2));
  if (results.some(({ equal }) => !equal)) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
