import { Problem } from '../problem.ts'

const MAX_DEPTH = 32
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
const TOKEN = /"(?:[^"\\]+|\\.)*"(\s*:)?|[{}[\]]|-?\d[\d.eE+-]*/g

/** JSON as a careful reader takes it: no doubled or dangerous key, not deeper than 32, no number that would be rounded. */
export function readJson(text: string): unknown {
  if (text.trim() === '') throw new Problem('bad-input', 'body_missing', 'The body is empty.', 'Send a JSON object, {} at least.')
  const value = parse(text)
  const open: Set<string>[] = []
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined) takeKey(JSON.parse(token.slice(0, -colon.length)) as string, open.at(-1)!)
    else if (token[0] !== '"') judgeNumber(token)
    if (open.length > MAX_DEPTH) {
      throw new Problem('bad-input', 'json_too_deep', `The JSON is nested deeper than ${MAX_DEPTH}.`, 'Flatten it.')
    }
  }
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? text.length)
    const before = text.slice(0, position).split('\n')
    const place = `${before.length}:${before.at(-1)!.length + 1}`
    throw new Problem('bad-input', 'json_invalid', `The body is not JSON at ${place}.`, 'Mend it there; keys and texts need double quotes.')
  }
}

function takeKey(key: string, known: Set<string>) {
  if (FORBIDDEN.has(key))
    throw new Problem('bad-input', 'field_forbidden', `The key "${key}" is not allowed.`, 'Remove it.', { field: key })
  if (known.has(key))
    throw new Problem('bad-input', 'key_duplicate', `The key "${said(key)}" stands twice.`, 'Keep one of the two.', { field: said(key) })
  known.add(key)
}

function judgeNumber(token: string) {
  const number = Number(token)
  if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number))) {
    throw new Problem('bad-input', 'number_out_of_range', `${said(token)} cannot be kept exactly.`, 'Write a smaller number.')
  }
}

// What was sent may be as long as a body.
const said = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text)
