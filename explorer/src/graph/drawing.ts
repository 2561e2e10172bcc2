import { createEdgeCurveProgram, DEFAULT_EDGE_CURVE_PROGRAM_OPTIONS } from "@sigma/edge-curve";
import Graph from "graphology";
import { EdgeArrowProgram, EdgeLineProgram, EdgeRectangleProgram } from "sigma/rendering";
import { store, stored } from "../browser/storage";
import { colour } from "../browser/theme";
import type { Edge } from "./filter";
import { prefersNoMotion } from "../browser/motion";
import { GlidingSigma } from "./gliding";
import { drawHovered, drawLabels, type Waiting } from "./labels";
import { clamp, colourGraph, communitiesIn, type Community, graphOf, keyOf, type KeyItem, MANY_EDGES, nodeScale } from "./picture";
import { graphAsPng } from "./png";
import { graphAsSvg } from "./svg";
import { shortNameOf, type World } from "./ties";
import { layoutWorker } from "./layout/starting";
import type { LayoutResult, LayoutTask } from "./layout/layout.worker";

export interface Picked {
  node?: string;
  edge?: Edge;
}

/** While at most this share of the nodes is without a place, the others keep theirs. */
const FEW_FRESH = 0.1;
/** How many pixels beside a line a click still counts. */
const CLICK_DISTANCE = 6;
/** The size of a node, in pixels, from which on its name is shown. */
const LABELLED_SIZE = 7;
/** How many characters of a name are drawn. */
const LONGEST_NAME = 42;

/** Milliseconds of a camera movement; 1 where the user wants no motion, as sigma does not take 0. */
function duration(usual: number): number {
  return prefersNoMotion() ? 1 : usual;
}

/** The graph on the page: sigma draws it, a worker lays it out, and the positions are stored for the next visit. */
export class Drawing {
  private graph = new Graph({ type: "mixed", multi: true });
  private faint = "#dddddd";
  private ground = "#ffffff";
  private scale = 1;
  private readonly places: Map<string, [number, number]>;
  private readonly storageKey: string;
  private sigma: GlidingSigma | null = null;
  private worker: Worker | null = null;
  private resizing: ResizeObserver | null = null;
  private layoutRun = 0;
  private shown = new Map<string, Edge>();
  private chosenNode: string | null = null;
  private neighbours = new Set<string>();
  private chosenEdge: string | null = null;
  private communities: Community[] | null = null;
  private edges: Edge[] = [];

  constructor(
    private readonly box: HTMLElement,
    private readonly world: World,
    name: string,
    private readonly pick: (picked: Picked | null) => void,
  ) {
    this.storageKey = `kg-places:${name}`;
    let pairs: [string, [number, number]][] = [];
    try {
      pairs = JSON.parse(stored(this.storageKey) ?? "[]");
    } catch {
      // Another version may have stored something else.
    }
    this.places = new Map(pairs);
  }

  draw(edges: Edge[], byCommunity: boolean): void {
    this.edges = edges;
    this.shown = new Map(edges.map((edge) => [edge.key, edge]));
    const fresh = new Set<string>();
    const place = (id: string) => {
      const known = this.places.get(id);
      if (!known) fresh.add(id);
      return known ?? ([0, 0] as [number, number]);
    };
    const scale = nodeScale(edges, this.box.offsetWidth);
    this.graph = graphOf(edges, place, (id) => shortNameOf(this.world, id, LONGEST_NAME), scale);
    this.communities = byCommunity ? communitiesIn(this.graph) : null;
    this.setHighlight(this.chosenNode, this.chosenEdge && this.shown.has(this.chosenEdge) ? this.chosenEdge : null);
    this.setColours();
    const many = edges.length > MANY_EDGES;
    const changed = this.sigma?.glides !== many || this.scale !== scale;
    this.scale = scale;
    if (!this.sigma) this.createSigma();
    else {
      if (changed) this.sigma.setSettings({ enableEdgeEvents: !many, labelRenderedSizeThreshold: LABELLED_SIZE * scale });
      this.sigma.setGraph(this.graph);
    }
    this.sigma!.glides = many;
    this.startLayout(fresh);
  }

