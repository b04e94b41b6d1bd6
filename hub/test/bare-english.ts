import { parseAst } from 'rolldown/parseAst'

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>

const LETTERS = /\p{L}{2}/u
const PROSE = /^\p{Lu}\p{Ll}+(?![\p{L}-])|\p{L}{2}[,;:.]? \p{L}|…/u
const ALOUD = ['alt', 'aria-label', 'label', 'title']
const UNSEEN = ['className', 'classOf', 'd', 'high', 'href', 'id', 'keyOf', 'keys', 'path', 'style', 'to', 'viewBox']
// Names that are the same everywhere: of keys of the keyboard, of ourselves and of the language of playbooks; and what is written for a browser or a machine.
const NAMES = ['Allclear', 'Control+K Meta+K', 'Enter', 'Escape', 'Mon', 'readyz', 'Refusal', 'Shift', 'Ctrl/⌘', 'is done']
const FOR_MACHINES = /system-ui|monospace|\[[^\]]*\]|^[#.]|^key: |^sudo |var\(--/

/** Words that stand in the code of a screen and not in its catalogue, each with its line: text between tags, names said aloud, and whatever reads as prose. */
export function bareEnglish(text: string): readonly string[] {
  const found: { readonly at: number; readonly says: string }[] = []
  const look = (node: Node, isShown: boolean) => {
    const says = saidBy(node)
    if (says !== null && !NAMES.includes(says.trim()) && !FOR_MACHINES.test(says) && (isShown ? LETTERS : PROSE).test(says))
      found.push({ at: node.start, says: says.trim() })
    for (const [key, below] of Object.entries(node)) {
      if (isUnread(node, key)) continue
      for (const one of Array.isArray(below) ? below : [below]) if (isNode(one)) look(one, isShownBelow(node, key, one, isShown))
    }
  }
  look(parseAst(text, { lang: 'tsx' }) as unknown as Node, false)
  return found.map(({ at, says }) => `${text.slice(0, at).split('\n').length} says “${says.replaceAll(/\s+/g, ' ')}”`)
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

function saidBy(node: Node): string | null {
  if (node.type === 'JSXText') return String(node['value'])
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type === 'TemplateElement') return (node['value'] as { cooked: string }).cooked
  return null
}

const nameOf = (node: unknown): unknown => (isNode(node) ? (node['name'] ?? node['value']) : undefined)

const tagOf = (node: Node) => String(nameOf((node['openingElement'] as Node)['name']))

// Modules, types, commands and what nobody reads: classes, addresses, drawings.
function isUnread(node: Node, key: string): boolean {
  if (/^(Import|ExportAll|ExportNamed)\w*$/.test(node.type)) return key === 'source'
  if (/^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)/.test(node.type)) return true
  if (/^(JSXAttribute|Property)$/.test(node.type)) return key === 'key' || UNSEEN.includes(String(nameOf(node['name'] ?? node['key'])))
  if (node.type === 'BinaryExpression') return true // what is compared is not shown
  if (node.type === 'JSXElement' && key === 'children') return ['code', 'kbd', 'pre'].includes(tagOf(node))
  return /^(typeAnnotation|typeArguments|test)$/.test(key)
}

// What is drawn as it stands, through `a ? b : c`, `a && b` and what surrounds it.
function isShownBelow(node: Node, key: string, below: Node, isShown: boolean): boolean {
  if (below.type === 'JSXText') return true
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') return key === 'children' && below.type === 'JSXExpressionContainer'
  if (node.type === 'JSXAttribute') return ALOUD.includes(String(nameOf(node['name'])))
  return isShown && /^(JSXExpressionContainer|ConditionalExpression|LogicalExpression|TemplateLiteral)$/.test(node.type)
}
