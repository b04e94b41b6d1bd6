/** What stands at a path of a JSON value: keys with dots between, or a JSON pointer (RFC 6901), where keys hold dots themselves. */
export const valueAt = (value: unknown, path: string): unknown => keysOf(path).reduce<unknown>(inside, value)

const keysOf = (path: string) =>
  path.startsWith('/')
    ? path
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    : path.split('.')

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
