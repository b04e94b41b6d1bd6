const HANGING = '  '

/** The lines of a text of at most `columns` characters, broken between words; what follows the first is set in. A longer word stands alone. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= columns || line === '') line = longer
    else {
      lines.push(line)
      line = `${HANGING}${word}`
    }
  }
  return [...lines, line]
}
