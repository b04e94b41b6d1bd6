/** Names and what they are, in two columns. */
export function Facts({ facts }: { facts: readonly { readonly name: string; readonly value: string }[] }) {
  if (facts.length === 0) return null
  return (
    <dl className="facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
