import type { Address } from "./address";

/** A view fills its element from an address. `update` takes a new address of the same view; false: build it anew. */
export interface View {
  element: HTMLElement;
  title: string;
  update?(address: Address): boolean;
  key?(event: KeyboardEvent): boolean;
  close?(): void;
}

export type MakeView = (address: Address) => Promise<View>;