  /** Take the colours of the theme. */
  paint(): void {
    this.setColours();
    this.sigma?.setSettings({ labelColor: { color: colour("text") }, defaultEdgeColor: colour("rule") });
  }

  private setColours(): void {
    this.faint = colour("faint");
    this.ground = colour("ground");
    colourGraph(this.graph, this.shown, this.communities);
  }

  /** Move the camera to a node, and highlight it. */
  centre(id: string): void {
    this.highlightNode(id);
    const place = this.sigma?.getNodeDisplayData(id);
    if (place) void this.sigma?.getCamera().animate({ x: place.x, y: place.y, ratio: 0.35 }, { duration: duration(300) });
  }

  highlightNode(id: string | null): void {
    if (!id && !this.chosenNode && !this.chosenEdge) return;
    this.setHighlight(id, null);
    this.sigma?.refresh({ skipIndexation: true });
  }

  highlightEdge(key: string | null): void {
    this.setHighlight(null, key);
    this.sigma?.refresh({ skipIndexation: true });
  }

  /** Highlight a node with its neighbours, or a line; the picture is not redrawn yet. */
  private setHighlight(node: string | null, edge: string | null): void {
    this.chosenNode = node && this.graph.hasNode(node) ? node : null;
    this.neighbours = new Set(this.chosenNode ? this.graph.neighbors(this.chosenNode) : []);
    this.chosenEdge = edge;
  }

  showWhole(): void {
    void this.sigma?.getCamera().animatedReset({ duration: duration(300) });
  }

  zoom(factor: number): void {
    const camera = this.sigma?.getCamera();
    void camera?.animate({ ratio: camera.ratio * factor }, { duration: duration(150) });
  }

  layOutAnew(): void {
    this.places.clear();
    this.draw(this.edges, this.communities !== null);
  }

  get order(): number {
    return this.graph.order;
  }

  get size(): number {
    return this.graph.size;
  }

  /** The meaning of the colours. */
  get key(): KeyItem[] {
    return keyOf(this.graph, this.communities);
  }

  /** The drawing as an SVG, for a publication. */
  get svg(): string {
    return graphAsSvg(this.graph, this.key);
  }

  /** The part of the drawing that is on the page, with a key below. */
  png(): HTMLCanvasElement {
    this.sigma?.refresh();
    return graphAsPng([...this.box.querySelectorAll("canvas")], this.key);
  }

  close(): void {
    this.resizing?.disconnect();
    this.worker?.terminate();
    this.storePlaces();
    this.sigma?.kill();
  }

