import init, { Store } from "oxigraph/web.js";

/** First the engine and the graph, each compressed with gzip and in base64; then queries. */
export type Request = { engine: string; graph: string } | { turn: number; text: string; isGraph: boolean };

/** That the engine is ready; or an answer as SPARQL JSON or N-Triples, or what is wrong with the query. */
export type Reply = { ready: true } | { turn: number; answer?: string; error?: string };

let store: Store | null = null;

async function unpacked(packed: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  const turn = "turn" in data ? data.turn : 0;
  try {
    if ("engine" in data) {
      const [engine, graph] = await Promise.all([unpacked(data.engine), unpacked(data.graph)]);
      await init({ module_or_path: engine });
      store = new Store();
      store.load(new TextDecoder().decode(graph), { format: "application/n-quads", no_transaction: true });
      self.postMessage({ ready: true } satisfies Reply);
    } else {
      const results_format = data.isGraph ? "application/n-triples" : "application/sparql-results+json";
      const answer = store!.query(data.text, { results_format, use_default_graph_as_union: true }) as string;
      self.postMessage({ turn, answer } satisfies Reply);
    }
  } catch (error) {
    self.postMessage({ turn, error: error instanceof Error ? error.message : String(error) } satisfies Reply);
  }
};
