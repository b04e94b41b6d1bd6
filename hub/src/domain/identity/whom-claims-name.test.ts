import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import type { OwnIssuer } from '../plan/plan.ts'
import { isElsewhereOnly, whomClaimsName } from './whom-claims-name.ts'

const { people } = seededPlan()
const ISSUER: OwnIssuer = {
  ...{ issuer: 'https://login.harbor.example/', clientId: 'allclear', name: 'Harbor', domains: [], scopes: [] },
  ...{ claim: 'email', groups: 'groups', roles: null, only: false },
}
const ANA = { sub: '7', email: 'Ana@Harbor.example', email_verified: true }
const meant = (claims: object, but: Partial<OwnIssuer> = {}, of = people) => {
  const found = whomClaimsName({ sub: '7', ...claims }, { ...ISSUER, ...but }, of)
  return 'refused' in found ? found.refused : `${found.person.id} as ${found.role}`
}

test('a person is known by an address that the provider vouches for, and by nothing else', () => {
  assert.equal(meant(ANA), 'ana as owner')
  for (const isVerified of [false, undefined, 'true', 1]) assert.equal(meant({ ...ANA, email_verified: isVerified }), 'unverified')
  assert.equal(meant({ ...ANA, email: 'eve@harbor.example' }), 'unknown')
  assert.equal(meant({ email_verified: true }), 'unverified')
  assert.equal(meant(ANA, { domains: ['harbor.example'] }), 'ana as owner')
  assert.equal(meant(ANA, { domains: ['example'] }), 'domain')
  assert.equal(meant({ ...ANA, email: 'ana@harbor.example@evil.example' }, { domains: ['harbor.example'] }), 'domain')
  assert.equal(meant(ANA, {}, { ...people, twin: { ...people.ana!, id: 'twin' } }), 'unknown', 'two have that address')
})

test('where another claim names them, it is compared letter by letter with what the file says of a person', () => {
  const known = { ...people, ana: { ...people.ana!, subject: 'a-7' } }
  assert.equal(meant({ oid: 'a-7' }, { claim: 'oid' }, known), 'ana as owner')
  assert.equal(meant({ oid: 'A-7' }, { claim: 'oid' }, known), 'unknown')
  assert.equal(meant(ANA, { claim: 'oid' }, known), 'unknown', 'an address does not stand in for it, nor does nothing at all')
  assert.equal(meant({ oid: 'a-7' }, { claim: 'oid', domains: ['harbor.example'] }, known), 'unverified')
})

test('where roles are given by group, the highest that is due counts, and without one nobody comes in', () => {
  const roles = { 'allclear-team': 'responder', 'allclear-leads': 'owner' } as const
  assert.equal(meant({ ...ANA, groups: ['allclear-team', 'staff'] }, { roles }), 'ana as responder')
  assert.equal(meant({ ...ANA, groups: ['allclear-team', 'allclear-leads'] }, { roles }), 'ana as owner')
  assert.equal(meant({ ...ANA, groups: 'allclear-leads' }, { roles }), 'ana as owner')
  for (const groups of [[], undefined, ['staff'], ['constructor'], [{ a: 1 }]]) assert.equal(meant({ ...ANA, groups }, { roles }), 'groups')
})

test('an owner of the file is never shut out of the other ways', () => {
  const oidc = { ...ISSUER, only: true }
  assert.deepEqual([people.ana!, people.kofi!].map((person) => isElsewhereOnly({ oidc }, person)), [false, true]) // prettier-ignore
  assert.equal(isElsewhereOnly({ oidc: null }, people.kofi!), false)
})
