/**
 * What a page may load: its own files only. Readers' code runs in a frame with a stricter policy of its own
 * (sandbox.html). Inline scripts start islands and set the theme before the first paint: the build names each by its
 * hash in the place of `INLINE_SCRIPTS` (scripts/post-build/script-hashes.ts). Inline styles are KaTeX's and the
 * editor's. Search needs WebAssembly. The engines' worker may be wrapped in a blob.
 */
export const INLINE_SCRIPTS = "'unsafe-inline'";

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
].join('; ');
