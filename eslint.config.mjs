import { readdirSync } from 'node:fs';
import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The rooms of `src` and what each may import besides itself; everything else is an error, and so is a folder that is
 * not listed. docs/architecture.md shows the same table (a test holds both together).
 */
export const ROOMS = {
  'lib/storage': [],
  'lib/data': ['lib/storage'],
  'lib/settings': ['lib/data'],
  'lib/nn': ['lib/settings'],
  'lib/engine': ['lib/nn', 'lib/settings', 'lib/data', 'lib/storage'],
  'lib/models': ['lib/nn', 'lib/settings', 'lib/storage'],
  'lib/interchange': ['lib/nn', 'lib/settings', 'lib/data'],
  'lib/systems': ['lib/nn', 'lib/settings', 'lib/data'],
  'lib/classroom': ['lib/storage'],
  'lib/sandbox': ['lib/engine', 'lib/nn', 'lib/settings', 'lib/data'],
  'lib/runs': ['lib/sandbox', 'lib/engine', 'lib/nn', 'lib/settings', 'lib/data', 'lib/storage'],
  styles: [],
  content: ['lib/sandbox'],
  components: ['lib/*', 'styles'],
  layouts: ['components', 'styles'],
  pages: ['components', 'layouts', 'lib/sandbox'],
  reference: ['components', 'layouts'],
};

const under = (folder) =>
  readdirSync(new URL(`./src/${folder}`, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}${name}`);
const folders = [...under('lib/'), ...under('').filter((name) => name !== 'lib')];
const homeless = folders.filter((folder) => !Object.hasOwn(ROOMS, folder));
if (homeless.length > 0)
  throw new Error(
    `eslint.config.mjs: expected what src/${homeless.join(', src/')} may import, in ROOMS; found nothing.`,
  );

const mayImport = (room, other) =>
  ROOMS[room].some((one) => one === other || (one === 'lib/*' && other.startsWith('lib/')));
const walls = folders.map((room) => ({
  target: `./src/${room}`,
  from: folders.filter((other) => other !== room && !mayImport(room, other)).map((other) => `./src/${other}`),
  message: `${room} may import ${ROOMS[room].join(', ') || 'no other room'}: see ROOMS in eslint.config.mjs.`,
}));

/** How browsers keep things. */
const KEEPS = ['localStorage', 'sessionStorage', 'indexedDB'];
const KEPT_IN = 'Use src/lib/storage: the one way to what the browser keeps.';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'release/',
      'node_modules/',
      '.astro/',
      'test-results/',
      'src/lib/engine/simd/assembly/',
      'src/lib/engine/simd/compiled/',
      'src/content/chapters/*/*/*.ts',
      'tests/content/solutions/',
      '**/*.mdx',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  ...astro.configs.recommended,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.astro'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: walls }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Indexing typed arrays in hot loops: the bounds are the loop's own.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-empty': ['error', { allowEmptyCatch: true }],
      eqeqeq: ['error', 'always'],
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  {
    // Randomness is an argument: the same seed must give the same result.
    files: ['src/lib/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take a RandomState as an argument.' },
      ],
    },
  },
  {
    // Text never becomes markup: elements are made one by one. What the browser keeps has one room.
    files: ['src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: `MemberExpression[property.name=/^(${KEEPS.join('|')})$/]`, message: KEPT_IN },
        ...[
          'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
          'CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/]',
          'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
        ].map((selector) => ({ selector, message: 'Make elements and text nodes; write no HTML.' })),
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/lib/storage/**'],
    rules: {
      'no-restricted-globals': ['error', ...KEEPS.map((name) => ({ name, message: KEPT_IN }))],
      'no-restricted-imports': ['error', { paths: [{ name: 'idb', message: KEPT_IN }] }],
    },
  },
  {
    files: ['scripts/**', 'tests/**', '*.config.*', 'astro.config.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
);
