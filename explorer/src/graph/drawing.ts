import { createEdgeCurveProgram, DEFAULT_EDGE_CURVE_PROGRAM_OPTIONS } from "@sigma/edge-curve";
import Graph from "graphology";
import louvain from "graphology-communities-louvain";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { colour, store, stored } from "../parts/theme";
import type { Edge } from "./filter";
import { TYPES } from "../parts/words";
import { GROUPS, type World } from "./ties";
import { layoutWorker } from "./worker";

export interface Picked {
  node?: string;
  edge?: Edge;
}

const COMMUNITIES = ["#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#9c755f", "#e15759", "#76b7b2", "#bab0ac", "#edc948", "#ff9da7"];
const STEPS = 600;
/** From so many lines on they are straight, are not drawn while one moves about, and are found by reckoning: a machine
 * without a graphics card draws each twice otherwise, and curves point by point. */
const MANY = 4000;
/** Milliseconds between two drawings of so many lines while they are laid out. */
const PAUSE = 2500;
/** Pixels from a line at which a click means it. */
const NEAR = 6;

/** The graph on the page: sigma draws it, a worker lays it out, and where nodes lay is kept for the next visit. */
export class Drawing {
  private graph = new Graph({ type: "mixed", multi: true });
  private faint = "#dddddd";
  private readonly places: Map<string, [number, number]>;
  private readonly key: string;
  private sigma: Sigma | null = null;
  private worker: Worker | null = null;
  private watch: ResizeObserver | null = null;
  private turn = 0;
  private shown = new Map<string, Edge>();
  private focus: string | null = null;
  private near = new Set<string>();
  private picked: string | null = null;
  private byCommunity = false;
  private edges: Edge[] = [];

  constructor(
    private readonly box: HTMLElement,
    private readonly world: World,
    name: string,
    private readonly pick: (picked: Picked | null) => void,
  ) {
    this.key = `kg-places:${name}`;
    let kept: [string, [number, number]][] = [];
    try {
      kept = JSON.parse(stored(this.key) ?? "[]");
    } catch {
      // What another version has left is of no use.
    }
    this.places = new Map(kept);
  }

