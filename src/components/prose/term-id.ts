/** The id of the place where a term is explained: `term-outer-product`. */
export const termId = (term: string): string =>
  `term-${term
    .toLowerCase()
    .replace(/<[^>]*>|&[#\w]+;/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')}`;
