/**
 * `npm run edition -- [class.json] [--scorm 2004|1.2] [--out FILE]`: one zip of the built site, with a class file and, for a
 * learning platform, as a SCORM package. Builds the site first where it is not built.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readClass, type ClassFile } from '../src/lib/class/class-file.ts';
import { editionOf, type SiteFiles } from '../src/lib/edition/edition.ts';
import { zipped } from '../src/lib/edition/pack.ts';
import { SCORM_VERSIONS, type ScormVersion } from '../src/lib/edition/scorm-api.ts';
import { npmRun, root } from './lib/setup.mjs';

const USAGE = 'npm run edition -- [class.json] [--scorm 2004|1.2] [--out FILE]';
const dist = path.join(root, 'dist');

/** What to do otherwise: told without a stack. */
class Refusal extends Error {}

function options(): { readonly file: string | undefined; readonly scorm: ScormVersion | null; readonly out: string } {
  let given;
  try {
    given = parseArgs({ allowPositionals: true, options: { scorm: { type: 'string' }, out: { type: 'string' } } });
  } catch (error) {
    throw new Refusal(`edition: ${(error as Error).message}\n${USAGE}`, { cause: error });
  }
  const { scorm, out } = given.values;
  const [file, ...more] = given.positionals;
  if (more.length > 0) throw new Refusal(`edition: expected one class file, got ${more.length + 1}.\n${USAGE}`);
  const version = SCORM_VERSIONS.find((one) => one === scorm) ?? null;
  if (scorm !== undefined && !version)
    throw new Refusal(`edition: expected --scorm ${SCORM_VERSIONS.join(' or ')}, got "${scorm}".\n${USAGE}`);
  return { file, scorm: version, out: out ?? `delta-to-depth${version ? `-scorm-${version}` : ''}.zip` };
}

function classIn(file: string): ClassFile {
  if (!existsSync(file)) throw new Refusal(`edition: ${file} is not there. Make a class file at /class/ of the book.`);
  const judged = readClass(readFileSync(file, 'utf8'));
  if ('file' in judged) return judged.file;
  const lines = judged.troubles.map(
    ({ where, expected, found }) => `  ${where || 'the file'}: expected ${expected}; found ${found}`,
  );
  throw new Refusal(
    `edition: ${file} is no class file as it stands:\n${lines.join('\n')}\nMend it at /class/ of the book.`,
  );
}

function builtSite(): SiteFiles {
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dist, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  return new Map(paths.map((name) => [name, readFileSync(path.join(dist, name))]));
}

try {
  // npm starts scripts in the project's folder; what is typed is meant from where it is typed.
  process.chdir(process.env['INIT_CWD'] ?? process.cwd());
  const { file, scorm, out } = options();
  const classFile = file === undefined ? null : classIn(file);
  if (!existsSync(path.join(dist, 'scorm/index.html'))) {
    console.log('The site is not built: building it once, which takes a few minutes …');
    if ((await npmRun('build', [], {})) !== 0)
      throw new Refusal('edition: the site could not be built. The lines above say why.');
  }
  const files = editionOf(builtSite(), { classFile, scorm });
  const zip = new Uint8Array(await new Blob(await zipped(files, { level: 9 })).arrayBuffer());
  writeFileSync(out, zip);
  const what = [
    `${files.size} files, ${(zip.length / 1e6).toFixed(1)} MB`,
    classFile ? `for the class “${classFile.name}”` : 'without a class',
    ...(scorm ? [`as a SCORM ${scorm} package`] : []),
  ];
  console.log(`${out}: ${what.join(', ')}.`);
  console.log(
    scorm
      ? 'Upload it to the learning platform as a SCORM package, whole.'
      : 'Unzip it into a folder of any web host; docs/hosting.md has recipes.',
  );
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
