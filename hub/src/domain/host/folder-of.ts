import type { Installation } from './sample.ts'

/** The installation of a site on its server: the one in a folder of its name, or the only one where the site is alone there. A server carries the sites of several clients. */
export function folderOf(all: readonly Installation[], host: string, isAlone: boolean): Installation | null {
  const named = all.find(({ path }) => isNamedFor(path, host))
  return named ?? (all.length === 1 && isAlone ? all[0]! : null)
}

/** Whether one of the folders of a path bears the name of a site. */
export function isNamedFor(path: string, host: string): boolean {
  const bare = host.replace(/^www\./, '')
  return path.split('/').some((part) => part === bare || part === `www.${bare}`)
}
