import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import { addPlaybookVersion, currentVersions, versionsOf, withdrawVersion } from './playbooks.ts'
import { onEveryDatabase, START } from './stores.double.ts'

const later = (n: number) => after(START, minutes(n))
const edit = (body: string, n: number, playbook = 'tls') => ({
  ...{ playbook, body, at: later(n), by: 'ana', first: 2 },
  ...{ reason: 'The client waited too long.', incident: 7, file: 'as it lay' },
})

onEveryDatabase((place) => {
  test('of an edited playbook the newest version that is not withdrawn holds (REA-1)', async (t) => {
    const store = await (await place(t)).open()
    const add = (body: string, n: number, playbook?: string) =>
      store.transaction((tx) => addPlaybookVersion(tx, 'operator', edit(body, n, playbook)))
    const withdraw = (version: number, n: number) => store.transaction((tx) => withdrawVersion(tx, 'operator', 'tls', version, later(n)))
    const holding = async () =>
      (await currentVersions(store.db, 'operator')).map(({ playbook, version, body }) => [playbook, version, body])
    assert.equal((await add('one', 1)).version, 2)
    assert.equal((await add('two', 2)).version, 3)
    await add('ours', 3, 'dns')
    assert.deepEqual(await holding(), [['dns', 2, 'ours'], ['tls', 3, 'two']]) // prettier-ignore
    assert.deepEqual([await withdraw(3, 4), await withdraw(3, 5)], [true, false])
    assert.deepEqual(await holding(), [['dns', 2, 'ours'], ['tls', 2, 'one']]) // prettier-ignore
    assert.equal((await add('three', 6)).version, 4, 'a number is never given twice')
    const [newest] = await versionsOf(store.db, 'operator', 'tls')
    assert.deepEqual([newest?.reason, newest?.incident, newest?.file], ['The client waited too long.', 7, 'as it lay'])
    assert.deepEqual((await versionsOf(store.db, 'operator', 'tls')).map(({ version, withdrawnAt }) => [version, withdrawnAt]), [[4, null], [3, later(4)], [2, null]]) // prettier-ignore
  })

  test('what one tenant has edited is nobody else’s', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => addPlaybookVersion(tx, 'brightside', edit('theirs', 1)))
    assert.deepEqual(await currentVersions(store.db, 'operator'), [])
  })
})
