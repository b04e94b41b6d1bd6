import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, hours, minutes, seconds } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { absenceOf } from './standing.ts'
import { distrust, mayReturn } from './trust.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z') as Instant
const ago = (n: number) => after(NOW, minutes(-n))
const sights = (count: number, networks: number, more: { readonly isContradicted: boolean; readonly at?: Instant }) =>
  Array.from({ length: count }, (_, n) => ({ site: `s${n}`, network: `192.${n % networks}`, at: NOW, isFailing: true, ...more }))

test('a location that two others contradict on many sites and networks is set aside (I-6)', () => {
  assert.match(distrust(sights(4, 4, { isContradicted: true }), NOW)!, /contradict it on 4, on 4 networks\.$/)
  assert.match(distrust([...sights(4, 3, { isContradicted: true }), ...sights(3, 3, { isContradicted: false })], NOW)!, /Of 7 sites/)
})

test('trouble on the way to one network, few sites, long ago or among much that was right is no lie', () => {
  assert.equal(distrust(sights(40, 1, { isContradicted: true }), NOW), null)
  assert.equal(distrust(sights(2, 2, { isContradicted: true }), NOW), null)
  assert.equal(distrust(sights(9, 9, { isContradicted: true, at: ago(16) }), NOW), null)
  assert.equal(distrust([...sights(3, 3, { isContradicted: true }), ...sights(3, 3, { isContradicted: false })], NOW), null)
})

test('it comes back by itself when it has spoken for an hour without being contradicted', () => {
  const since = ago(61)
  assert.equal(mayReturn(since, [], since, NOW), true)
  assert.equal(mayReturn(ago(59), [], since, NOW), false, 'too early')
  assert.equal(mayReturn(since, [], ago(10), NOW), false, 'it was away meanwhile')
  assert.equal(mayReturn(since, sights(1, 1, { isContradicted: true, at: ago(30) }), since, NOW), false)
  assert.equal(mayReturn(after(NOW, hours(-3)), sights(1, 1, { isContradicted: true, at: ago(90) }), since, NOW), true)
})

test('a location that says nothing for 45 s has no vote, nor has one that cannot see or is set aside (I-4)', () => {
  const standing = { aliveAt: NOW, blindSince: null, setAsideAt: null }
  assert.equal(absenceOf(standing, after(NOW, seconds(45))), null)
  assert.equal(absenceOf(standing, after(NOW, seconds(46))), 'silent')
  assert.equal(absenceOf({ ...standing, blindSince: NOW }, NOW), 'cannot-see')
  assert.equal(absenceOf({ ...standing, blindSince: NOW, setAsideAt: NOW }, NOW), 'set-aside')
})
