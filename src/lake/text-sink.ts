/** Decimals of small numbers: 1e-9 of a degree is a tenth of a millimetre. */
const FINE = { scale: 1e9, decimals: 9, below: 1e6 }
/** Decimals of positions in metres far from the origin: a thousandth of a millimetre. */
const COARSE = { scale: 1e6, decimals: 6, below: 1e9 }
// Below these bounds, fifteen digits hold the number: no other decimal as short is read as the same one.

const encoder = new TextEncoder()

/** Text being written as UTF-8, in a buffer that grows: no string is made of what is written. */
export class TextSink {
  #bytes = new Uint8Array(65_536)
  #end = 0

  /** Bytes written so far. */
  get length(): number {
    return this.#end
  }

  /** Writes a text of ASCII: marks of a format. */
  ascii(text: string): void {
    this.#room(text.length)
    for (let i = 0; i < text.length; i++) this.#bytes[this.#end++] = text.charCodeAt(i)
  }

  /** Writes any text. */
  text(text: string): void {
    this.#room(text.length * 3)
    let end = this.#end
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 127) {
        this.#end += encoder.encodeInto(text, this.#bytes.subarray(this.#end)).written
        return
      }
      this.#bytes[end++] = code
    }
    this.#end = end
  }

  /** Writes a number as JavaScript does. Most have few decimals: their digits are those of an integer. */
  number(value: number): void {
    const scaled = Math.round(value * FINE.scale)
    const isShort = value < FINE.below && value > -FINE.below && scaled / FINE.scale === value && !isTiny(value)
    if (isShort) this.#decimal(scaled, FINE)
    else this.ascii(String(value))
  }

  /** Writes an ordinate of a position: to nine decimals, to six from a million on. Finer is nowhere on the ground. */
  ordinate(value: number): void {
    const kind = value < FINE.below && value > -FINE.below ? FINE : COARSE
    if (value < kind.below && value > -kind.below) this.#decimal(Math.round(value * kind.scale), kind)
    else this.ascii(String(value))
  }

  /** Writes an integer divided by a scale. */
  #decimal(scaled: number, { scale, decimals }: typeof FINE): void {
    this.#room(32)
    const bytes = this.#bytes
    let at = this.#end
    if (scaled < 0) {
      bytes[at++] = 45 // -
      scaled = -scaled
    }
    const whole = Math.floor(scaled / scale)
    let unit = 1
    while (unit * 10 <= whole) unit *= 10
    for (let left = whole; unit >= 1; unit /= 10) {
      const digit = Math.floor(left / unit)
      bytes[at++] = 48 + digit
      left -= digit * unit
    }
    let fraction = scaled - whole * scale
    if (fraction > 0) {
      bytes[at++] = 46 // .
      let digits = decimals
      for (; fraction % 10 === 0; digits--) fraction /= 10
      for (let place = at + digits - 1; place >= at; place--) {
        const rest = (fraction / 10) | 0
        bytes[place] = 48 + fraction - rest * 10
        fraction = rest
      }
      at += digits
    }
    this.#end = at
  }

  /** Writes what another sink holds, which has no quotes, between quotes if a comma is in it; the other is empty again. */
  quoted(other: TextSink): void {
    const held = other.#bytes.subarray(0, other.#end)
    const mark = held.includes(44) ? '"' : ''
    this.ascii(mark)
    this.#room(held.length)
    this.#bytes.set(held, this.#end)
    this.#end += held.length
    this.ascii(mark)
    other.#end = 0
  }

  /** What was written, as bytes of the caller's; the sink is empty again. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#end)
    this.#end = 0
    return taken
  }

  /** What was written, as text; the sink is empty again. */
  takeText(): string {
    const text = Buffer.from(this.#bytes.buffer, 0, this.#end).toString()
    this.#end = 0
    return text
  }

  #room(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + bytes))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}

/** What JavaScript writes with an exponent. */
const isTiny = (value: number) => value > -1e-6 && value < 1e-6 && value !== 0
