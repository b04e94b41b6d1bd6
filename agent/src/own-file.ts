import { statSync } from 'node:fs'
import { readText } from './metrics/files.ts'

/** What the owner of this host tells its agent, in a file that root may write alone. */
export type OwnFile = {
  readonly databaseUser: string | null // whom MySQL and PostgreSQL know by their sockets, and who may read their state
  readonly databasePassword: string // of MySQL; empty where its socket is enough
  readonly status: readonly string[] // pages of nginx or Apache, on loopback
  readonly certificates: readonly string[]
  readonly backups: readonly { readonly name: string; readonly path: string; readonly hours: number }[]
  readonly logs: readonly string[] // followed beside those the agent knows
  readonly sites: readonly string[] // folders of websites that an order may concern
}

export const NO_OWN_FILE: OwnFile = {
  databaseUser: null,
  databasePassword: '',
  status: [],
  certificates: [],
  backups: [],
  logs: [],
  sites: [],
}

const DAY_AND_TWO = 26 // hours (causes.md 5.1)
const FOR_ALL = 0o004
const KEYS = ['databaseUser', 'databasePassword', 'status', 'certificates', 'backups', 'logs', 'sites']

/** Reads the file, and says of each part that cannot be understood why it is left out. Without a file there is nothing to tell. */
export function readOwnFile(path: string): { readonly own: OwnFile; readonly complaints: readonly string[] } {
  const text = readText(path)
  if (text === null) return { own: NO_OWN_FILE, complaints: [] }
  let given: Record<string, unknown>
  try {
    given = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    return { own: NO_OWN_FILE, complaints: [`${path}: this is no JSON: ${(error as Error).message}`] }
  }
  const complaints = Object.keys(given).flatMap((key) => (KEYS.includes(key) ? [] : [`${path}: "${key}" is not known; write one of ${KEYS.join(', ')}`])) // prettier-ignore
  const words = (key: 'status' | 'certificates' | 'logs' | 'sites') => {
    const value = given[key] ?? []
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
    complaints.push(`${path}: "${key}" must be a list of texts`)
    return []
  }
  const { databaseUser: user = null, databasePassword: password = '', backups = [] } = given
  const isUser = user === null || (typeof user === 'string' && /^[\w.-]{1,60}$/.test(user))
  if (!isUser) complaints.push(`${path}: "databaseUser" must be the name of a user`)
  const isHidden = password === '' || (typeof password === 'string' && (statSync(path).mode & FOR_ALL) === 0)
  if (!isHidden)
    complaints.push(
      `${path}: "databasePassword" must be a text in a file that not everybody may read: chgrp allclear ${path} && chmod 640 ${path}`,
    )
  const read = Array.isArray(backups) ? backups.flatMap(backupOf) : []
  if (!Array.isArray(backups) || read.length < backups.length) complaints.push(`${path}: each of "backups" must be { "name", "path", "hours" }, hours being left out for ${DAY_AND_TWO}`) // prettier-ignore
  const lists = { status: words('status'), certificates: words('certificates'), logs: words('logs'), sites: words('sites') }
  return { own: { databaseUser: isUser ? user : null, databasePassword: isHidden ? password : '', ...lists, backups: read }, complaints }
}

function backupOf(given: unknown): OwnFile['backups'][number][] {
  const { name, path, hours = DAY_AND_TWO } = (given ?? {}) as Record<string, unknown>
  const isRight = typeof name === 'string' && name !== '' && typeof path === 'string' && path.startsWith('/') && typeof hours === 'number' && hours > 0 // prettier-ignore
  return isRight ? [{ name: name.slice(0, 60), path, hours }] : []
}
