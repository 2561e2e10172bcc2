import { EmbeddedSource } from "./embedded";
import { ServerSource } from "./server";
import type { Source } from "./answers";

/** The page's source of answers: the data blocks in the page, if there are any, or else the server that sent it. */
export const source: Source = document.getElementById("data:overview") ? new EmbeddedSource() : new ServerSource();
