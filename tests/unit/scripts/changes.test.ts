import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';

/*
 * CONTRIBUTING.md says what to touch to add a choice. Here one is added to a copy in memory, by its name alone: what the
 * type checker then misses is what the table must name, no file more and no file less.
 */
const root = resolve(import.meta.dirname, '../../..');
const CHOICES = 'src/lib/settings/choices.ts';
const DATA_SETS = 'src/lib/data/data-sets.ts';
const contributing = readFileSync(`${root}/CONTRIBUTING.md`, 'utf8');

/** The files that a row names before its first semicolon: what must be touched, whatever else should be. */
function filesOf(row: string): string[] {
  const line = contributing.split('\n').find((one) => one.startsWith(`| ${row} |`));
  const [needed = ''] = (line ?? '').split('|')[2]?.split(';') ?? [];
  return [...needed.matchAll(/`(src\/[^`]+\.ts)`/g)].map(([, file]) => file!).sort();
}

let changed: { readonly file: string; readonly text: string } | undefined;
let version = 0;
let service: ts.LanguageService;
let files: readonly string[] = [];
/** What this checker misses anyway: the types of Vite's own imports are those of the site. */
let before: readonly string[] = [];

beforeAll(() => {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  files = ts.sys.readDirectory(`${root}/src/lib`, ['.ts']).filter((file) => !file.includes('/assembly/'));
  service = ts.createLanguageService({
    getScriptFileNames: () => [...files],
    getScriptVersion: (file) => ([CHOICES, DATA_SETS].some((one) => file === `${root}/${one}`) ? String(version) : '0'),
    getScriptSnapshot(file) {
      const text = file === changed?.file ? changed.text : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...of) => ts.sys.readDirectory(...of),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
  });
  before = wrong();
}, 240_000);

/** The files of `src/lib` in which the type checker misses something. */
const wrong = (): string[] =>
  files
    .filter((file) => service.getSemanticDiagnostics(file).length > 0)
    .map((file) => file.slice(root.length + 1))
    .filter((file) => !before.includes(file))
    .sort();

test.each([
  ['an optimizer', CHOICES, 'export const OPTIMIZERS = {\n', "another: 'another',"],
  ['an activation', CHOICES, 'export const ACTIVATIONS = {\n', "another: 'another',"],
  ['a loss', CHOICES, 'export const LOSSES = {\n', "another: 'another',"],
  ['an initialisation', CHOICES, 'export const INITIALIZATIONS = {\n', "another: 'another',"],
  ['a data set', DATA_SETS, 'export const DATA_SETS = { mnist', ", signs: { ...mnist, name: 'Signs' }"],
])(
  'to add %s is to touch what the table names',
  (row, file, place, entry) => {
    const before = readFileSync(`${root}/${file}`, 'utf8');
    const text = before.replace(place, (begin) => `${begin}${entry}`);
    expect(text).not.toBe(before);
    changed = { file: `${root}/${file}`, text };
    version++;
    expect([...new Set([file, ...wrong()])].sort()).toEqual(filesOf(row));
    changed = undefined;
    version++;
  },
  240_000,
);
