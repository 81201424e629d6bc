import { framesAt } from '../stepper/at-build.ts';

/** The scores of training image 101 in chapter 3: what the delta rule gives it after a hundred lessons, cut off after two
 * decimals as S4 prints them. */
export default async function atBuild(): Promise<{ scores: number[] }> {
  const [frame] = await framesAt([101]);
  return { scores: [...frame!.prediction].map((score) => Math.trunc(score * 100) / 100) };
}
