import { hash } from 'node:crypto'

/** The strong ETag of a body. */
export const etagOf = (body: string | Buffer): string => `"${hash('sha256', body, 'base64url').slice(0, 22)}"`

const listed = (header: string): string[] => header.split(',').map((one) => one.trim())

/** Whether `If-None-Match` names it: the reader has it already, and is told so in a few bytes. */
export const isKnown = (etag: string, header: string): boolean =>
  header === etag || listed(header).some((one) => one.replace(/^W\//, '') === etag)

/** Whether `If-Match` lets a change through that is made to what has this ETag (RFC 9110, 13.1.1: a weak one never does). */
export const isMeant = (etag: string, header: string): boolean => listed(header).some((one) => one === '*' || one === etag)
