import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** A chapter is a folder `NN-slug`; the number is the order, the rest the address. */
const chapters = defineCollection({
  loader: glob({
    pattern: '*/index.mdx',
    base: './src/content/chapters',
    generateId: ({ entry }) => entry.split('/')[0] ?? entry,
  }),
  schema: z.object({
    title: z.string(),
    part: z.number().int().min(1).max(4),
    /** One or two sentences for the chapter list and search engines. */
    summary: z.string(),
    /** What you will be able to do: three lines. */
    abilities: z.array(z.string()).length(3),
    /** Reading time plus doing time, in minutes. */
    minutes: z.number().int().positive(),
  }),
});

export const collections = { chapters };
