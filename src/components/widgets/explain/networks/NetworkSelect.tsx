import '@preact/signals';
import type { OfferedNetwork } from './choice.ts';

interface Props {
  readonly networks: readonly OfferedNetwork[];
  readonly value: string;
  readonly onChoose: (network: OfferedNetwork) => void;
}

/** Which trained network: the book's, or one of the reader's own. */
export const NetworkSelect = ({ networks, value, onChoose }: Props) => (
  <label class="field network-select needs-js">
    Network
    <select
      value={value}
      onChange={({ currentTarget }) => onChoose(networks.find(({ key }) => key === currentTarget.value)!)}
    >
      {networks.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
