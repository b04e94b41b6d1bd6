/** A choice of one out of a list, the first until another is chosen. */
export function Choice({ id, name, of }: { id: string; name: string; of: readonly { readonly id: string; readonly name: string }[] }) {
  return (
    <select id={id} name={name} required>
      {of.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </select>
  )
}
