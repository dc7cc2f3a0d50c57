/** An object of a list, as JSON text, and the file offset of its first byte. */
export interface Element {
  json: string;
  offset: number;
}

/** Larger ones are passed over: memory must not be the document's to choose. */
const MAX_ELEMENT_BYTES = 16 * 1024 * 1024;
/** Under these keys of an object lies a list of messages. */
const LIST_KEYS = new Set(['messages', 'input', 'output', 'items']);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const LIST = 0x5b;
const OBJECT = 0x7b;

/**
 * Finds the objects of a JSON document, line by line, without parsing the document as a whole: those of a list, those
 * of a list under `messages`, `input`, `output` or `items` of an object, or objects one after the other (JSON lines).
 */
export class ElementSplitter {
  readonly #onElement: (element: Element) => void;
  #depth = 0;
  /** Depth at which elements begin. */
  #elementDepth = 0;
  #inString = false;
  #isEscaped = false;
  #parts: Buffer[] = [];
  #bytes = 0;
  /** Offset of the element that has begun. */
  #begun: number | undefined;
  #lastKey = '';
  /** Elements that were too large. */
  oversize = 0;

  constructor(onElement: (element: Element) => void) {
    this.#onElement = onElement;
  }

  /** Whether an element has begun and not ended. */
  get isOpen(): boolean {
    return this.#depth > 0 || this.#begun !== undefined;
  }

  /** Takes the next bytes, which begin at `offset` of the file. */
  take(bytes: Buffer, offset: number): void {
    let from = 0;
    let stringFrom = 0;
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0;
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          if (this.#depth === 1)
            this.#lastKey = bytes.toString('utf8', stringFrom, Math.min(index, stringFrom + 20));
        }
      } else if (byte === QUOTE) {
        this.#inString = true;
        stringFrom = index + 1;
      } else if (OPENING.has(byte)) {
        if (this.#opens(byte, offset + index)) from = index;
      } else if (CLOSING.has(byte) && this.#depth > 0) {
        this.#depth--;
        if (this.#begun !== undefined && this.#depth === this.#elementDepth) {
          this.#keep(bytes.subarray(from, index + 1));
          this.#ends();
        } else if (this.#begun === undefined && this.#depth < this.#elementDepth) this.#elementDepth = 0;
      }
    }
    if (this.#begun !== undefined) this.#keep(Buffer.concat([bytes.subarray(from), LINE_FEED]));
  }

  /** Returns whether an element begins here. */
  #opens(byte: number, offset: number): boolean {
    const isList = byte === LIST;
    if (isList && this.#depth === 0) this.#elementDepth = 1;
    else if (isList && this.#depth === 1 && this.#elementDepth === 0 && LIST_KEYS.has(this.#lastKey)) {
      // The object is not a message but holds them.
      this.#elementDepth = 2;
      this.#begun = undefined;
      this.#parts = [];
      this.#bytes = 0;
    }
    const begins = byte === OBJECT && this.#depth === this.#elementDepth && this.#begun === undefined;
    this.#depth++;
    if (begins) this.#begun = offset;
    return begins;
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length;
    // The line's buffer is used again for the next one.
    if (this.#bytes <= MAX_ELEMENT_BYTES) this.#parts.push(Buffer.from(part));
  }

  #ends(): void {
    if (this.#bytes > MAX_ELEMENT_BYTES) this.oversize++;
    else this.#onElement({ json: Buffer.concat(this.#parts).toString('utf8'), offset: this.#begun ?? 0 });
    this.#begun = undefined;
    this.#parts = [];
    this.#bytes = 0;
  }
}

const LINE_FEED = Buffer.from('\n');
