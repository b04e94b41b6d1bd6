/** The tags of a record such as `v=DMARC1; p=none`, by their names in lower case; the first of a name counts. */
export function readTags(record: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  for (const part of record.split(';')) {
    const [name, ...value] = part.split('=')
    const key = name!.trim().toLowerCase()
    if (key !== '' && !tags.has(key)) tags.set(key, value.join('=').trim())
  }
  return tags
}