  draw(edges: Edge[], byCommunity: boolean): void {
    this.edges = edges;
    this.byCommunity = byCommunity;
    // A graph of its own for each drawing: what is attached to sigma tells it of every single change.
    const graph = new Graph({ type: "mixed", multi: true });
    this.shown = new Map(edges.map((edge) => [edge.key, edge]));
    const weight = new Map<string, number>();
    for (const edge of edges)
      for (const end of [edge.source, edge.target]) weight.set(end, (weight.get(end) ?? 0) + edge.facts.length);
    let fresh = 0;
    for (const [id, n] of weight) {
      const place = this.places.get(id) ?? this.begun(id);
      if (!this.places.has(id)) fresh += 1;
      graph.addNode(id, { x: place[0], y: place[1], label: this.label(id), size: 3 + 3.5 * Math.sqrt(Math.log2(1 + n)) });
    }
    const beside = new Map<string, number>();
    const pair = (edge: Edge) => (edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`);
    for (const edge of edges) beside.set(pair(edge), (beside.get(pair(edge)) ?? 0) + 1);
    const used = new Map<string, number>();
    const many = edges.length > MANY;
    for (const edge of edges) {
      const plain = edge.group === "talks";
      const [alike, nth] = [beside.get(pair(edge))!, used.get(pair(edge)) ?? 0];
      used.set(pair(edge), nth + 1);
      // Lines beside each other bend away from the middle, whichever way they go.
      const bow = alike > 1 && !many ? 0.16 * (nth - (alike - 1) / 2) * (edge.source < edge.target ? 1 : -1) : 0;
      graph.addEdgeWithKey(edge.key, edge.source, edge.target, {
        size: 0.8 + 1.3 * Math.log2(1 + edge.facts.length), facts: edge.facts.length,
        ...(bow ? { type: plain ? "curvedLine" : "curved", curvature: bow } : { type: plain ? "line" : "arrow" }),
      });
    }
    this.graph = graph;
    this.shade();
    if (!this.sigma) this.begin();
    else {
      this.sigma.setSetting("enableEdgeEvents", !many);
      this.sigma.setSetting("hideEdgesOnMove", many);
      this.sigma.setSetting("hideLabelsOnMove", many);
      this.sigma.setGraph(graph);
    }
    this.lay(fresh);
  }

  /** Colours as the theme has them. */
  paint(): void {
    this.shade();
    this.sigma?.setSetting("labelColor", { color: colour("text") });
    this.sigma?.setSetting("defaultEdgeColor", colour("rule"));
    this.sigma?.refresh();
  }

  private shade(): void {
    const ground = colour("ground");
    this.faint = colour("faint");
    const types = new Map([...TYPES, "issue"].map((type) => [type, colour(`type-${type}`)]));
    const groups = new Map(GROUPS.map(({ group }) => [group, colour(`edge-${group}`)]));
    const communities = this.byCommunity && this.graph.size ? louvain(asUndirected(this.graph), { rng: seeded() }) : null;
    this.graph.updateEachNodeAttributes((id, at) => {
      at.color = communities ? COMMUNITIES[communities[id] % COMMUNITIES.length] : types.get(id.split("/", 1)[0]);
      return at;
    }, { attributes: ["color"] });
    this.graph.updateEachEdgeAttributes((key, at) => {
      const edge = this.shown.get(key)!;
      // Doubt is pale: what is conditional, possible or believed, and what the reading is less sure of.
      const sure = Math.max(0.18, (1 - 0.7 * edge.doubt) * (0.35 + 0.65 * clamp((edge.confidence - 0.5) / 0.45)));
      at.color = mixed(groups.get(edge.group)!, ground, sure);
      return at;
    }, { attributes: ["color"] });
  }

  /** Bring a node to the middle. */
  show(id: string): void {
    this.mark(id);
    const place = this.sigma?.getNodeDisplayData(id);
    if (place) void this.sigma?.getCamera().animate({ x: place.x, y: place.y, ratio: 0.35 }, { duration: 300 });
  }

  mark(id: string | null): void {
    this.focus = id && this.graph.hasNode(id) ? id : null;
    this.near = new Set(this.focus ? this.graph.neighbors(this.focus) : []);
    this.picked = null;
    this.sigma?.refresh({ skipIndexation: true });
  }

  markEdge(key: string | null): void {
    this.picked = key;
    this.focus = null;
    this.sigma?.refresh({ skipIndexation: true });
  }

  whole(): void {
    void this.sigma?.getCamera().animatedReset({ duration: 300 });
  }

  zoom(factor: number): void {
    const camera = this.sigma?.getCamera();
    void camera?.animate({ ratio: camera.ratio * factor }, { duration: 150 });
  }

  again(): void {
    this.places.clear();
    this.draw(this.edges, this.byCommunity);
  }

  get order(): number {
    return this.graph.order;
  }

  get size(): number {
    return this.graph.size;
  }

  /** The drawing as an SVG, for a publication. */
  svg(): string {
    const width = 1200;
    const height = 900;
    const nodes = this.graph.mapNodes((id, at) => ({ id, ...at }) as { id: string; x: number; y: number; size: number; color: string; label: string });
    const [left, right] = extent(nodes.map((node) => node.x));
    const [low, high] = extent(nodes.map((node) => node.y));
    const scale = Math.min((width - 160) / (right - left || 1), (height - 80) / (high - low || 1));
    const place = new Map(nodes.map((node) => [node.id, [80 + (node.x - left) * scale, height - 40 - (node.y - low) * scale]]));
    const lines = this.graph.mapEdges((_, at, source, target) => {
      const [a, b] = [place.get(source)!, place.get(target)!];
      const bow = (at.curvature ?? 0) * 0.5;
      const middle = [(a[0] + b[0]) / 2 + (b[1] - a[1]) * bow, (a[1] + b[1]) / 2 - (b[0] - a[0]) * bow];
      return `<path d="M${fixed(a)}Q${fixed(middle)} ${fixed(b)}" fill="none" stroke="${at.color}" stroke-width="${at.size.toFixed(1)}"/>`;
    });
    const dots = nodes.map((node) => {
      const [x, y] = place.get(node.id)!;
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${node.size.toFixed(1)}" fill="${node.color}"/>` +
        `<text x="${(x + node.size + 3).toFixed(1)}" y="${(y + 4).toFixed(1)}" font-size="11" font-family="sans-serif" fill="${colour("text")}">${escaped(node.label)}</text>`;
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${colour("ground")}"/>${lines.join("")}${dots.join("")}</svg>`;
  }

  canvas(): HTMLCanvasElement {
    const layers = [...this.box.querySelectorAll("canvas")];
    this.sigma?.refresh();
    const whole = document.createElement("canvas");
    whole.width = layers[0].width;
    whole.height = layers[0].height;
    const pen = whole.getContext("2d")!;
    pen.fillStyle = colour("ground");
    pen.fillRect(0, 0, whole.width, whole.height);
    layers.forEach((layer) => pen.drawImage(layer, 0, 0));
    return whole;
  }

  close(): void {
    this.watch?.disconnect();
    this.worker?.terminate();
    this.keep();
    this.sigma?.kill();
  }

  private label(id: string): string {
    const actor = this.world.actorAt.get(id);
    const text = actor !== undefined ? this.world.actors[actor].name : this.world.issues[this.world.issueAt.get(id)!].label;
    return text.length > 42 ? `${text.slice(0, 40)}…` : text;
  }

  /** A place to begin with that is the same at every visit. */
  private begun(id: string): [number, number] {
    let hash = 2166136261;
    for (let n = 0; n < id.length; n += 1) hash = Math.imul(hash ^ id.charCodeAt(n), 16777619);
    const angle = ((hash >>> 0) / 2 ** 32) * 2 * Math.PI;
    const radius = 40 + 60 * (((hash >>> 8) & 0xffff) / 0xffff);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }

  private begin(): void {
    this.sigma = new Sigma(this.graph, this.box, {
      allowInvalidContainer: true,
      enableEdgeEvents: this.edges.length <= MANY,
      hideEdgesOnMove: this.edges.length > MANY,
      hideLabelsOnMove: this.edges.length > MANY,
      zIndex: true,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 12,
      labelColor: { color: colour("text") },
      labelRenderedSizeThreshold: 7,
      labelDensity: 0.7,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      stagePadding: 40,
      defaultEdgeType: "line",
      edgeProgramClasses: {
        line: EdgeRectangleProgram, arrow: EdgeArrowProgram,
        curvedLine: createEdgeCurveProgram(),
        curved: createEdgeCurveProgram({ ...DEFAULT_EDGE_CURVE_PROGRAM_OPTIONS, arrowHead: { extremity: "target", lengthToThicknessRatio: 2.5, widenessToThicknessRatio: 2 } }),
      },
      defaultDrawNodeHover: hovered,
      nodeReducer: (id, data) => {
        if (this.picked) {
          const edge = this.shown.get(this.picked);
          return edge && (id === edge.source || id === edge.target) ? { ...data, forceLabel: true, zIndex: 2 } : { ...data, color: this.faint, label: "" };
        }
        if (!this.focus) return data;
        if (id === this.focus) return { ...data, forceLabel: true, zIndex: 2, highlighted: true };
        return this.near.has(id) ? { ...data, forceLabel: this.near.size < 40, zIndex: 1 } : { ...data, color: this.faint, label: "", zIndex: 0 };
      },
      edgeReducer: (key, data) => {
        if (this.picked) return key === this.picked ? { ...data, size: data.size + 2, zIndex: 2 } : { ...data, color: this.faint, zIndex: 0 };
        if (!this.focus) return data;
        const [source, target] = this.graph.extremities(key);
        return source === this.focus || target === this.focus ? { ...data, zIndex: 1 } : { ...data, hidden: true };
      },
    });
    this.watch = new ResizeObserver(() => this.sigma?.resize().refresh());
    this.watch.observe(this.box);
    this.sigma.on("clickNode", ({ node }) => this.pick({ node }));
    this.sigma.on("clickEdge", ({ edge }) => this.pick({ edge: this.shown.get(edge) }));
    this.sigma.on("clickStage", ({ event }) => {
      const edge = this.edges.length > MANY ? this.edgeAt(event.x, event.y) : null;
      this.pick(edge && { edge });
    });
    const pointer = (name: string) => () => (this.box.style.cursor = name);
    this.sigma.on("enterNode", pointer("pointer"));
    this.sigma.on("leaveNode", pointer(""));
    this.sigma.on("enterEdge", pointer("pointer"));
    this.sigma.on("leaveEdge", pointer(""));
  }

  /** The line that is nearest to a place of the box, if it is near enough. */
  private edgeAt(x: number, y: number): Edge | null {
    const at = new Map(this.graph.mapNodes((id, { x, y }) => [id, this.sigma!.graphToViewport({ x, y })] as const));
    let [nearest, least] = [null as Edge | null, NEAR];
    for (const edge of this.edges) {
      const [a, b] = [at.get(edge.source)!, at.get(edge.target)!];
      const [wide, high] = [b.x - a.x, b.y - a.y];
      const along = clamp(((x - a.x) * wide + (y - a.y) * high) / (wide * wide + high * high || 1));
      const far = Math.hypot(a.x + along * wide - x, a.y + along * high - y);
      if (far < least) [nearest, least] = [edge, far];
    }
    return nearest;
  }

  private lay(fresh: number): void {
    const turn = (this.turn += 1);
    this.worker?.terminate();
    this.worker = null;
    if (!fresh) return;
    const ids = this.graph.nodes();
    // Where most of the graph lies already, the new ones only find their place.
    const steps = fresh < ids.length / 10 ? STEPS / 4 : STEPS;
    let shownAt = performance.now();
    this.worker = layoutWorker();
    this.worker.onmessage = ({ data }: MessageEvent<{ turn: number; places: Float32Array; done: boolean }>) => {
      if (data.turn !== this.turn) return;
      // A large drawing takes its time: what comes meanwhile is not shown, and the page answers.
      const now = performance.now();
      if (!data.done && this.edges.length > MANY && now - shownAt < PAUSE) return;
      shownAt = now;
      ids.forEach((id, n) => this.places.set(id, [data.places[2 * n], data.places[2 * n + 1]]));
      this.graph.updateEachNodeAttributes((id, at) => {
        [at.x, at.y] = this.places.get(id)!;
        return at;
      }, { attributes: ["x", "y"] });
      this.box.dataset.laid = String(data.done);
      if (data.done) this.keep();
    };
    this.box.dataset.laid = "false";
    this.worker.postMessage({
      turn,
      steps,
      nodes: ids.map((id) => ({ id, ...(this.graph.getNodeAttributes(id) as { x: number; y: number; size: number }) })),
      edges: this.edges.map((edge) => [edge.source, edge.target, Math.log2(1 + edge.facts.length)]),
    });
  }

  private keep(): void {
    const round = ([x, y]: [number, number]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
    store(this.key, JSON.stringify([...this.places].slice(-5000).map(([id, place]) => [id, round(place)])));
  }
}

function hovered(context: CanvasRenderingContext2D, data: any, settings: any): void {
  if (!data.label) return;
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(data.label).width;
  context.fillStyle = colour("raised");
  context.strokeStyle = colour("rule");
  context.beginPath();
  context.roundRect(data.x + data.size + 1, data.y - 10, width + 10, 20, 3);
  context.fill();
  context.stroke();
  context.fillStyle = colour("text");
  context.fillText(data.label, data.x + data.size + 6, data.y + 4);
  context.strokeStyle = colour("text");
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 1.5, 0, 2 * Math.PI);
  context.stroke();
  context.lineWidth = 1;
}

function asUndirected(graph: Graph): Graph {
  const plain = new Graph({ type: "undirected" });
  graph.forEachNode((id) => plain.addNode(id));
  graph.forEachEdge((_, { facts }, source, target) => {
    if (plain.hasEdge(source, target)) plain.updateEdgeAttribute(source, target, "weight", (old) => (old ?? 0) + facts);
    else plain.addEdge(source, target, { weight: facts });
  });
  return plain;
}

/** The same communities at every visit. */
function seeded(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function mixed(front: string, back: string, share: number): string {
  const [a, b] = [numbers(front), numbers(back)];
  return `#${a.map((value, n) => Math.round(value * share + b[n] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

function numbers(hex: string): number[] {
  const long = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  return [0, 2, 4].map((start) => parseInt(long.slice(start, start + 2), 16));
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function extent(values: number[]): [number, number] {
  return values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
}

function fixed([x, y]: number[]): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
