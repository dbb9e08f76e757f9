/** Hazards name what they concern as `orders` or `orders.paid_at`. */
export function concerns(where: string, table: string): boolean {
  return where === table || where.startsWith(`${table}.`)
}
