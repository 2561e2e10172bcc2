import { autocompletion, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Vocabulary } from "../source/answers";

export interface Editor {
  element: HTMLElement;
  text(): string;
  showError(words: string, at?: { line?: number; column?: number }): void;
  close(): void;
}

const STYLE = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: tags.comment, color: "var(--dim)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.definition(tags.variableName)], color: "var(--code-name)" },
  { tag: [tags.number, tags.atom, tags.bool], color: "var(--code-number)" },
]);

/** An editor for a query: syntax colours, completion from the graph's vocabulary, and errors marked at their place. */
export function editor(language: "sparql" | "cypher", text: string, vocabulary: Vocabulary, run: () => void): Editor {
  const words = vocabulary[language];
  const complete = (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(language === "sparql" ? /[\w-]*:?[\w-]*/ : /[\w]+/);
    if (!before || (before.from === before.to && !context.explicit)) return null;
    return { from: before.from, options: words.map(({ name, about }) => ({ label: name, info: about || undefined })), validFor: /^[\w:-]*$/ };
  };
  const element = document.createElement("div");
  element.className = "editor";
  const nonce = document.querySelector<HTMLMetaElement>("meta[name=nonce]")?.content ?? "";
  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
        lineNumbers(), history(), drawSelection(), bracketMatching(),
        StreamLanguage.define(language === "sparql" ? sparql : cypher),
        syntaxHighlighting(STYLE), autocompletion({ override: [complete] }), EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": language === "sparql" ? "Query in SPARQL" : "Query in Cypher" }),
        EditorView.theme({
          "&": { backgroundColor: "var(--raised)", color: "var(--text)", fontSize: "13px" },
          ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--text)", minHeight: "10em" },
          ".cm-cursor": { borderLeftColor: "var(--text)" },
          ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--dim)", border: "none" },
          ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--rule)" },
          "&.cm-focused": { outline: "2px solid var(--accent)" },
        }),
        // Tab moves the focus on, as in any other field.
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      ],
    }),
  });
  return {
    element,
    text: () => view.state.doc.toString(),
    showError(message, at) {
      const found: Diagnostic[] = [];
      if (message && at?.line) {
        const line = view.state.doc.line(Math.min(at.line, view.state.doc.lines));
        const from = Math.min(line.to, line.from + Math.max(0, (at.column ?? 1) - 1));
        found.push({ from, to: Math.max(from, line.to), severity: "error", message });
      }
      view.dispatch(setDiagnostics(view.state, found));
    },
    close: () => view.destroy(),
  };
}
