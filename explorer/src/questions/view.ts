import { type Address, here, href, setQuery } from "../browser/address";
import { source } from "../source/source";
import { combobox } from "../controls/combobox";
import { h, replace } from "../parts/element";
import { actorChoices, plain } from "../controls/finding";
import { problemBox } from "../parts/status";
import { latestOnly } from "../parts/latest";
import type { View } from "../parts/view";
import { capital } from "../parts/words";
import { loadWorld, nameOf, type World } from "../graph/ties";
import { Problem, type Question, type QuestionParameter, type Table } from "../source/answers";
import { answerOf } from "./answer";
import { type Editor, editor } from "./editor";

const EXAMPLES = {
  sparql: "# Who demands something, and of whom; the prefixes of the ontology are known.\nSELECT ?holder ?addressee (COUNT(?position) AS ?demands) {\n  ?position neg:holder ?holder ; neg:addressee ?addressee ; neg:stance \"demand\" .\n}\nGROUP BY ?holder ?addressee\nORDER BY DESC(?demands)\nLIMIT 25\n",
  cypher: "// Who demands something, and of whom.\nMATCH (holder:Actor)-[demand:DEMANDS]->(addressee:Actor)\nRETURN holder.name AS holder, addressee.name AS addressee, count(demand) AS demands\nORDER BY demands DESC\nLIMIT 25\n",
};

/** Shows in the box the answer to the latest question, even if an earlier one is answered later; after `close`, none. */
function answerBox(name: string, box: HTMLElement, fail: (error: unknown) => void = () => {}) {
  const begin = latestOnly();
  const show = async (asked: () => Promise<Table>): Promise<void> => {
    const isLast = begin();
    replace(box, h("p", { class: "note", role: "status" }, "Asking …"));
    try {
      const table = await asked();
      if (isLast()) replace(box, answerOf(name, table));
    } catch (error) {
      if (!isLast()) return;
      fail(error);
      replace(box, problemBox(error));
    }
  };
  return { show, close: () => void begin() };
}

/** The named questions as forms, and an editor for each query language. */
export async function questionsView(address: Address): Promise<View> {
  const questions = await source.questions();
  const chosen = address.path[1] ?? "";
  const language = chosen === "sparql" || chosen === "cypher" ? chosen : null;
  const found = questions.find(({ name }) => name === chosen);
  const entry = (name: string, title: string) => h("li", {}, h("a", { href: href(["ask", name]), "aria-current": name === chosen ? "page" : null }, title));
  const list = h("details", { class: "side", open: !chosen || matchMedia("(min-width: 60rem)").matches },
    h("summary", {}, "Questions"),
    h("nav", { "aria-label": "Questions" },
      h("ul", {}, (["sparql", "cypher"] as const).filter((each) => source.speaks(each)).map((each) => entry(each, each === "sparql" ? "In SPARQL" : "In Cypher"))),
      h("ul", {}, questions.map(({ name, title }) => entry(name, title)))));
  const body = language ? await queryPage(language, address.query) : found ? await questionPage(found, address.query) : welcome(chosen);
  return {
    element: h("div", { class: "questions-view" }, list, body.element),
    title: language ? capital(language) : (found?.title ?? "Ask"),
    close: body.close,
  };
}

interface Page {
  element: HTMLElement;
  close?: () => void;
}

function welcome(unknown: string): Page {
  return { element: h("div", { class: "column" }, h("h1", {}, "Ask"),
    unknown ? problemBox(new Problem(`No question is called ${unknown}.`, "")) : null,
    h("p", {}, "Choose a question. Each has a form for its parameters, and the same answer in SPARQL and Cypher.")) };
}

async function questionPage(question: Question, query: URLSearchParams): Promise<Page> {
  const world = await loadWorld();
  const answer = h("div", { class: "answer-box" });
  const values = new Map<string, string[]>(question.parameters.map(({ name }) => [name, query.getAll(name)]));
  const answers = answerBox(question.name, answer);
  const asked = h("p", { class: "asked" });
  const boxes: Combobox[] = [];
  const run = (push: boolean) => {
    const parameters = new URLSearchParams();
    for (const [name, given] of values) for (const value of given) if (value) parameters.append(name, value);
    replace(asked, [...values].flatMap(([name, given]) => given.some(Boolean) ? h("span", {}, `${labelOf(name)}: `, h("bdi", {}, given.filter(Boolean).map((each) => called(world, each)).join(", ")), ". ") : []));
    setQuery({ ...Object.fromEntries([...values].map(([name, given]) => [name, given.filter(Boolean)])), run: "1" }, push);
    void answers.show(() => source.ask(question.name, parameters));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    for (const box of boxes) box.take();
    run(true);
  };
  const fields = question.parameters.map((parameter) => field(parameter, world, values, boxes));
  const element = h("div", { class: "column" },
    h("h1", {}, question.title), h("p", {}, question.description),
    source.live
      ? h("form", { class: "question-form", submit }, fields, h("p", {}, h("button", { type: "submit", class: "main" }, "Ask")))
      : h("p", { class: "note" }, "The answer as it was when this file was made, without parameters."),
    asked,
    answer,
    h("details", {}, h("summary", {}, "What the columns mean"), h("dl", {}, question.columns.map(({ name, meaning }) => [h("dt", {}, name.replaceAll("_", " ")), h("dd", {}, meaning)])), h("p", { class: "note" }, `Order: ${question.order}.`)),
    h("details", {}, h("summary", {}, "The question in SPARQL and Cypher"), h("pre", {}, question.sparql), h("pre", {}, question.cypher)));
  // Without parameters a server may take long: it waits for the button.
  const isMissing = question.parameters.some(({ name, required }) => required && !values.get(name)!.length);
  if (!isMissing && (!source.live || [...query.keys()].length)) run(false);
  return { element, close: answers.close };
}