  private createSigma(): void {
    const many = this.edges.length > MANY_EDGES;
    const waiting: Waiting[] = [];
    this.sigma = new GlidingSigma(this.graph, this.box, {
      allowInvalidContainer: true,
      enableEdgeEvents: !many,
      zIndex: true,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 12,
      labelColor: { color: colour("text") },
      labelRenderedSizeThreshold: LABELLED_SIZE * this.scale,
      labelDensity: 4,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      stagePadding: 40,
      defaultEdgeType: "line",
      edgeProgramClasses: {
        hair: EdgeLineProgram, line: EdgeRectangleProgram, arrow: EdgeArrowProgram,
        curvedLine: createEdgeCurveProgram(),
        curved: createEdgeCurveProgram({ ...DEFAULT_EDGE_CURVE_PROGRAM_OPTIONS, arrowHead: { extremity: "target", lengthToThicknessRatio: 2.5, widenessToThicknessRatio: 2 } }),
      },
      // sigma calls this in no order of importance: names are drawn when all are known.
      defaultDrawNodeLabel: (context, node, look) => void waiting.push({ context, node, look }),
      defaultDrawNodeHover: drawHovered,
      nodeReducer: (id, data) => {
        if (this.chosenEdge) {
          const edge = this.shown.get(this.chosenEdge);
          return edge && (id === edge.source || id === edge.target) ? { ...data, forceLabel: true, zIndex: 2 } : { ...data, color: this.faint, label: "" };
        }
        if (!this.chosenNode) return data;
        if (id === this.chosenNode) return { ...data, forceLabel: true, zIndex: 2, highlighted: true };
        return this.neighbours.has(id) ? { ...data, forceLabel: this.neighbours.size < 40, zIndex: 1 } : { ...data, color: this.faint, label: "", zIndex: 0 };
      },
      edgeReducer: (key, data) => {
        if (this.chosenEdge) return key === this.chosenEdge ? { ...data, size: data.size + 2, zIndex: 2 } : { ...data, color: this.faint, zIndex: 0 };
        if (!this.chosenNode) return data;
        const [source, target] = this.graph.extremities(key);
        return source === this.chosenNode || target === this.chosenNode ? { ...data, zIndex: 1 } : { ...data, hidden: true };
      },
    });
    // The first picture has been drawn by now.
    const drawWaiting = () => drawLabels(waiting.splice(0), this.ground);
    drawWaiting();
    this.sigma.on("afterRender", drawWaiting);
    const drawn = { width: this.box.offsetWidth, height: this.box.offsetHeight };
    this.resizing = new ResizeObserver(() => {
      const [width, height] = [this.box.offsetWidth, this.box.offsetHeight];
      if (width === drawn.width && height === drawn.height) return;
      Object.assign(drawn, { width, height });
      this.sigma?.resize().refresh();
    });
    this.resizing.observe(this.box);
    this.sigma.on("clickNode", ({ node }) => this.pick({ node }));
    this.sigma.on("clickEdge", ({ edge }) => this.pick({ edge: this.shown.get(edge) }));
    this.sigma.on("clickStage", ({ event }) => {
      const edge = this.edges.length > MANY_EDGES ? this.edgeAt(event.x, event.y) : null;
      this.pick(edge && { edge });
    });
    const pointer = (name: string) => () => (this.box.style.cursor = name);
    this.sigma.on("enterNode", pointer("pointer"));
    this.sigma.on("leaveNode", pointer(""));
    this.sigma.on("enterEdge", pointer("pointer"));
    this.sigma.on("leaveEdge", pointer(""));
  }

  /** The line nearest to a point of the box, if it is near enough. */
  private edgeAt(x: number, y: number): Edge | null {
    const at = new Map(this.graph.mapNodes((id, { x, y }) => [id, this.sigma!.graphToViewport({ x, y })] as const));
    let [nearest, least] = [null as Edge | null, CLICK_DISTANCE];
    for (const edge of this.edges) {
      const [a, b] = [at.get(edge.source)!, at.get(edge.target)!];
      const [wide, high] = [b.x - a.x, b.y - a.y];
      const along = clamp(((x - a.x) * wide + (y - a.y) * high) / (wide * wide + high * high || 1));
      const far = Math.hypot(a.x + along * wide - x, a.y + along * high - y);
      if (far < least) [nearest, least] = [edge, far];
    }
    return nearest;
  }

  private startLayout(fresh: Set<string>): void {
    const turn = (this.layoutRun += 1);
    this.worker?.terminate();
    this.worker = null;
    const ids = this.graph.nodes();
    const isAnew = fresh.size > FEW_FRESH * ids.length;
    this.box.classList.toggle("unlaid", isAnew);
    if (!fresh.size) return;
    this.worker = layoutWorker();
    this.worker.onmessage = ({ data: { turn, places } }: MessageEvent<LayoutResult>) => {
      if (turn !== this.layoutRun) return;
      ids.forEach((id, n) => this.places.set(id, [places[2 * n], places[2 * n + 1]]));
      this.graph.updateEachNodeAttributes((id, at) => {
        [at.x, at.y] = this.places.get(id)!;
        return at;
      }, { attributes: ["x", "y"] });
      this.box.classList.remove("unlaid");
      this.box.dataset.laid = "true";
      this.storePlaces();
    };
    this.box.dataset.laid = "false";
    const task: LayoutTask = {
      turn,
      nodes: this.graph.mapNodes((id, { x, y, size }) => ({ id, x, y, size, isFresh: isAnew || fresh.has(id) })),
      ties: this.edges.map(({ source, target, facts }) => [source, target, facts.length]),
      aspect: clamp(this.box.offsetWidth / this.box.offsetHeight, 0.4, 2.5),
    };
    this.worker.postMessage(task);
  }

  private storePlaces(): void {
    const round = ([x, y]: [number, number]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
    store(this.storageKey, JSON.stringify([...this.places].slice(-5000).map(([id, place]) => [id, round(place)])));
  }
}
