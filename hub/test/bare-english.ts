import { parseAst } from 'rolldown/parseAst'

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>

const LETTERS = /\p{L}{2}/u
const PROSE = /^\p{Lu}\p{Ll}+(?![\p{L}-])|\p{L}{2}[,;:.]? \p{L}|…/u
const ALOUD = ['alt', 'aria-label', 'label', 'title']
const UNSEEN = ['className', 'classOf', 'd', 'high', 'href', 'id', 'keyOf', 'keys', 'path', 'style', 'to', 'viewBox']
// Names that are the same everywhere: of keys of the keyboard, of ourselves and of the language of playbooks; and what is written for a browser or a machine.
const NAMES = ['Allclear', 'Control+K Meta+K', 'Enter', 'Escape', 'Mon', 'readyz', 'Refusal', 'Shift', 'Ctrl/⌘', 'is done', 'API', 'RSS']
const FOR_MACHINES = /system-ui|monospace|\[[^\]]*\]|^[#.]|^key: |^sudo |var\(--|="|^<\?|^noindex/

/**
 * Words that stand in the code of a screen and not in its catalogue, each with its line: text between tags, names said aloud, and whatever
 * reads as prose. What stands under one of the names of `unread` is for nobody who looks at the screen.
 */
export function bareEnglish(text: string, unread: readonly string[] = []): readonly string[] {
  const found: { readonly at: number; readonly says: string }[] = []
  const look = (node: Node, isShown: boolean) => {
    if (isMarkup(node)) return lookAtMarkup(node, look, (says) => found.push({ at: node.start, says }))
    const says = saidBy(node)
    if (says !== null && !NAMES.includes(says.trim()) && !FOR_MACHINES.test(says) && (isShown ? LETTERS : PROSE).test(says))
      found.push({ at: node.start, says: says.trim() })
    for (const [key, below] of Object.entries(node)) {
      if (isUnread(node, key, unread)) continue
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

const isMarkup = (node: Node) => node.type === 'TaggedTemplateExpression' && nameOf(node['tag']) === 'html'

// Pages of the hub are text with holes: the same is read in them, between the tags and in what is said aloud.
function lookAtMarkup(node: Node, look: (node: Node, isShown: boolean) => void, say: (says: string) => void) {
  const { quasis, expressions } = node['quasi'] as { quasis: Node[]; expressions: Node[] }
  const parts = quasis.map((part) => (part['value'] as { cooked: string }).cooked)
  const aloud = new RegExp(`\\b(?:${ALOUD.join('|')})="([^"]*)`, 'g')
  const whole = parts.join(HOLE).replaceAll(/<(code|kbd|pre)\b[^>]*>[^<]*<\/\1>/g, HOLE)
  const said = [...whole.matchAll(aloud)].map(([, name]) => name!)
  for (const text of [...whole.split(/<[^>]*>/), ...said].flatMap((piece) => piece.split(HOLE)))
    if (LETTERS.test(text) && !NAMES.includes(text.trim()) && !FOR_MACHINES.test(text)) say(text.trim())
  expressions.forEach((below, hole) => {
    const before = parts.slice(0, hole + 1).join(HOLE)
    const isInTag = before.lastIndexOf('<') > before.lastIndexOf('>')
    look(below, !isInTag || new RegExp(`\\b(?:${ALOUD.join('|')})="[^"]*$`).test(before))
  })
}

const HOLE = '\u0001'

const nameOf = (node: unknown): unknown => (isNode(node) ? (node['name'] ?? node['value']) : undefined)

const tagOf = (node: Node) => String(nameOf((node['openingElement'] as Node)['name']))

// Modules, types, commands and what nobody reads: classes, addresses, drawings.
function isUnread(node: Node, key: string, unread: readonly string[]): boolean {
  if (/^(Import|ExportAll|ExportNamed)\w*$/.test(node.type)) return key === 'source'
  if (/^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)/.test(node.type)) return true
  if (/^(JSXAttribute|Property)$/.test(node.type))
    return key === 'key' || [...UNSEEN, ...unread].includes(String(nameOf(node['name'] ?? node['key'])))
  if (node.type === 'VariableDeclarator') return key === 'init' && unread.includes(String(nameOf(node['id'])))
  if (node.type === 'NewExpression') return unread.includes(String(nameOf(node['callee'])))
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
