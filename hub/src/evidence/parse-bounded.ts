import { Parser } from 'htmlparser2'
import type { Handler, ParserOptions } from 'htmlparser2'

const PIECE = 16 * 1024
const DEEPEST = 1000

/**
 * Reads markup piece by piece and leaves off where it nests deeper than any true page: the parser's own work grows with the square of
 * the depth, and a hundred thousand open tags would hold up the whole process for a minute.
 */
export function parseBounded(markup: string, handler: Partial<Handler>, options: ParserOptions = {}): void {
  let depth = 0
  const counted: Partial<Handler> = {
    ...handler,
    onopentag: (name, attributes, isImplied) => {
      depth++
      handler.onopentag?.(name, attributes, isImplied)
    },
    onclosetag: (name, isImplied) => {
      depth--
      handler.onclosetag?.(name, isImplied)
    },
  }
  const parser = new Parser(counted, options)
  for (let at = 0; at < markup.length && depth <= DEEPEST; at += PIECE) parser.write(markup.slice(at, at + PIECE))
  parser.end()
}
