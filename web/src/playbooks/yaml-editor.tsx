import type { Complaint, Desk } from '@allclear/wire/playbook.ts'
import { setDiagnostics } from '@codemirror/lint'
import { yaml, yamlLanguage } from '@codemirror/lang-yaml'
import { basicSetup, EditorView } from 'codemirror'
import { useEffect, useRef } from 'react'
import { completionOf } from './completion.ts'

type Props = {
  label: string
  text: string
  onChange: (text: string) => void
  onLine?: (line: number) => void
  complaints: readonly Complaint[]
  language?: Pick<Desk, 'keys' | 'values'>
  goTo?: { readonly line: number; readonly column?: number } | null // a new one moves the cursor there
  mayWrite: boolean
}

/** YAML to write in: what is wrong is underlined at its place, and what may be written there is offered. */
export function YamlEditor(props: Props) {
  const { text, complaints, goTo = null } = props
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const now = useRef(props)
  useEffect(() => void (now.current = props))
  useEffect(() => {
    const editor = createEditor(box.current!, now)
    view.current = editor
    return () => editor.destroy()
  }, [])
  useEffect(() => {
    const { state } = view.current!
    if (state.doc.toString() !== text) view.current!.dispatch({ changes: { from: 0, to: state.doc.length, insert: text } })
  }, [text])
  useEffect(() => view.current!.dispatch(setDiagnostics(view.current!.state, diagnosticsOf(view.current!, complaints))), [complaints])
  useEffect(() => {
    if (goTo === null) return
    const { doc } = view.current!.state
    const line = doc.line(Math.min(goTo.line, doc.lines))
    const anchor = Math.min(line.from + (goTo.column ?? 1) - 1, line.to)
    view.current!.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
    view.current!.focus()
  }, [goTo])
  return <div className="yaml" ref={box} />
}

function createEditor(parent: HTMLElement, now: { readonly current: Props }) {
  const { label, text, language, mayWrite } = now.current
  return new EditorView({
    parent,
    doc: text,
    extensions: [
      EditorView.cspNonce.of(globalThis.styleNonce ?? ''),
      basicSetup,
      yaml(),
      LOOK,
      EditorView.lineWrapping,
      EditorView.editable.of(mayWrite),
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', ...(mayWrite ? {} : { 'aria-readonly': 'true' }) }),
      ...(language ? [yamlLanguage.data.of({ autocomplete: completionOf(language) })] : []),
      EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
        if (docChanged) now.current.onChange(state.doc.toString())
        if (selectionSet || docChanged) now.current.onLine?.(state.doc.lineAt(state.selection.main.head).number)
      }),
    ],
  })
}

// From its place to the end of the word, and never nothing.
function diagnosticsOf({ state: { doc } }: EditorView, complaints: readonly Complaint[]) {
  return complaints
    .filter(({ line }) => line <= doc.lines)
    .map(({ line, column, level, message, fix }) => {
      const { from, to, text } = doc.line(line)
      const rest = /^[^\s,[\]{}]*/.exec(text.slice(column - 1))![0]
      const start = Math.min(from + column - 1, to)
      return { from: start, to: Math.min(start + Math.max(1, rest.length), to), severity: SEVERITY[level], message: `${message}; ${fix}` }
    })
}

const SEVERITY = { error: 'error', finding: 'warning', warning: 'warning' } as const

// Waves under what is wrong are drawn by the browser: a page takes no picture out of a style.
const waves = (colour: string) => ({ backgroundImage: 'none', textDecoration: `underline wavy var(--${colour})`, paddingBottom: '0' })

// In the colours of the screen, light and dark; those that CodeMirror gives to words cannot be read in the dark.
const LOOK = EditorView.theme({
  '.cm-line span': { color: 'inherit' },
  '.cm-lintRange-error': waves('bad'),
  '.cm-lintRange-warning': waves('warn'),
  '&': { color: 'var(--ink)', backgroundColor: 'var(--card)', fontSize: '0.875rem' },
  '&.cm-focused': { outline: '3px solid var(--accent)', outlineOffset: '1px' },
  '.cm-content': { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', caretColor: 'var(--ink)' },
  '@media (prefers-reduced-motion: reduce)': { '.cm-cursorLayer': { animation: 'none !important' } },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--quiet)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--idle-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--busy-soft)' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionDetail': { opacity: '1', marginLeft: '1em' },
  '.cm-panels': { backgroundColor: 'var(--card)', color: 'var(--ink)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--idle-soft)', color: 'var(--ink)', border: 'none' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--good-soft)' },
})
