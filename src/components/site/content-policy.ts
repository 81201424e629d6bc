/**
 * What a page may load: its own files only. Readers' code runs in a frame with a stricter policy of its own
 * (sandbox.html). Inline scripts start islands and set the theme before the first paint: the build names each by its
 * hash in the place of `INLINE_SCRIPTS` (scripts/post-build/script-hashes.ts). Inline styles are KaTeX's and the
 * editor's. Search needs WebAssembly. The engines' worker may be wrapped in a blob.
 */
export const INLINE_SCRIPTS = "'unsafe-inline'";

/**
 * Who may write HTML, each by a policy of its own that nothing else can reach: the slots of islands
 * (scripts/vite/trusted-slots.mjs), and the parts of the editor (the test has its list from monaco-editor). `default`
 * lets workers be of this host (`OWN_SCRIPTS_ONLY`); it writes nothing.
 */
export const TRUSTED_TYPES = [
  'default',
  'astro-slot',
  'dompurify',
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
] as const;

export const contentPolicy = [
  "default-src 'self'",
  `script-src 'self' ${INLINE_SCRIPTS} 'wasm-unsafe-eval'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // The editor makes one of its policies twice.
  `trusted-types ${TRUSTED_TYPES.join(' ')} 'allow-duplicates'`,
].join('; ');

/** Runs in a page before any other script: what loads by its address is of this host, or made by the page itself. */
export const OWN_SCRIPTS_ONLY =
  "window.trustedTypes?.createPolicy('default', { createScriptURL: (url) => new URL(url, document.baseURI).origin === location.origin ? url : null });";
