import { readdirSync } from 'node:fs';
import path from 'node:path';
import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The rooms of `src`, from the ground up, and what each may import besides itself: only rooms above it in this list, so
 * that nothing leads up and nothing round. Everything else is an error, and so is a folder that is not listed.
 * docs/architecture.md shows the same table and draws it; a test holds all three together, and every import to it.
 */
export const ROOMS = {
  'lib/storage': [],
  'lib/classroom': ['lib/storage'],
  'lib/data': ['lib/storage'],
  'lib/settings': ['lib/data'],
  'lib/nn': ['lib/settings'],
  'lib/models': ['lib/nn', 'lib/storage'],
  'lib/interchange': ['lib/nn', 'lib/settings', 'lib/data'],
  'lib/systems': ['lib/nn', 'lib/settings', 'lib/data'],
  'lib/engine': ['lib/nn', 'lib/settings', 'lib/data', 'lib/storage'],
  'lib/sandbox': ['lib/engine', 'lib/nn', 'lib/settings', 'lib/data'],
  'lib/runs': ['lib/sandbox', 'lib/engine', 'lib/nn', 'lib/settings', 'lib/data', 'lib/storage'],
  'lib/claims': ['lib/runs', 'lib/systems', 'lib/engine', 'lib/nn', 'lib/settings', 'lib/data'],
  'lib/transfer': ['lib/runs', 'lib/models', 'lib/engine', 'lib/classroom', 'lib/storage'],
  'lib/class': ['lib/transfer', 'lib/classroom', 'lib/storage'],
  'lib/hand-in': [
    'lib/class',
    'lib/transfer',
    'lib/claims',
    'lib/runs',
    'lib/sandbox',
    'lib/engine',
    'lib/classroom',
    'lib/storage',
  ],
  'lib/edition': ['lib/class', 'lib/transfer', 'lib/storage'],
  styles: [],
  content: ['lib/sandbox'],
  'components/islands': [],
  'components/words': ['lib/runs', 'lib/systems', 'lib/engine', 'lib/data'],
  'components/prose': ['components/words', 'lib/systems', 'lib/data'],
  'components/lab': [
    'components/prose',
    'components/islands',
    'lib/sandbox',
    'lib/settings',
    'lib/classroom',
    'lib/storage',
  ],
  'components/widgets/weights': ['components/words', 'lib/nn', 'lib/data'],
  'components/widgets/digits': ['components/widgets/weights', 'lib/engine', 'lib/data'],
  'components/widgets/draw': ['components/widgets/digits', 'components/islands', 'lib/data'],
  'components/widgets/pictures': [
    'components/widgets/draw',
    'components/widgets/digits',
    'components/widgets/weights',
    'components/prose',
    'components/words',
    'components/islands',
    'lib/runs',
    'lib/models',
    'lib/engine',
    'lib/nn',
    'lib/settings',
    'lib/data',
  ],
  'components/widgets/explain': [
    'components/widgets/pictures',
    'components/widgets/digits',
    'components/widgets/weights',
    'components/lab',
    'components/words',
    'lib/sandbox',
    'lib/interchange',
    'lib/systems',
    'lib/engine',
    'lib/nn',
    'lib/settings',
    'lib/data',
  ],
  'components/widgets/models': [
    'components/widgets/pictures',
    'components/prose',
    'components/words',
    'components/islands',
    'lib/models',
    'lib/interchange',
    'lib/systems',
    'lib/engine',
    'lib/nn',
    'lib/settings',
    'lib/data',
  ],
  'components/widgets/work': [
    'components/widgets/models',
    'components/prose',
    'components/words',
    'components/islands',
    'lib/hand-in',
    'lib/transfer',
  ],
  'components/widgets/class': [
    'components/widgets/models',
    'components/lab',
    'components/prose',
    'components/words',
    'components/islands',
    'lib/hand-in',
    'lib/edition',
    'lib/class',
    'lib/transfer',
    'lib/sandbox',
    'lib/engine',
    'lib/classroom',
    'lib/storage',
    'lib/settings',
    'lib/systems',
    'lib/data',
  ],
  'components/widgets/chart': ['components/words', 'components/islands', 'lib/runs', 'lib/systems'],
  'components/widgets/trainer': [
    'components/widgets/chart',
    'components/widgets/models',
    'components/widgets/pictures',
    'components/widgets/weights',
    'components/lab',
    'components/prose',
    'components/words',
    'components/islands',
    'lib/runs',
    'lib/sandbox',
    'lib/models',
    'lib/interchange',
    'lib/systems',
    'lib/engine',
    'lib/nn',
    'lib/settings',
    'lib/data',
    'lib/storage',
    'styles',
  ],
  'components/widgets/first-page': [
    'components/widgets/trainer',
    'components/widgets/explain',
    'components/widgets/draw',
    'components/widgets/weights',
    'components/prose',
    'components/words',
    'lib/systems',
    'lib/nn',
    'lib/data',
  ],
  'components/widgets/workbench': [
    'components/widgets/trainer',
    'components/widgets/explain',
    'components/widgets/chart',
    'components/widgets/pictures',
    'components/widgets/draw',
    'components/widgets/digits',
    'components/widgets/weights',
    'components/prose',
    'components/words',
    'components/islands',
    'lib/claims',
    'lib/runs',
    'lib/systems',
    'lib/engine',
    'lib/nn',
    'lib/settings',
    'lib/data',
    'lib/storage',
  ],
  'components/site': [
    'components/widgets/class',
    'components/widgets/explain',
    'components/widgets/weights',
    'components/prose',
    'components/words',
    'components/islands',
    'lib/runs',
    'lib/classroom',
    'lib/storage',
  ],
  layouts: ['components/*', 'components/widgets/*', 'styles'],
  pages: ['layouts', 'components/site', 'components/lab', 'components/widgets/*', 'lib/class', 'lib/sandbox'],
  reference: ['layouts', 'components/site', 'components/prose'],
};

/** Folders that have rooms in them and are none. */
const HALLS = ['', 'lib', 'components', 'components/widgets'];
const within = (hall) =>
  readdirSync(new URL(`./src/${hall}`, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.posix.join(hall, name));
const folders = HALLS.flatMap(within).filter((folder) => !HALLS.includes(folder));
const homeless = folders.filter((folder) => !Object.hasOwn(ROOMS, folder));
if (homeless.length > 0)
  throw new Error(
    `eslint.config.mjs: expected what src/${homeless.join(', src/')} may import, in ROOMS; found nothing.`,
  );

/** Whether a row of the table names a room: by its name, or as one of a hall, `lib/*`. */
export const names = (row, room) => row.some((one) => one === room || one === `${path.posix.dirname(room)}/*`);
const walls = folders.map((room) => ({
  target: `./src/${room}`,
  from: folders.filter((other) => other !== room && !names(ROOMS[room], other)).map((other) => `./src/${other}`),
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
