import { defineConfig } from 'astro/config';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { unified } from '@astrojs/markdown-remark';
import remarkMath from 'remark-math';
import rehypeKatex from 'rehype-katex';
import { codeSymbols } from './src/components/prose/code-symbols.mjs';
import {
  rehypeKeepPunctuation,
  rehypeOutsideLinks,
  rehypeScrollableTables,
  rehypeTieNumbers,
  remarkDisplayFormulas,
} from './src/components/prose/markdown.mjs';
import { sourceLines } from './src/components/prose/source-lines.mjs';
import { symbolMacros } from './src/components/prose/symbols.mjs';
import { katexWoff2Only } from './scripts/vite/katex-css.mjs';
import { keepLazyStyles } from './scripts/vite/keep-lazy-styles.mjs';
import { sandboxRuntime } from './scripts/vite/sandbox-runtime.mjs';
import { sandboxTensorFlow } from './scripts/vite/sandbox-tensorflow.mjs';
import { trustedSlots } from './scripts/vite/trusted-slots.mjs';

/** The components' reference, `/components/`: in development only. */
const componentsReference = {
  name: 'components-reference',
  hooks: {
    'astro:config:setup': ({ command, injectRoute }) => {
      if (command === 'dev') injectRoute({ pattern: '/components', entrypoint: './src/reference/page.astro' });
    },
  },
};

/** What every page needs of what the browser keeps comes as one file. */
const KEPT = { name: 'kept', test: /src\/lib\/(?:storage\/(?:names|text)|classroom\/progress)/ };

// https://docs.astro.build/en/reference/configuration-reference/
export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  devToolbar: { enabled: false },
  integrations: [mdx(), preact(), componentsReference],
  markdown: {
    // Astro's default engine runs no remark or rehype plugins; this one does, and MDX inherits it.
    processor: unified({
      remarkPlugins: [remarkMath, remarkDisplayFormulas],
      rehypePlugins: [
        [rehypeKatex, { macros: symbolMacros, trust: true, strict: false }],
        rehypeKeepPunctuation,
        rehypeTieNumbers,
        rehypeScrollableTables,
        rehypeOutsideLinks,
      ],
    }),
    // Colours by CSS variables (src/styles/code.css), so that listings follow the theme.
    shikiConfig: { theme: 'css-variables', transformers: [codeSymbols, sourceLines] },
  },
  vite: {
    plugins: [katexWoff2Only(), keepLazyStyles(), sandboxRuntime(), sandboxTensorFlow(), trustedSlots()],
    worker: { format: 'es' },
    // Fonts are cut after the build, so none may be inlined before.
    build: { assetsInlineLimit: 0 },
    environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [KEPT] } } } } } },
    // One build serves any path: what Vite writes is relative here, the rest by scripts/post-build.
    experimental: { renderBuiltUrl: () => ({ relative: true }) },
  },
});
