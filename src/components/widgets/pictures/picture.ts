import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { NetworkSpecification, WeightTensor } from '../../../lib/engine/contract.ts';

/** A trained network as the pictures show it. */
export interface ShownModel {
  readonly name: string;
  readonly specification: NetworkSpecification;
  readonly weights: readonly WeightTensor[];
  readonly imagesSeen: number;
}

/** What every picture is given. */
export interface PictureProps {
  /** Unlike any other on the page. */
  readonly id: string;
  /** Null: nothing is trained yet. While it trains, a new one comes up to twice a second. */
  readonly model: ReadonlySignal<ShownModel | null>;
  /** Shows why a test image, from 0, was read as it was, where the page can. */
  readonly onWhy?: (image: number) => void;
}

export type Picture = (props: PictureProps) => JSX.Element;

export interface View {
  readonly title: string;
  readonly load: () => Promise<Picture>;
}
