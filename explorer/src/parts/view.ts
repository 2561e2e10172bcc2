import type { Address } from "../browser/address";

/** A page of the explorer. `update` shows another address in the same element, and returns false if the view has to be made anew;
 * `key` handles a key, and returns whether it did; `close` ends what the view has running. */
export interface View {
  element: HTMLElement;
  title: string;
  update?(address: Address): boolean;
  key?(event: KeyboardEvent): boolean;
  close?(): void;
}

export type MakeView = (address: Address) => Promise<View>;
