import { EmbeddedSource } from "./embedded";
import { ServerSource } from "./server";
import type { Source } from "./answers";

/** The page's source of answers: its own blocks of data where it has any, else the server that sent it. */
export const source: Source = document.getElementById("data:overview") ? new EmbeddedSource() : new ServerSource();
