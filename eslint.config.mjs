import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Imports go down only: pages -> layouts -> components -> lib/runs -> lib/{sandbox,classroom,engine,models,interchange,systems} -> lib/nn -> lib/settings -> lib/data. */
const zone = (target, from, message) => ({ target, from, message });
const directions = [
  zone(
    './src/lib/settings',
    [
      './src/lib/nn',
      './src/lib/engine',
      './src/lib/sandbox',
      './src/lib/classroom',
      './src/lib/models',
      './src/lib/interchange',
      './src/lib/systems',
      './src/lib/runs',
    ],
    'lib/settings imports only lib/data.',
  ),
  zone(
    './src/lib/nn',
    [
      './src/lib/data',
      './src/lib/engine',
      './src/lib/sandbox',
      './src/lib/classroom',
      './src/lib/models',
      './src/lib/interchange',
    ],
    'lib/nn imports only lib/settings.',
  ),
  zone(
    './src/lib/data',
    ['./src/lib/engine', './src/lib/sandbox', './src/lib/classroom', './src/lib/models', './src/lib/interchange'],
    'lib/data imports nothing of the others.',
  ),
  zone('./src/lib', ['./src/components', './src/layouts', './src/pages'], 'lib knows nothing of the page.'),
  zone(
    './src/lib/engine',
    ['./src/lib/sandbox', './src/lib/classroom', './src/lib/models', './src/lib/interchange'],
    'lib/engine imports only lib/nn and lib/data.',
  ),
  zone(
    './src/lib/interchange',
    ['./src/lib/data', './src/lib/engine', './src/lib/sandbox', './src/lib/classroom', './src/lib/models'],
    'lib/interchange imports only lib/nn.',
  ),
  zone(
    './src/lib/models',
    ['./src/lib/data', './src/lib/engine', './src/lib/sandbox', './src/lib/classroom', './src/lib/interchange'],
    'lib/models imports only lib/nn.',
  ),
  zone(
    './src/lib/systems',
    [
      './src/lib/engine',
      './src/lib/sandbox',
      './src/lib/classroom',
      './src/lib/models',
      './src/lib/interchange',
      './src/lib/runs',
    ],
    'lib/systems imports only lib/nn and lib/data.',
  ),
  zone(
    './src/lib/runs',
    ['./src/lib/sandbox', './src/lib/classroom', './src/lib/interchange', './src/lib/systems'],
    'lib/runs imports only lib/engine, lib/models, lib/nn and lib/data.',
  ),
  zone('./src/components', ['./src/layouts', './src/pages'], 'components know no layout or page.'),
  zone('./src/layouts', ['./src/pages'], 'layouts know no page.'),
  zone(
    './src/content',
    [
      './src/lib/engine',
      './src/lib/nn',
      './src/lib/data',
      './src/lib/classroom',
      './src/lib/models',
      './src/lib/interchange',
      './src/layouts',
      './src/pages',
    ],
    'content imports only components.',
  ),
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
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
      'import-x/no-restricted-paths': ['error', { zones: directions }],
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
    // Text never becomes markup: elements are made one by one.
    files: ['src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
          'CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/]',
          'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
        ].map((selector) => ({ selector, message: 'Make elements and text nodes; write no HTML.' })),
      ],
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
