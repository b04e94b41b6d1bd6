import { CompiledQuery, PostgresDriver } from 'kysely'
import type { DatabaseConnection, TransactionSettings } from 'kysely'
import { tenantNow } from './tenant.ts'

type Connection = Parameters<PostgresDriver['releaseConnection']>[0]

/**
 * Names the tenant to PostgreSQL for as long as one is asked for: each query then runs in a transaction that says for whom, so that nothing of it
 * stays on the connection. The house's own queries go as they are.
 */
export class TenantDriver extends PostgresDriver {
  readonly #begun = new WeakSet<DatabaseConnection>()

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    const partner = tenantNow()
    if (partner === undefined) return connection
    try {
      await connection.executeQuery(CompiledQuery.raw('begin'))
      await connection.executeQuery(CompiledQuery.raw(`select set_config('allclear.partner', $1, true)`, [partner]))
      this.#begun.add(connection)
      return connection
    } catch (error) {
      await super.releaseConnection(connection as Connection)
      throw error
    }
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    if (!this.#begun.has(connection)) await super.beginTransaction(connection, settings)
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#begun.delete(connection)
    await super.commitTransaction(connection)
  }

  override async rollbackTransaction(connection: Connection): Promise<void> {
    this.#begun.delete(connection)
    await super.rollbackTransaction(connection)
  }

  override async releaseConnection(connection: Connection): Promise<void> {
    try {
      if (this.#begun.delete(connection)) await connection.executeQuery(CompiledQuery.raw('commit'))
    } finally {
      await super.releaseConnection(connection)
    }
  }
}
