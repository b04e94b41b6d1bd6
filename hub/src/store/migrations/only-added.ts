import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { kindOf } from '../kind.ts'
import type { Db } from '../store.ts'

/** From now on the database itself refuses to change rows of the table, and to take away those of which `stays` (about `old`) is true. */
export async function onlyAdded(db: Db, table: string, stays: RawBuilder<unknown>): Promise<void> {
  const says = sql.lit(`rows of ${table} are added and never changed`)
  const trigger = (what: string) => sql.id(`${table}_no_${what}`)
  if (kindOf(db) === 'sqlite') {
    await sql`create trigger ${trigger('update')} before update on ${sql.table(table)} begin select raise(abort, ${says}); end`.execute(db)
    await sql`create trigger ${trigger('delete')} before delete on ${sql.table(table)} when ${stays} begin select raise(abort, ${says}); end`.execute(
      db,
    )
    return
  }
  const refuse = sql.id(`${table}_refuse`)
  await sql`create function ${refuse}() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if not (${stays}) then return old; end if;
      end if;
      raise exception ${says};
    end $$`.execute(db)
  await sql`create trigger ${trigger('change')} before update or delete on ${sql.table(table)} for each row execute function ${refuse}()`.execute(
    db,
  )
  await sql`create trigger ${trigger('truncate')} before truncate on ${sql.table(table)} execute function ${refuse}()`.execute(db)
}