/** The name of an actor or the title of a document with this id; other values as they are. */
function called(world: World, value: string): string {
  return nameOf(world, value) ?? (world.documents.find(({ id }) => id === value)?.title || value);
}

function labelOf(parameter: string): string {
  return capital(parameter.replaceAll("_", " "));
}

type Combobox = ReturnType<typeof combobox>;

/** The field of a parameter. A combobox is added to the `boxes`, so that words typed without Enter count when the form is sent. */
function field(parameter: QuestionParameter, world: World, values: Map<string, string[]>, boxes: Combobox[]): HTMLElement {
  const { name, type, help } = parameter;
  const label = labelOf(name) + (parameter.required ? " (required)" : "");
  const chosen = () => values.get(name)!;
  if (parameter.options.length) {
    if (!parameter.several)
      return h("label", { class: "field", title: help }, label, h("select", { change: (event: Event) => values.set(name, [(event.target as HTMLSelectElement).value]) }, h("option", { value: "" }, "any"), parameter.options.map((option) => h("option", { value: option, selected: chosen().includes(option) }, option))), h("small", {}, help));
    return h("fieldset", { class: "field" }, h("legend", {}, label), parameter.options.map((option) =>
      h("label", { class: "tick" }, h("input", { type: "checkbox", checked: chosen().includes(option), change: (event: Event) => {
        const rest = chosen().filter((each) => each !== option);
        values.set(name, (event.target as HTMLInputElement).checked ? [...rest, option] : rest);
      } }), option)));
  }
  if (type === "actor" || type === "issue" || type === "document") {
    const chips = h("span", { class: "chips" });
    const draw = () => replace(chips, chosen().map((id) => h("span", { class: "chip" }, h("bdi", {}, called(world, id)), h("button", { type: "button", "aria-label": `Remove ${called(world, id)}`, click: () => { values.set(name, chosen().filter((each) => each !== id)); draw(); } }, "×"))));
    const issues = (words: string) => world.issues.filter(({ label: text }) => plain(text).includes(plain(words))).sort((a, b) => a.label.length - b.label.length).map(({ id, label: text }) => ({ id, label: text }));
    const documents = (words: string) => world.documents.filter((line) => plain(`${line.title ?? ""} ${line.name} ${line.date}`).includes(plain(words))).map((line) => ({ id: line.id, label: line.title || line.name, note: line.date ?? "" }));
    const box = combobox({
      label, placeholder: "type to find",
      find: (words) => (type === "actor" ? actorChoices(world, words) : type === "issue" ? issues(words) : documents(words)),
      choose: (choice, words) => {
        const value = choice?.id ?? words;
        if (!value) return;
        values.set(name, parameter.several ? [...new Set([...chosen(), value])] : [value]);
        box.input.value = "";
        draw();
      },
    });
    draw();
    boxes.push(box);
    return h("div", { class: "field" }, box.element, chips, h("small", {}, help));
  }
  const kind = type === "int" || type === "float" ? "number" : "text";
  return h("label", { class: "field" }, label, h("input", { type: kind, step: type === "float" ? "0.05" : null, min: type === "int" ? 1 : type === "float" ? 0 : null, placeholder: type === "date" ? "2018, 2018-08 or 2018-08-24" : "", value: chosen()[0] ?? "", input: (event: Event) => values.set(name, [(event.target as HTMLInputElement).value]) }), h("small", {}, help));
}

async function queryPage(language: "sparql" | "cypher", query: URLSearchParams): Promise<Page> {
  const vocabulary = await source.vocabulary();
  const answer = h("div", { class: "answer-box" });
  let input: Editor;
  const answers = answerBox("answer", answer, (error) => { if (error instanceof Problem) input.showError(error.title, error.at); });
  const run = () => {
    const text = input.text();
    setQuery({ query: text }, here().query.get("query") !== text);
    input.showError("");
    void answers.show(() => source.query(language, text));
  };
  input = editor(language, query.get("query") ?? EXAMPLES[language], vocabulary, run);
  if (query.has("query")) run();
  return {
    element: h("div", { class: "column" }, h("h1", {}, language === "sparql" ? "In SPARQL" : "In Cypher"),
      input.element, h("p", { class: "row" }, h("button", { type: "button", class: "main", click: run }, "Ask"), h("span", { class: "note" }, "Ctrl+Enter asks; Ctrl+Space completes. Queries change nothing.")), answer),
    close: () => {
      answers.close();
      input.close();
    },
  };
}
