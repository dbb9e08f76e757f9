/** Bytes with three digits: `812 B`, `8.2 kB`, `3.10 MB`. */
export function bytesText(bytes: number): string {
  const unit = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** unit
  return `${unit === 0 ? value.toFixed(0) : value.toPrecision(3).includes('e') ? value.toFixed(0) : value.toPrecision(3)} ${['B', 'kB', 'MB', 'GB', 'TB'][unit]}`
}

/** A time that one can plan with: `0.4 s`, `48 s`, `6 min`, `2 h 10 min`. */
export function timeText(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 100) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** An estimated time; one that is over at once is not given a figure. */
export function aboutTime(seconds: number): string {
  return seconds < 0.1 ? 'under 0.1 s' : `about ${timeText(seconds)}`
}

/** `1 table`, `4,854 rows`. */
export function countText(number: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(number)} ${number === 1 ? noun : plural}`
}

/** With thousands separated. */
export function numberText(number: number): string {
  return number.toLocaleString('en')
}
